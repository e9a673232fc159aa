package check

import (
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
)

// site is the attribute that a value is written for.
type site struct {
	*scim.Attribute
	path string // as messages name it: emails.type
	name mapping.String
	core bool // whether it is a top-level attribute of the User
}

// label names one value of the attribute, for messages.
func (s site) label() string {
	if s.MultiValued {
		return "an item of `" + s.path + "`"
	}
	return "`" + s.path + "`"
}

// walkUser applies the rules to the user tree.
func (c *checker) walkUser(user *mapping.Object) {
	seen := make(map[string]source.Span, len(user.Attributes))
	for _, a := range user.Attributes {
		if !c.distinct(seen, a.Name) {
			continue
		}
		if mapping.IsURN(a.Name.Value) {
			c.walkExtension(a)
			continue
		}
		definition, ok := c.coreAttribute(a.Name)
		if !ok {
			c.skip(a.Value)
			continue
		}
		s := site{definition, definition.Name, a.Name, true}
		c.walkAttribute(s, a.Value)
		c.checkIdentity(s, a.Value)
	}
	noteUnread(seen, user)
	c.checkRequired(user, seen)
}

// walkExtension applies the rules to the attributes of a schema extension.
func (c *checker) walkExtension(a *mapping.Attribute) {
	schema, ok := c.extension(a.Name)
	if !ok {
		c.skip(a.Value)
		return
	}
	object, ok := a.Value.(*mapping.Object)
	if !ok {
		c.report(extensionNotMap(a.Value.Place(), schema.Name))
		c.skip(a.Value)
		return
	}
	c.checkNotEmptyObject(schema.Name, object)
	seen := make(map[string]source.Span, len(object.Attributes))
	for _, a := range object.Attributes {
		if !c.distinct(seen, a.Name) {
			continue
		}
		if definition, ok := c.extensionAttribute(schema, a.Name); ok {
			c.walkAttribute(site{definition, definition.Name, a.Name, false}, a.Value)
		} else {
			c.skip(a.Value)
		}
	}
	noteUnread(seen, object)
	c.checkAllRequired(schema, object, seen)
}

// walkAttribute applies the rules to the value of an attribute.
func (c *checker) walkAttribute(s site, v mapping.Value) {
	if !c.checkMutability(s) {
		c.skip(v)
		return
	}
	if !s.MultiValued {
		c.walkValue(s, v)
		return
	}
	switch v := v.(type) {
	case *mapping.List:
		c.checkNotEmptyList(s, v)
		c.checkPrimary(s, v)
		for _, item := range v.Items {
			c.walkValue(s, item)
		}
	case *mapping.Hole:
		c.checkListHole(s, v)
	default:
		c.report(needsList(v.Place(), s.path))
		c.skip(v)
	}
}

// walkValue applies the rules to one value of an attribute: the value of a
// single-valued one, or an item of a multi-valued one.
func (c *checker) walkValue(s site, v mapping.Value) {
	switch v := v.(type) {
	case *mapping.List:
		c.report(needsOneValue(v.Span, s.path, s.MultiValued))
		c.skip(v)
	case *mapping.Object:
		if s.Type != scim.TypeComplex {
			c.report(notComplex(v.Span, s.path, s.Type))
			c.skip(v)
			return
		}
		c.walkComplex(s, v)
	case *mapping.Hole:
		c.checkHole(s, v)
	case *mapping.Text:
		c.checkText(s, v)
	case *mapping.Literal:
		c.checkLiteral(s, v)
		c.checkCanonical(s, v)
	}
}

// walkComplex applies the rules to the sub-attributes of a complex value.
func (c *checker) walkComplex(s site, o *mapping.Object) {
	c.checkNotEmptyObject(s.path, o)
	seen := make(map[string]source.Span, len(o.Attributes))
	for _, a := range o.Attributes {
		if !c.distinct(seen, a.Name) {
			continue
		}
		if sub, ok := c.subAttribute(s, a.Name); ok {
			c.walkAttribute(site{sub, s.path + "." + sub.Name, a.Name, false}, a.Value)
		} else {
			c.skip(a.Value)
		}
	}
	noteUnread(seen, o)
	c.checkItemValue(s, o, seen)
}

// skip visits a value whose attribute is unknown: its expressions are checked
// all the same.
func (c *checker) skip(v mapping.Value) {
	switch v := v.(type) {
	case *mapping.Object:
		for _, a := range v.Attributes {
			c.skip(a.Value)
		}
	case *mapping.List:
		for _, item := range v.Items {
			c.skip(item)
		}
	case *mapping.Hole:
		c.expression(v.Expression)
	case *mapping.Text:
		for _, p := range v.Parts {
			if p.Expression != nil {
				c.expression(p.Expression)
			}
		}
	}
}
