package check

import (
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
)

// checkPrimary refuses a list of which two items say that they are the primary
// one (RFC 7643 section 2.4: at most one).
func (c *checker) checkPrimary(s site, l *mapping.List) {
	var first source.Span
	for _, item := range l.Items {
		object, ok := item.(*mapping.Object)
		if !ok {
			continue
		}
		for _, a := range object.Attributes {
			literal, ok := a.Value.(*mapping.Literal)
			if !ok || literal.Value != true || scim.Fold(a.Name.Value) != scim.Fold("primary") {
				continue
			}
			if first.File != nil {
				c.report(secondPrimary(literal.Span, s.path, first))
			} else {
				first = literal.Span
			}
		}
	}
}
