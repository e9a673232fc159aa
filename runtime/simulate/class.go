package simulate

// class is a way in which the server can differ from the tenant in the end.
type class struct {
	name string
	// reason says why the Action's contract permits it; empty for what it does not.
	reason string
	// remedy is what to do about it, if anything helps.
	remedy string
}

// What no Action may do.
var (
	wrongPerson = class{name: "wrong person touched",
		remedy: "take a resource for the user's own only when its externalId is the user's"}
	duplicateAccount = class{name: "duplicate account",
		remedy: "look the user up before creating, or let the server refuse an externalId that is taken"}
	lostEvent = class{name: "lost event",
		remedy: "throw where an event could not be applied: returning means that it was"}
	undeliverable = class{name: "undeliverable event",
		remedy: "read the error: without faults the same request fails again"}
	nothingArrives = class{name: "nothing ever arrived",
		remedy: "look at what one event comes to: scimwright run --event event.json"}
	unexplained = class{name: "unexplained"}
)

// What comes of how events are delivered, and what servers do. None of it is silent
// corruption of another user's data; each is known, and has its reason.
var (
	staleUpdate = class{name: "stale update applied",
		reason: "events are unordered, and an older one came last",
		remedy: "store updated_at in an attribute that update.order names"}
	reactivated = class{name: "reactivated by an older creation",
		reason: "R13: an inactive account that a creation meets, and whose user is active in it, is updated",
		remedy: "store updated_at in an attribute that update.order names"}
	updateTooEarly = class{name: "update before creation skipped",
		reason: "R14: an update of a user whom the server does not have is left to update.missing",
		remedy: "set update.missing: create, with update.order"}
	creationNoUpdate = class{name: "creation met an older self",
		reason: "R13: a creation whose account is there already is a duplicate, and changes nothing",
		remedy: "the next update brings the account up to date"}
	revived = class{name: "revived after deletion",
		reason: "an event from before the deletion came after it, and nothing on the server tells of the deletion",
		remedy: "set delete.action: deactivate, with update.order: the inactive account remembers"}
	deletedByOlder = class{name: "removed by an older deletion",
		reason: "a deletion came after the creation that followed it, and holds nothing that could be compared",
		remedy: "set delete.action: deactivate"}
	workedLate = class{name: "worked after it had failed",
		reason: "the server did a request after it had answered that it failed",
		remedy: "deliver the user's next event, or this one again"}
	emptiedKept = class{name: "emptied attribute kept",
		reason: "R14: what has no value any more stays, unless update.method is put or update.clear is remove",
		remedy: "set update.clear: remove"}
	asOrdered = class{name: "left so by the mapping",
		reason: "the same comes of these events in their order, each delivered once"}
	cannotFind = class{name: "not found by what the event tells",
		reason: "R9: the server does not look up externalId, and has the user under a name that the event does not tell",
		remedy: "none but another server, or a userName that never changes"}
	namesake = class{name: "taken for its namesake",
		reason: "R9: the server keeps no externalId, so the userName decides, which passes from one user to another",
		remedy: "map userName from something that nobody inherits, such as user_id"}
	nameTaken = class{name: "name taken by another account",
		reason: "R13: the userName belongs to another externalId, and the event stays a dead letter with this error",
		remedy: "remove the account that is in the way, and have the event delivered again"}
)
