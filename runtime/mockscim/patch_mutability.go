package mockscim

import (
	"reflect"

	"github.com/scimwright/scimwright/generator/scim"
)

// checkReadOnly refuses a change of what the server alone may set. A client
// that sends back the value that it was shown changes nothing, and may.
func (p *patcher) checkReadOnly(op string, target scim.Target, v any) error {
	if target.Attribute.Mutability != scim.ReadOnly && target.Leaf().Mutability != scim.ReadOnly {
		return nil
	}
	if op != opRemove {
		shown := target.Values(p.shown)
		if reflect.DeepEqual(shown, v) || len(shown) == 1 && reflect.DeepEqual(shown[0], v) {
			return nil
		}
	}
	return scim.Errorf(scim.BadMutability, "%s is read-only", target)
}

// set gives an attribute of an object a normalized value. A value that is nil
// is removed. Immutable attributes take a value only once.
func set(object map[string]any, a *scim.Attribute, path string, value any) error {
	old, had := object[a.Name]
	if a.Mutability == scim.Immutable && had && !reflect.DeepEqual(old, value) {
		return scim.Errorf(scim.BadMutability, "%s is immutable and has a value", path)
	}
	if value == nil {
		delete(object, a.Name)
		return requiredStays(a, path, had)
	}
	object[a.Name] = value
	return nil
}

// requiredStays refuses that a required attribute becomes unassigned (RFC 7644
// section 3.5.2.2).
func requiredStays(a *scim.Attribute, path string, had bool) error {
	if a.Required && had {
		return scim.Errorf(scim.BadMutability, "%s is required and cannot be removed", path)
	}
	return nil
}
