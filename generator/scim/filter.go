package scim

import (
	"encoding/json"
	"strings"
)

// Filter is a filter expression (RFC 7644 section 3.4.2.2): an [*And], [*Or],
// [*Not], [*Comparison] or [*ValuePath].
type Filter interface {
	// String returns the filter in normal form: operators in lower case, one
	// space between words, and no parentheses but those that are needed. It
	// parses to an equal filter.
	String() string
	filter()
}

// And matches when all of its operands do. No operand is an And itself.
type And struct{ Operands []Filter }

// Or matches when at least one of its operands does. No operand is an Or itself.
type Or struct{ Operands []Filter }

// Not matches when its operand does not.
type Not struct{ Operand Filter }

// Comparison compares the values of an attribute with a literal.
type Comparison struct {
	Path     AttributePath
	Operator Operator
	Value    any // string, bool, json.Number, or nil for null; nil with [Present]
	At       int // where it starts, in bytes
}

// ValuePath matches when one value of a complex attribute matches a filter over
// its sub-attributes, such as emails[type eq "work"].
type ValuePath struct {
	Path   AttributePath
	Filter Filter
	At     int // where it starts, in bytes
}

// Operator is an attribute operator (RFC 7644 section 3.4.2.2, table 3).
type Operator string

// The attribute operators.
const (
	Equal          Operator = "eq"
	NotEqual       Operator = "ne"
	Contains       Operator = "co"
	StartsWith     Operator = "sw"
	EndsWith       Operator = "ew"
	GreaterThan    Operator = "gt"
	GreaterOrEqual Operator = "ge"
	LessThan       Operator = "lt"
	LessOrEqual    Operator = "le"
	Present        Operator = "pr"
)

// Operators are the attribute operators in the order of table 3.
var Operators = []Operator{
	Equal, NotEqual, Contains, StartsWith, EndsWith,
	GreaterThan, GreaterOrEqual, LessThan, LessOrEqual, Present,
}

func (f *And) String() string { return join(f.Operands, " and ") }
func (f *Or) String() string  { return join(f.Operands, " or ") }
func (f *Not) String() string { return "not (" + f.Operand.String() + ")" }

func (f *Comparison) String() string {
	if f.Operator == Present {
		return f.Path.String() + " pr"
	}
	return f.Path.String() + " " + string(f.Operator) + " " + literal(f.Value)
}

func (f *ValuePath) String() string { return f.Path.String() + "[" + f.Filter.String() + "]" }

// join writes operands; "and" binds tighter than "or", so an Or among the
// operands of an And stands in parentheses.
func join(operands []Filter, word string) string {
	parts := make([]string, len(operands))
	for i, f := range operands {
		parts[i] = f.String()
		if _, ok := f.(*Or); ok {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, word)
}

func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		if v {
			return "true"
		}
		return "false"
	case json.Number:
		return v.String()
	case string:
		return Quote(v)
	}
	panic("scim: a comparison holds a value that no filter can: it must be nil, bool, json.Number or string")
}

func (*And) filter()        {}
func (*Or) filter()         {}
func (*Not) filter()        {}
func (*Comparison) filter() {}
func (*ValuePath) filter()  {}
