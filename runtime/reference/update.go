package reference

import (
	"net/http"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/action"
)

// update has the user's resource become what the mapping makes of the user now.
func (d *delivery) update() (outcome, error) {
	active, told := d.scim.Get("active")
	switch {
	case truthy(d.scim, "userName"):
		return d.change(d.refresh, d.missing)
	case told && active == false:
		// Nothing can stand for the resource, but who is blocked is shut out.
		return d.change(d.deactivate, d.missing)
	}
	return skipped("no userName"), nil
}

// change finds the user's resource and changes it. One that is gone by then is looked
// up once more: it may be there again, under another id.
func (d *delivery) change(how func(finding) (outcome, error), otherwise func(reason string) (outcome, error)) (outcome, error) {
	for again := false; ; again = true {
		found, err := d.find()
		if err != nil {
			return outcome{}, err
		}
		if found.id == "" {
			return otherwise(found.reason)
		}
		if d.isStale(found.resource) {
			return outcome{name: action.Skipped, reason: "stale", id: found.id}, nil
		}
		made, err := how(found)
		if err == nil || again || !hasStatus(err, http.StatusNotFound) {
			return made, err
		}
	}
}

// missing is what an update does where there is no resource.
func (d *delivery) missing(reason string) (outcome, error) {
	switch d.mapping.Update.Missing.Value {
	case mapping.MissingCreate:
		return d.create(true)
	case mapping.MissingFail:
		return outcome{}, &actionError{"nothing to update: " + reason}
	}
	return skipped(reason), nil
}

// refresh writes what the mapping makes of the user, unless the resource has it all.
func (d *delivery) refresh(found finding) (outcome, error) {
	if d.mapping.Update.Unchanged.Value == mapping.UnchangedSkip && d.holds(found.resource) {
		return outcome{name: action.Skipped, reason: "unchanged", id: found.id}, nil
	}
	if err := d.rewrite(found); err != nil {
		return outcome{}, err
	}
	return outcome{name: action.Updated, id: found.id}, nil
}

func (d *delivery) rewrite(found finding) error {
	switch d.mapping.Update.Method.Value {
	case mapping.MethodPatch:
		operations := d.replacements(found.resource, d.scim)
		if d.clears() {
			operations = append(operations, d.removals(found.resource)...)
		}
		return d.patch(found.id, operations)
	case mapping.MethodMerge:
		under := found.resource
		if d.clears() {
			under = d.withoutEmptied(under)
		}
		return d.write(http.MethodPut, found.id, overlay(under, d.scim))
	}
	return d.write(http.MethodPut, found.id, d.scim)
}

// otherMethod is what an update may be done by, where the server refuses this one.
func (d *delivery) otherMethod() string {
	if d.mapping.Update.Method.Value == mapping.MethodPatch {
		return mapping.MethodPut
	}
	return mapping.MethodPatch
}

// clears tells whether attributes that have become empty are taken off the resource.
// To replace it does so by itself.
func (d *delivery) clears() bool {
	u := d.mapping.Update
	return u.Method.Value == mapping.MethodPut || u.Clear.Value == mapping.ClearRemove
}
