package mockscim

// Dialect is how a server departs from RFC 7643 and RFC 7644, as servers do.
// Each field is a switch of its own; the zero value departs in nothing.
//
// A switch that names a status, such as "405", makes the server answer with it.
type Dialect struct {
	Name        string `json:"name,omitempty"`
	Description string `json:"description,omitempty"` // one line
	ModelledOn  string `json:"modelledOn,omitempty"`  // what has been read about a real server, and what is assumed

	// Filters says, by the name of an attribute, what a filter about it comes to;
	// "*" stands for the attributes that are not named. Of a filter about several
	// attributes, the first that departs decides.
	Filters map[string]FilterMode `json:"filters,omitempty"`
	// FilterOperators are those that filters may have, of [scim.Operators] and
	// "and", "or", "not"; any other is answered with 400. Empty is all.
	FilterOperators []string `json:"filterOperators,omitempty"`

	// Put, Patch and Delete say what these methods come to.
	Put    PutMode    `json:"put,omitempty"`
	Patch  PatchMode  `json:"patch,omitempty"`
	Delete DeleteMode `json:"delete,omitempty"`
	// PatchPath is what operations of a PATCH without a path get: 400 when it is
	// "required".
	PatchPath PatchPath `json:"patchPath,omitempty"`
	// PatchOp is in which case operations must be written, else 400.
	PatchOp PatchOp `json:"patchOp,omitempty"`
	// PatchOps are the operations that there are, of add, replace and remove; others
	// are answered with 400. Empty is all.
	PatchOps []string `json:"patchOps,omitempty"`
	// PatchValueFilter is what becomes of operations with a path such as
	// emails[type eq "work"].value.
	PatchValueFilter Refusal `json:"patchValueFilter,omitempty"`

	// ExternalID says what becomes of externalId.
	ExternalID ExternalIDMode `json:"externalId,omitempty"`
	// IDs says what the ids of new resources are like.
	IDs IDMode `json:"ids,omitempty"`
	// LowerCaseEmails turns e-mail addresses, and a userName that is one, to lower case.
	LowerCaseEmails bool `json:"lowerCaseEmails,omitempty"`
	// Immutable are top-level attributes of users that keep the value they were
	// created with, and what a PUT or PATCH that changes them comes to.
	Immutable map[string]Refusal `json:"immutable,omitempty"`
	// Required are attributes that a user must have, such as name.familyName, else 400.
	Required []string `json:"required,omitempty"`
	// MoreValues is what becomes of a second value of a multi-valued attribute of a user.
	MoreValues Refusal `json:"moreValues,omitempty"`
	// RefusedCharacters may be in no text of a user, else 400.
	RefusedCharacters string `json:"refusedCharacters,omitempty"`

	// These are the statuses of writes that went well: 200, 201, 202 or 204. An
	// answer with 202 or 204 has no body.
	CreateStatus int `json:"createStatus,omitempty"`
	PutStatus    int `json:"putStatus,omitempty"`
	PatchStatus  int `json:"patchStatus,omitempty"`
	DeleteStatus int `json:"deleteStatus,omitempty"`
	// NoLocation leaves out where a resource is: headers and meta.location.
	NoLocation bool `json:"noLocation,omitempty"`
	// LowerCaseResources writes `resources` in lists.
	LowerCaseResources bool `json:"lowerCaseResources,omitempty"`
	// EmptyResources is how a list without resources says so.
	EmptyResources EmptyMode `json:"emptyResources,omitempty"`

	// Errors is the form of error messages.
	Errors ErrorMode `json:"errors,omitempty"`
	// NumericErrorStatus makes the status in an error message a number, and
	// NoScimType leaves its scimType out.
	NumericErrorStatus bool `json:"numericErrorStatus,omitempty"`
	NoScimType         bool `json:"noScimType,omitempty"`

	// RateLimits are answered with 429 when they are reached.
	RateLimits []RateLimit `json:"rateLimits,omitempty"`
}

// FilterMode says what a filter about an attribute comes to.
type FilterMode string

// What filters come to.
const (
	FilterWorks           FilterMode = "works"           // as RFC 7644 has it, for exceptions from "*"
	Filter400             FilterMode = "400"             // with the scimType invalidFilter
	Filter501             FilterMode = "501"             // not implemented
	FilterEmpty           FilterMode = "empty"           // nothing is found, and nothing is said of it
	FilterIgnored         FilterMode = "ignored"         // everything is listed
	FilterRegex           FilterMode = "regex"           // the value of eq is a regular expression, which may match anywhere, in any case
	FilterCaseInsensitive FilterMode = "caseInsensitive" // eq compares without case, whatever the schema says
	FilterCaseSensitive   FilterMode = "caseSensitive"   // eq compares with case, whatever the schema says
)

// PutMode says what a PUT comes to.
type PutMode string

// What a PUT comes to.
const (
	Put405     PutMode = "405"
	Put501     PutMode = "501"
	PutPartial PutMode = "partial" // what is left out stays, in complex attributes too; null clears
)

// PatchMode says what a PATCH comes to.
type PatchMode string

// What a PATCH comes to.
const (
	Patch405        PatchMode = "405"
	Patch501        PatchMode = "501"
	PatchActiveOnly PatchMode = "activeOnly" // an operation on anything but active is answered with 400
)

// PatchPath says whether operations need a path.
type PatchPath string

// PatchPathRequired is the one choice that departs: RFC 7644 section 3.5.2 lets
// add and replace do without.
const PatchPathRequired PatchPath = "required"

// PatchOp says how the operations of a PATCH must be written.
type PatchOp string

// How operations must be written. The server itself takes both.
const (
	PatchOpCapitalised PatchOp = "capitalised" // Add, Replace, Remove
	PatchOpLowerCase   PatchOp = "lowerCase"   // as RFC 7644 section 3.5.2 has it
)

// Refusal says how a server does not do what it is asked for.
type Refusal string

// How a server refuses.
const (
	Refuse400    Refusal = "400"
	RefuseSilent Refusal = "ignored" // it says that all went well
)

// DeleteMode says what a DELETE comes to.
type DeleteMode string

// What a DELETE comes to.
const (
	Delete405        DeleteMode = "405"
	Delete501        DeleteMode = "501"
	DeleteSoft       DeleteMode = "soft"       // gone for reading, but creating it anew is answered with 409
	DeleteDeactivate DeleteMode = "deactivate" // the user stays, with active false
)

// ExternalIDMode says what becomes of externalId.
type ExternalIDMode string

// What becomes of externalId.
const (
	ExternalIDNotStored   ExternalIDMode = "notStored"
	ExternalIDNotReturned ExternalIDMode = "notReturned" // though it can be looked for
)

// IDMode says what ids are like.
type IDMode string

// What ids are like. A user keeps the id even if that attribute changes.
const (
	IDInteger    IDMode = "integer"    // an id of digits is a number in JSON
	IDUserName   IDMode = "userName"   // that of a user is the userName
	IDExternalID IDMode = "externalId" // that of a resource is the externalId, if it has one
)

// EmptyMode says how an empty list is written.
type EmptyMode string

// How an empty list is written.
const (
	EmptyNull   EmptyMode = "null"
	EmptyAbsent EmptyMode = "absent"
)

// ErrorMode says what errors look like.
type ErrorMode string

// What errors look like.
const (
	ErrorsHTML  ErrorMode = "html"  // a page
	ErrorsJSON  ErrorMode = "json"  // {"errors": ["…"]}
	ErrorsText  ErrorMode = "text"  // a line
	ErrorsEmpty ErrorMode = "empty" // no body
)

// RateLimit is how many requests may come in a time. The time begins with the
// first request after the last one has ended, on the clock of the server.
type RateLimit struct {
	Requests   int       `json:"requests"`
	Per        Duration  `json:"per"`
	Methods    []string  `json:"methods,omitempty"` // that count; empty for all
	RetryAfter RetryMode `json:"retryAfter,omitempty"`
}

// RetryMode says how the header Retry-After tells when to try again.
type RetryMode string

// How Retry-After is written (RFC 9110 section 10.2.3).
const (
	RetrySeconds RetryMode = "seconds" // so is the empty one
	RetryDate    RetryMode = "date"
	RetryAbsent  RetryMode = "absent" // there is none
)

// WithDialect makes the server depart from the RFCs. New panics when the dialect
// has a value that is none of its field's.
func WithDialect(d Dialect) Option {
	return func(s *settings) { s.dialect = &d }
}
