package check

import (
	"slices"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
)

// checkRequired reports the attributes that every User must have and that the
// mapping lacks. seen holds the folded names of those that it has.
func (c *checker) checkRequired(user *mapping.Object, seen map[string]source.Span) {
	c.checkAllRequired(c.userType.Schema, user, seen)
}

// checkAllRequired does so for the attributes of one schema: that of the core User,
// or of an extension that the mapping uses.
func (c *checker) checkAllRequired(schema *scim.Schema, user *mapping.Object, seen map[string]source.Span) {
	for _, a := range schema.Attributes {
		if _, common := scim.CommonAttribute(a.Name); common {
			continue // a server may list them; they are written without the mapping
		}
		if a.Required && a.Mutability != scim.ReadOnly {
			if _, ok := seen[scim.Fold(a.Name)]; !ok && !slices.Contains(c.meant, a.Name) {
				c.report(missingAttribute(user.Span, a.Name))
			}
		}
	}
}

// checkIdentity refuses a key of users that is the same for all of them: the
// second user would meet the resource of the first.
func (c *checker) checkIdentity(s site, v mapping.Value) {
	if s.path != mapping.ByExternalID && s.path != mapping.ByUserName {
		return
	}
	switch v := v.(type) {
	case *mapping.Literal:
		c.report(sameForAll(v.Span, s.path))
	case *mapping.Hole:
		if checked := c.table[v.Expression]; checked != nil && checked.IsConstant() {
			c.report(sameForAll(v.Span, s.path))
		}
	}
}

// checkItemValue warns of an item without `value` where that is what the item is
// about: emails of a type, but no address.
func (c *checker) checkItemValue(s site, o *mapping.Object, seen map[string]source.Span) {
	value, ok := s.Sub("value")
	if !ok || !s.MultiValued || len(o.Attributes) == 0 {
		return
	}
	if _, ok := seen[scim.Fold(value.Name)]; !ok {
		c.report(itemWithoutValue(o.Span, s.path))
	}
}
