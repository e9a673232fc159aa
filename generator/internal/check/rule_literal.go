package check

import (
	"encoding/base64"
	"net/url"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
)

// checkLiteral holds a literal against the type of its attribute.
func (c *checker) checkLiteral(s site, v *mapping.Literal) {
	text, isText := v.Value.(string)
	switch s.Type {
	case scim.TypeComplex:
		c.report(needsMap(v.Span, s, mapping.KindOf(v.Value)))
	case scim.TypeBoolean:
		if _, ok := v.Value.(bool); !ok {
			c.report(needsBoolean(v, s.path, text))
		}
	case scim.TypeInteger:
		if _, ok := v.Value.(int64); !ok {
			c.report(literalMismatch(v, s.path, "an integer"))
		}
	case scim.TypeDecimal:
		if _, ok := v.Value.(bool); ok || isText {
			c.report(literalMismatch(v, s.path, "a number"))
		}
	default:
		if !isText {
			c.report(needsText(v, s.path))
		} else {
			c.checkTextForm(s, v, text)
		}
	}
}

// checkTextForm holds text against the types that are text of some form.
func (c *checker) checkTextForm(s site, v *mapping.Literal, text string) {
	switch s.Type {
	case scim.TypeDateTime:
		if !scim.IsDateTime(text) {
			c.report(wrongForm(v.Span, s.path, "a date and time", "write it like 2026-01-31T09:30:00Z"))
		}
	case scim.TypeBinary:
		if _, err := base64.StdEncoding.DecodeString(text); err != nil {
			c.report(wrongForm(v.Span, s.path, "base64", "write the bytes in base64 with its padding"))
		}
	case scim.TypeReference:
		if _, err := url.Parse(text); err != nil || strings.ContainsAny(text, " \t\r\n") {
			c.report(wrongForm(v.Span, s.path, "a URI", "write it like https://example.com/people/ada"))
		}
	}
}
