package check

import "github.com/scimwright/scimwright/generator/scim"

// checkActive warns of a mapping that does not say whether a user is active: one
// who is blocked in Auth0 would keep the access that the server gives. Where
// something is wrong with the mapping that comes first, for the attribute may be
// what could not be read.
func (c *checker) checkActive() {
	user := c.mapping.User
	if user == nil || c.mapping.Flawed || c.unread || c.diags.HasErrors() {
		return
	}
	if _, ok := c.userType.Attribute("active"); !ok {
		return // the mapping has a User of its own
	}
	for _, a := range user.Attributes {
		if scim.Fold(a.Name.Value) == scim.Fold("active") {
			return
		}
	}
	c.report(missingActive(user.Span))
}
