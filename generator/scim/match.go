package scim

// Matcher reports whether a resource, or a value of a complex attribute,
// matches a filter. It is safe for concurrent use.
type Matcher func(object map[string]any) bool

// Compile turns a filter into a predicate over resources of a type, with the
// meaning of RFC 7644 section 3.4.2.2: text is compared by case or not as the
// schema says, dates by time; one matching value of a multi-valued attribute
// is enough; a complex attribute stands for its value sub-attribute; an
// attribute that the type does not define has no value (section 3.4.2.1).
//
// The error is an [*Error] of type [InvalidFilter] that names the attribute: a
// comparison that its type does not have, or a value of another type.
func Compile(f Filter, t *ResourceType) (Matcher, error) {
	return compile(f, t.Resolve)
}

// CompileValueFilter turns the filter of a value path into a predicate over
// the values of the complex attribute that it is applied to. In it, names are
// those of sub-attributes.
func CompileValueFilter(f Filter, a *Attribute) (Matcher, error) {
	return compile(f, func(p AttributePath) (Target, bool) {
		s, ok := a.Sub(p.Name)
		return Target{Attribute: s}, ok && p.URI == "" && p.Sub == ""
	})
}

func compile(f Filter, resolve func(AttributePath) (Target, bool)) (Matcher, error) {
	switch f := f.(type) {
	case *And:
		all, err := compileAll(f.Operands, resolve)
		return func(object map[string]any) bool {
			for _, m := range all {
				if !m(object) {
					return false
				}
			}
			return true
		}, err
	case *Or:
		all, err := compileAll(f.Operands, resolve)
		return func(object map[string]any) bool {
			for _, m := range all {
				if m(object) {
					return true
				}
			}
			return false
		}, err
	case *Not:
		m, err := compile(f.Operand, resolve)
		return func(object map[string]any) bool { return !m(object) }, err
	case *ValuePath:
		return compileValuePath(f, resolve)
	case *Comparison:
		return compileComparison(f, resolve)
	}
	panic("scim: a filter of a type that this package does not define")
}

func compileAll(operands []Filter, resolve func(AttributePath) (Target, bool)) ([]Matcher, error) {
	all := make([]Matcher, len(operands))
	for i, f := range operands {
		m, err := compile(f, resolve)
		if err != nil {
			return nil, err
		}
		all[i] = m
	}
	return all, nil
}

func compileValuePath(f *ValuePath, resolve func(AttributePath) (Target, bool)) (Matcher, error) {
	target, ok := resolve(f.Path)
	if !ok {
		return func(map[string]any) bool { return false }, nil
	}
	if target.Attribute == nil || target.Attribute.Type != TypeComplex {
		return nil, Errorf(InvalidFilter, "%s is not a complex attribute: it has no sub-attributes to filter by", f.Path)
	}
	inner, err := CompileValueFilter(f.Filter, target.Attribute)
	return func(object map[string]any) bool {
		for _, v := range target.Values(object) {
			if value, ok := v.(map[string]any); ok && inner(value) {
				return true
			}
		}
		return false
	}, err
}

func compileComparison(f *Comparison, resolve func(AttributePath) (Target, bool)) (Matcher, error) {
	target, ok := resolve(f.Path)
	if !ok {
		// No value: equal to null, and different from everything else.
		match := f.Operator == Equal && f.Value == nil || f.Operator == NotEqual && f.Value != nil
		return func(map[string]any) bool { return match }, nil
	}
	if leaf := target.Leaf(); leaf != nil && leaf.Returned == ReturnedNever {
		return nil, Errorf(InvalidFilter, "%s is never returned and cannot be filtered by", target)
	}
	present := func(object map[string]any) bool {
		for _, v := range target.Values(object) {
			if assigned(v) {
				return true
			}
		}
		return false
	}
	switch {
	case f.Operator == Present:
		return present, nil
	case f.Value == nil && f.Operator == Equal:
		return func(object map[string]any) bool { return !present(object) }, nil
	case f.Value == nil && f.Operator == NotEqual:
		return present, nil
	}
	test, err := comparison(f, &target)
	return func(object map[string]any) bool {
		values := target.Values(object)
		for _, v := range values {
			if test(v) {
				return true
			}
		}
		return len(values) == 0 && f.Operator == NotEqual
	}, err
}
