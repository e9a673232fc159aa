package check

import (
	"slices"

	"github.com/scimwright/scimwright/generator/mapping"
)

// checkTakeover warns where an e-mail address that nobody has verified decides
// whose account it is: whoever signs up with the address of somebody else gets
// that person's account.
//
// With the defaults there is no such risk: externalId is Auth0's user id, and a
// resource that only has the right userName is left alone. The address decides
// when the externalId is made of it, or when a userName that is made of it is
// enough, because `match.by` goes without externalId or conflicts are adopted.
func (c *checker) checkTakeover() {
	m := c.mapping
	byExternalID := slices.ContainsFunc(m.Match.By, func(key mapping.String) bool { return key.Value == mapping.ByExternalID })
	if m.User == nil || m.Flawed || c.scopeReads("email_verified") {
		return
	}
	for _, key := range []struct {
		attribute string
		decides   bool
	}{
		{mapping.ByExternalID, byExternalID},
		{mapping.ByUserName, !byExternalID || m.Create.Conflict.Value == mapping.ConflictAdopt},
	} {
		a := m.User.Attribute(key.attribute)
		if a == nil || !key.decides {
			continue
		}
		if e := c.unverified(a.Value); e != nil {
			c.report(unverifiedKey(e, key.attribute))
		}
	}
}

// scopeReads reports whether the condition of the scope reads a field of the user.
func (c *checker) scopeReads(field string) bool {
	when := c.table[c.mapping.Scope.When]
	return when != nil && when.Reads(field)
}

// unverified returns the expression of a value that reads the e-mail address; nil
// when there is none, or the value also depends on whether it is verified.
func (c *checker) unverified(v mapping.Value) *mapping.Expression {
	var reads *mapping.Expression
	for _, e := range expressionsOf(v) {
		checked := c.table[e]
		switch {
		case checked == nil:
		case checked.Reads("email_verified"):
			return nil
		case reads == nil && checked.Reads("email"):
			reads = e
		}
	}
	return reads
}

// expressionsOf are the expressions of a hole or of text with holes.
func expressionsOf(v mapping.Value) []*mapping.Expression {
	switch v := v.(type) {
	case *mapping.Hole:
		return []*mapping.Expression{v.Expression}
	case *mapping.Text:
		var all []*mapping.Expression
		for _, p := range v.Parts {
			if p.Expression != nil {
				all = append(all, p.Expression)
			}
		}
		return all
	}
	return nil
}
