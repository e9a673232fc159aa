package mockscim

import (
	"maps"

	"github.com/scimwright/scimwright/generator/scim"
)

// changeSingle carries out an operation on an attribute that has one value, or
// on a sub-attribute of it.
func (p *patcher) changeSingle(op string, holder map[string]any, target scim.Target, v any) error {
	a, path := target.Attribute, target.String()
	if a.Type != scim.TypeComplex {
		value, err := p.normalized(op, a, path, v)
		if err != nil {
			return err
		}
		return set(holder, a, path, value)
	}
	old, _ := holder[a.Name].(map[string]any)
	changed := maps.Clone(old)
	if changed == nil {
		changed = map[string]any{}
	}
	var err error
	switch {
	case target.Sub != nil:
		err = p.changeSub(op, changed, target, v)
	case op == opRemove:
		changed = nil
	default:
		// Both add and replace set the sub-attributes that are given (sections
		// 3.5.2.1 and 3.5.2.3).
		err = p.merge(changed, a, path, v)
	}
	if err != nil {
		return err
	}
	if len(changed) == 0 {
		return set(holder, a, path, nil)
	}
	return set(holder, a, path, changed)
}

// changeSub carries out an operation on a sub-attribute of one complex value.
func (p *patcher) changeSub(op string, value map[string]any, target scim.Target, v any) error {
	path := target.String()
	if op == opAdd && target.Sub.MultiValued {
		had, _ := value[target.Sub.Name].([]any)
		all, _, err := p.addValues(had, target.Sub, path, v)
		if err != nil || len(all) == 0 {
			return err
		}
		return set(value, target.Sub, path, all)
	}
	normal, err := p.normalized(op, target.Sub, path, v)
	if err != nil {
		return err
	}
	return set(value, target.Sub, path, normal)
}

// merge sets the sub-attributes that v gives; one that is null is removed.
func (p *patcher) merge(value map[string]any, a *scim.Attribute, path string, v any) error {
	object, ok := v.(map[string]any)
	if !ok {
		return scim.Errorf(scim.InvalidValue, "%s is %s; the attribute is complex and needs an object", path, kindOf(v))
	}
	return p.each(object, path+".", func(name string, v any) (bool, error) {
		s, ok := a.Sub(name)
		if !ok || s.Mutability == scim.ReadOnly {
			return ok, nil // as in a whole resource, read-only values are ignored
		}
		normal, err := p.value(s, path+"."+s.Name, v)
		if err != nil {
			return true, err
		}
		return true, set(value, s, path+"."+s.Name, normal)
	})
}

// normalized returns the value of an operation in the form that is stored, nil
// for none. A multi-valued attribute may be given one value without an array.
func (p *patcher) normalized(op string, a *scim.Attribute, path string, v any) (any, error) {
	if op == opRemove {
		return nil, nil
	}
	if _, ok := v.([]any); a.MultiValued && !ok && v != nil {
		v = []any{v}
	}
	return p.value(a, path, v)
}
