package check

import "github.com/scimwright/scimwright/generator/scim"

// checkMutability refuses attributes that a client cannot write. A password can
// be written, but an event has none to send.
func (c *checker) checkMutability(s site) bool {
	switch {
	case s.core && s.path == "schemas":
		c.report(notMappable(s.name, "the URNs of the schemas are derived from the attributes that have a value"))
	case s.core && s.path == "groups":
		c.report(notMappable(s.name, "it is read-only: membership is written at the Group, not at the User"))
	case s.core && (s.path == "id" || s.path == "meta"):
		c.report(notMappable(s.name, "the server assigns it; `externalId` holds Auth0's user id"))
	case s.Mutability == scim.ReadOnly:
		c.report(notMappable(s.name, "it is read-only: the server derives it"))
	case s.core && s.path == "password":
		c.report(passwordMapped(s.name))
		return true
	default:
		return true
	}
	return false
}
