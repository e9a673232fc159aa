package check

import (
	"slices"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
)

// checkCanonical compares literal text with the canonical values of its
// attribute. They are a suggestion (RFC 7643 section 7): a server may know more.
func (c *checker) checkCanonical(s site, v *mapping.Literal) {
	text, ok := v.Value.(string)
	if !ok || len(s.CanonicalValues) == 0 || slices.Contains(s.CanonicalValues, text) {
		return
	}
	for _, canonical := range s.CanonicalValues {
		if scim.Fold(canonical) == scim.Fold(text) {
			c.report(canonicalCase(v.Span, s.path, text, canonical))
			return
		}
	}
	c.report(notCanonical(v.Span, s, text))
}
