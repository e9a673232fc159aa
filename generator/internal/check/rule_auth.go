package check

import "github.com/scimwright/scimwright/generator/mapping"

// checkAuth asks for the header that an API key is to go into: there is none that
// servers agree on.
func (c *checker) checkAuth() {
	a := c.mapping.Auth
	if a.Type.Value == mapping.AuthHeader && a.Header.Value == "" && !c.mapping.Flawed {
		c.report(missingHeader(a.Type.Span))
	}
}
