package scim

import (
	"encoding/json"
	"slices"
	"strings"
)

// comparison returns the test of one value, after it has made sure that the
// attribute's type has the operator and that the filter's value is of the type.
// A target that is complex is moved to its value sub-attribute.
func comparison(f *Comparison, target *Target) (func(any) bool, error) {
	leaf := target.Leaf()
	if leaf == nil {
		return nil, Errorf(InvalidFilter, "%s is a schema: name one of its attributes", f.Path)
	}
	if leaf.Type == TypeComplex {
		value, ok := leaf.Sub("value")
		if !ok || target.Sub != nil {
			return nil, Errorf(InvalidFilter, "%s is complex: name one of its sub-attributes", f.Path)
		}
		target.Sub, leaf = value, value
	}
	if f.Value == nil {
		return nil, Errorf(InvalidFilter, "%s: null can be compared with eq and ne only", f)
	}
	switch leaf.Type {
	case TypeBoolean:
		return compareBoolean(f)
	case TypeInteger, TypeDecimal:
		return compareNumber(f, leaf)
	}
	want, ok := f.Value.(string)
	if !ok {
		return nil, Errorf(InvalidFilter, "%s: %s is of type %s; compare it with a string in double quotes", f, target, leaf.Type)
	}
	return compareText(f, leaf, want)
}

func compareBoolean(f *Comparison) (func(any) bool, error) {
	want, ok := f.Value.(bool)
	if !ok {
		return nil, Errorf(InvalidFilter, "%s: %s is boolean; compare it with true or false, without quotes", f, f.Path)
	}
	if f.Operator != Equal && f.Operator != NotEqual {
		return nil, Errorf(InvalidFilter, "%s: a boolean has only the operators eq, ne and pr", f)
	}
	return func(v any) bool {
		got, ok := v.(bool)
		return ok && (got == want) == (f.Operator == Equal)
	}, nil
}

func compareNumber(f *Comparison, leaf *Attribute) (func(any) bool, error) {
	want, ok := f.Value.(json.Number)
	if !ok {
		return nil, Errorf(InvalidFilter, "%s: %s is of type %s; compare it with a number, without quotes", f, f.Path, leaf.Type)
	}
	if isSubstring(f.Operator) {
		return nil, Errorf(InvalidFilter, "%s: a number does not have the operator %s", f, f.Operator)
	}
	return func(v any) bool {
		return numeral(v) != "" && holds(f.Operator, compareNumbers(v, want))
	}, nil
}

func compareText(f *Comparison, leaf *Attribute, want string) (func(any) bool, error) {
	if isSubstring(f.Operator) {
		test := map[Operator]func(s, part string) bool{
			Contains: strings.Contains, StartsWith: strings.HasPrefix, EndsWith: strings.HasSuffix,
		}[f.Operator]
		part := leaf.Key(want)
		return func(v any) bool {
			s, ok := v.(string)
			return ok && test(leaf.Key(s), part)
		}, nil
	}
	ordering := f.Operator != Equal && f.Operator != NotEqual
	if leaf.Type == TypeBinary && ordering {
		return nil, Errorf(InvalidFilter, "%s: a binary attribute does not have the operator %s", f, f.Operator)
	}
	if leaf.Type == TypeDateTime {
		at, ok := dateTime(want)
		if !ok {
			return nil, Errorf(InvalidFilter, "%s: %s is not a date and time such as 2011-05-13T04:42:34Z", f, Quote(want))
		}
		return func(v any) bool {
			got, ok := dateTime(v)
			return ok && holds(f.Operator, got.Compare(at))
		}, nil
	}
	key := leaf.Key(want)
	return func(v any) bool {
		s, ok := v.(string)
		return ok && holds(f.Operator, strings.Compare(leaf.Key(s), key))
	}, nil
}

func isSubstring(op Operator) bool {
	return slices.Contains([]Operator{Contains, StartsWith, EndsWith}, op)
}

// holds says whether an operator of order holds for the result of a comparison.
func holds(op Operator, order int) bool {
	switch op {
	case Equal:
		return order == 0
	case NotEqual:
		return order != 0
	case GreaterThan:
		return order > 0
	case GreaterOrEqual:
		return order >= 0
	case LessThan:
		return order < 0
	case LessOrEqual:
		return order <= 0
	}
	panic("scim: " + string(op) + " is not an operator of order")
}
