package mockscim

import (
	"slices"

	"github.com/scimwright/scimwright/generator/scim"
)

// changeValues carries out an operation on values of a multi-valued attribute:
// on all of them, or on those that a filter selects.
func (p *patcher) changeValues(op string, holder map[string]any, target scim.Target, filter scim.Filter, v any) error {
	a := target.Attribute
	old, _ := holder[a.Name].([]any)
	var values, touched []any
	var err error
	switch {
	case filter != nil:
		values, touched, err = p.changeSelected(op, old, target, filter, v)
	case target.Sub != nil:
		values, touched, err = p.changeSubOfAll(op, old, target, v)
	case op == opAdd:
		values, touched, err = p.addValues(old, a, target.String(), v)
	default:
		var all any
		all, err = p.normalized(op, a, target.String(), v)
		values, _ = all.([]any)
	}
	if err != nil {
		return err
	}
	settlePrimary(values, touched)
	values = distinct(a, values)
	if err := onePrimary(target.String(), values); err != nil {
		return err
	}
	if len(values) == 0 {
		return set(holder, a, target.String(), nil)
	}
	return set(holder, a, target.String(), values)
}

// distinct returns values, each once (RFC 7643 section 2.4): a change of some of
// them may have made them equal to others.
func distinct(a *scim.Attribute, values []any) []any {
	seen := make(map[string]bool, len(values))
	return slices.DeleteFunc(values, func(v any) bool {
		key := identity(a, v)
		again := seen[key]
		seen[key] = true
		return again
	})
}

// addValues adds values, but none that is there (RFC 7644 section 3.5.2.1).
func (p *patcher) addValues(old []any, a *scim.Attribute, path string, v any) (values, touched []any, err error) {
	more, err := p.normalized(opAdd, a, path, v)
	if err != nil {
		return nil, nil, err
	}
	values = slices.Clone(old)
	seen := map[string]bool{}
	for _, item := range old {
		seen[identity(a, item)] = true
	}
	items, _ := more.([]any)
	for _, item := range items {
		if key := identity(a, item); !seen[key] {
			seen[key] = true
			values = append(values, item)
			touched = append(touched, item)
		}
	}
	return values, touched, nil
}

// changeSelected carries out an operation on the values that match a filter.
func (p *patcher) changeSelected(op string, old []any, target scim.Target, filter scim.Filter, v any) (values, touched []any, err error) {
	selected, err := p.selector(target, filter)
	if err != nil {
		return nil, nil, err
	}
	matched := false
	for _, item := range old {
		if !selected(item) {
			values = append(values, item)
			continue
		}
		matched = true
		changed, err := p.changeOne(op, item, target, v)
		if err != nil {
			return nil, nil, err
		}
		if changed != nil {
			values = append(values, changed)
			touched = append(touched, changed)
		}
	}
	switch {
	case matched:
		return values, touched, nil
	case op == opAdd:
		return p.addDescribed(old, target, filter, v)
	}
	return nil, nil, scim.Errorf(scim.NoTarget, "no value of %s matches %s", target.Attribute.Name, filter)
}

// selector returns a test of the values of an attribute. The filter is applied
// to them as the client saw them, so that a member can be selected by its type
// or display name.
func (p *patcher) selector(target scim.Target, filter scim.Filter) (func(item any) bool, error) {
	a := target.Attribute
	if a.Type != scim.TypeComplex {
		return nil, scim.Errorf(scim.InvalidPath, "%s is not complex; its values cannot be filtered", a.Name)
	}
	match, err := scim.CompileValueFilter(filter, a)
	if err != nil {
		return nil, err
	}
	shown := map[string]map[string]any{}
	for _, v := range (scim.Target{Extension: target.Extension, Attribute: a}).Values(p.shown) {
		shown[identity(a, v)], _ = v.(map[string]any)
	}
	return func(item any) bool {
		if value, ok := shown[identity(a, item)]; ok {
			return match(value)
		}
		return match(item.(map[string]any))
	}, nil
}

// changeOne returns what an operation makes of one value, nil for nothing.
func (p *patcher) changeOne(op string, item any, target scim.Target, v any) (any, error) {
	value := shallow(item.(map[string]any))
	var err error
	switch {
	case target.Sub != nil:
		err = p.changeSub(op, value, target, v)
	case op == opRemove:
		return nil, nil
	case op == opAdd:
		err = p.merge(value, target.Attribute, target.String(), v)
	default:
		// Matching values are replaced as a whole (section 3.5.2.3).
		return p.single(target.Attribute, target.String(), v)
	}
	if err != nil || len(value) == 0 {
		return nil, err
	}
	return value, nil
}

// changeSubOfAll carries out an operation on a sub-attribute of every value.
func (p *patcher) changeSubOfAll(op string, old []any, target scim.Target, v any) (values, touched []any, err error) {
	if len(old) == 0 && op != opRemove {
		old = []any{map[string]any{}} // what does not exist is added
	}
	for _, item := range old {
		changed, err := p.changeOne(op, item, target, v)
		if err != nil {
			return nil, nil, err
		}
		if changed != nil {
			values = append(values, changed)
			touched = append(touched, changed)
		}
	}
	return values, touched, nil
}

// addDescribed adds the value that a filter describes: emails[type eq "work"]
// stands for one of type work, and the operation says the rest of it.
func (p *patcher) addDescribed(old []any, target scim.Target, filter scim.Filter, v any) (values, touched []any, err error) {
	described, ok := describedBy(filter)
	if !ok {
		return nil, nil, scim.Errorf(scim.NoTarget, "no value of %s matches %s", target.Attribute.Name, filter)
	}
	start, err := p.single(target.Attribute, target.String(), described)
	if err != nil {
		return nil, nil, err
	}
	if start == nil {
		start = map[string]any{}
	}
	value, err := p.changeOne(opAdd, start, target, v)
	if err != nil {
		return nil, nil, err
	}
	return append(slices.Clone(old), value), []any{value}, nil
}

// describedBy returns the sub-attributes that a filter of nothing but
// equalities, joined by and, asks for.
func describedBy(f scim.Filter) (map[string]any, bool) {
	switch f := f.(type) {
	case *scim.Comparison:
		return map[string]any{f.Path.Name: f.Value}, f.Operator == scim.Equal
	case *scim.And:
		all := map[string]any{}
		for _, operand := range f.Operands {
			some, ok := describedBy(operand)
			if !ok {
				return nil, false
			}
			for name, v := range some {
				all[name] = v
			}
		}
		return all, true
	}
	return nil, false
}

// settlePrimary takes primary from the values that had it when an operation
// gave it to another one (RFC 7644 section 3.5.2).
func settlePrimary(values, touched []any) {
	if !slices.ContainsFunc(touched, isPrimary) {
		return
	}
	isTouched := map[string]bool{}
	for _, v := range touched {
		isTouched[text(v)] = true
	}
	for i, v := range values {
		if isPrimary(v) && !isTouched[text(v)] {
			changed := shallow(v.(map[string]any))
			changed["primary"] = false
			values[i] = changed
		}
	}
}
