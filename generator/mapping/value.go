package mapping

import (
	"strings"

	"github.com/scimwright/scimwright/generator/source"
)

// Value is what stands behind an attribute name: a [*Literal], [*Hole], [*Text],
// [*Object] or [*List].
type Value interface {
	// Place is where the value was written.
	Place() source.Span
	value()
}

// Literal is a scalar that is sent as it is written. Its Value is a string,
// bool, int64 or float64.
type Literal struct {
	Value any
	Span  source.Span
}

// Hole is a scalar that is one ${expression}: it has the expression's type.
type Hole struct {
	Expression *Expression
	Span       source.Span // of the whole scalar, quotes included
}

// Text is literal text with one or more holes in it. It is empty as a whole
// when one of its holes is.
type Text struct {
	Parts []Part
	Span  source.Span
}

// Part of a [Text]: a hole where Expression is set, else literal text.
type Part struct {
	Literal    string
	Expression *Expression
}

// Object is a YAML map: the attributes of a resource, or the sub-attributes of
// a complex one, in the order in which they were written.
type Object struct {
	Attributes []*Attribute
	Unread     []String // names of attributes whose value is not usable; parsing has an error for each
	Span       source.Span
}

// Attribute is one key of an [Object] and its value.
type Attribute struct {
	Name  String // as written: an attribute name, or at the top level the URN of an extension
	Value Value
}

// IsURN tells whether the name of an attribute is meant as that of a schema: at
// the top of the user, an extension stands behind it.
func IsURN(name string) bool { return len(name) >= 4 && strings.EqualFold(name[:4], "urn:") }

// SplitPath divides the path of an attribute into its URN, if it has one, and its
// name (RFC 7644 section 3.10).
func SplitPath(path string) []string {
	if at := strings.LastIndexByte(path, ':'); at >= 0 && IsURN(path) {
		return []string{path[:at], path[at+1:]}
	}
	return []string{path}
}

// KindOf names the type of a literal's value, for messages.
func KindOf(value any) string {
	switch value.(type) {
	case bool:
		return "a boolean"
	case int64, float64:
		return "a number"
	}
	return "text"
}

// Attribute returns the attribute of exactly that name, or nil.
func (o *Object) Attribute(name string) *Attribute {
	for _, a := range o.Attributes {
		if a.Name.Value == name {
			return a
		}
	}
	return nil
}

// List is a YAML list: the values of a multi-valued attribute.
type List struct {
	Items []Value
	Span  source.Span
}

// Expression is the text of one hole: a CEL expression.
type Expression struct {
	Source string      // between the braces, after YAML has undone its quoting
	Span   source.Span // of the same text in the file

	// Offsets maps each code point of Source to the byte of the file where it
	// was written; one entry more than Source has code points, for its end.
	// The two differ where YAML folds lines or has escapes.
	Offsets []int
}

// At returns the place of the code points [start, end) of the expression's source.
func (e *Expression) At(start, end int) source.Span {
	last := len(e.Offsets) - 1
	if last < 0 {
		return e.Span
	}
	start = max(0, min(start, last))
	end = max(start, min(end, last))
	return source.Span{File: e.Span.File, Start: e.Offsets[start], End: e.Offsets[end]}
}

func (v *Literal) Place() source.Span { return v.Span }
func (v *Hole) Place() source.Span    { return v.Span }
func (v *Text) Place() source.Span    { return v.Span }
func (o *Object) Place() source.Span  { return o.Span }
func (v *List) Place() source.Span    { return v.Span }

func (*Literal) value() {}
func (*Hole) value()    {}
func (*Text) value()    {}
func (*Object) value()  {}
func (*List) value()    {}
