package reference

import (
	"net/http"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/action"
)

// create creates the user, unless it is there already. With refresh, a resource of ours
// is updated in any case: whoever has created it may have known less.
func (d *delivery) create(refresh bool) (outcome, error) {
	if !truthy(d.scim, "userName") {
		return skipped("no userName"), nil
	}
	id, err := d.postUnlessKnown()
	if err == nil {
		return outcome{name: action.Created, id: id}, nil
	}
	if d.mapping.Create.Conflict.Value == mapping.ConflictFail || !hasStatus(err, http.StatusConflict) {
		return outcome{}, err
	}
	return d.conflict(err.(*requestError), refresh)
}

// postUnlessKnown creates the user. Where the server would take the same externalId
// twice, it is asked before: a creation that comes again, after the user has got
// another name, would make a second account.
func (d *delivery) postUnlessKnown() (string, error) {
	if d.mapping.Create.Lookup.Value == mapping.LookupFirst {
		found, err := d.find()
		if err != nil {
			return "", err
		}
		if found.linked {
			return "", &requestError{request: d.newUser(), problem: "409", detail: "externalId is taken", status: http.StatusConflict}
		}
	}
	return d.post()
}

// conflict finds out what a creation has met. Events are delivered more than once: a
// resource of ours is no error, and anything else leaves the 409 as the error.
func (d *delivery) conflict(refusal *requestError, refresh bool) (outcome, error) {
	d.adopting = d.mapping.Create.Conflict.Value == mapping.ConflictAdopt
	found, err := d.find()
	if err != nil {
		refusal.cause = err
		return outcome{}, refusal
	}
	switch {
	case d.adopting && found.id != "" && !found.linked:
		return d.link(found)
	case !found.linked:
		return outcome{}, refusal
	case d.isStale(found.resource):
		return outcome{name: action.Skipped, reason: "stale", id: found.id}, nil
	case refresh || d.isBehind(found.resource) || isInactive(found.resource) && truthy(d.scim, "active"):
		return d.refresh(found)
	}
	return outcome{name: action.Duplicate, id: found.id}, nil
}

// link makes an account without externalId ours.
func (d *delivery) link(found finding) (outcome, error) {
	made, err := d.refresh(found)
	made.name = action.Linked
	return made, err
}

// isInactive tells whether a resource says that it is: some servers say so by a text.
func isInactive(resource *Object) bool {
	switch active := resource.attribute("active").(type) {
	case bool:
		return !active
	case string:
		return strings.EqualFold(active, "false")
	}
	return false
}

func truthy(o *Object, name string) bool {
	value, _ := o.Get(name)
	return !isFalsy(value)
}
