package reference

import (
	"net/http"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/action"
)

// remove deletes the user's resource. Gone already is as good as deleted.
func (d *delivery) remove() (outcome, error) {
	found, err := d.find()
	switch {
	case err != nil:
		return outcome{}, err
	case found.id == "":
		return skipped(found.reason), nil
	case d.isStale(found.resource):
		return outcome{name: action.Skipped, reason: "stale", id: found.id}, nil
	}
	if err := d.write(http.MethodDelete, found.id, nil); err != nil && !hasStatus(err, http.StatusNotFound) {
		return outcome{}, err
	}
	return outcome{name: action.Deleted, id: found.id}, nil
}

// shutOut makes the user's resource inactive, if there is one.
func (d *delivery) shutOut() (outcome, error) {
	return d.change(d.deactivate, func(reason string) (outcome, error) { return skipped(reason), nil })
}

// deactivate makes a resource inactive and leaves the rest of it alone: by PATCH where
// updates are by PATCH, else by putting it back.
func (d *delivery) deactivate(found finding) (outcome, error) {
	change := d.orderOf()
	change.Set("active", false)
	var err error
	if d.mapping.Update.Method.Value == mapping.MethodPatch {
		err = d.patch(found.id, d.replacements(found.resource, change))
	} else {
		err = d.write(http.MethodPut, found.id, overlay(found.resource, change))
	}
	if err != nil {
		return outcome{}, err
	}
	return outcome{name: action.Deactivated, id: found.id}, nil
}
