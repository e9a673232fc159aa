package check

import (
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
)

// Names are looked up in any case, as SCIM does (RFC 7643 section 2.1), and must
// be written in the spelling of the schema: servers that compare by case exist.

// coreAttribute finds a top-level attribute of the User. What a misspelt name
// most likely means is noted: that it is missing is not said as well.
func (c *checker) coreAttribute(name mapping.String) (*scim.Attribute, bool) {
	a, ok := c.userType.Attribute(name.Value)
	if !ok {
		d := unknownAttribute(name, "the SCIM User", c.coreNames(), c.whereIs(name.Value))
		c.report(d)
		c.note(d)
		return nil, false
	}
	c.checkSpelling(name, a.Name)
	return a, true
}

// note keeps what a misspelt name most likely means.
func (c *checker) note(d diag.Diagnostic) {
	if d.Fix != nil {
		c.meant = append(c.meant, d.Fix.Replacement)
	}
}

// extensionAttribute finds an attribute of an extension.
func (c *checker) extensionAttribute(schema *scim.Schema, name mapping.String) (*scim.Attribute, bool) {
	a, ok := schema.Attribute(name.Value)
	if !ok {
		help := ""
		if core, ok := c.userType.Attribute(name.Value); ok {
			help = "`" + core.Name + "` is an attribute of the User itself: put it beside `userName`"
		}
		d := unknownAttribute(name, "the extension "+schema.Name, namesOf(schema.Attributes), help)
		c.report(d)
		c.note(d)
		return nil, false
	}
	c.checkSpelling(name, a.Name)
	return a, true
}

// subAttribute finds a sub-attribute of a complex attribute.
func (c *checker) subAttribute(s site, name mapping.String) (*scim.Attribute, bool) {
	a, ok := s.Sub(name.Value)
	if !ok {
		c.report(unknownAttribute(name, "`"+s.path+"`", namesOf(s.SubAttributes), ""))
		return nil, false
	}
	c.checkSpelling(name, a.Name)
	return a, true
}

// extension finds a schema extension of the User.
func (c *checker) extension(name mapping.String) (*scim.Schema, bool) {
	schema, ok := c.userType.Extension(name.Value)
	if !ok && c.unread {
		return nil, false
	}
	if !ok {
		c.report(c.unknownExtension(name))
		return nil, false
	}
	c.checkSpelling(name, schema.ID)
	c.used[schema] = true
	return schema, true
}

func (c *checker) checkSpelling(name mapping.String, right string) {
	if name.Value != right {
		c.report(wrongCase(name, right))
	}
}

// distinct notes an attribute of an object; false, with a finding, when it is
// there already in another case. (The same case is a duplicate key of YAML.)
func (c *checker) distinct(seen map[string]source.Span, name mapping.String) bool {
	key := scim.Fold(name.Value)
	if first, ok := seen[key]; ok {
		c.report(sameAttribute(name, first))
		return false
	}
	seen[key] = name.Span
	return true
}

// noteUnread notes the attributes of an object that are there and could not be
// read, so that they are not said to be missing.
func noteUnread(seen map[string]source.Span, o *mapping.Object) {
	for _, name := range o.Unread {
		seen[scim.Fold(name.Value)] = name.Span
	}
}

func (c *checker) coreNames() []string {
	names := namesOf(c.userType.Schema.Attributes)
	if !slices.Contains(names, "externalId") { // which every resource has, whether its schema says so or not
		names = append(names, "externalId")
	}
	return names
}

func namesOf(attributes []*scim.Attribute) []string {
	names := make([]string, len(attributes))
	for i, a := range attributes {
		names[i] = a.Name
	}
	return names
}

// whereIs says what to write instead of a top-level name that is right in
// another place; "" when there is none.
func (c *checker) whereIs(name string) string {
	if i := strings.IndexAny(name, ".["); i > 0 {
		if a, ok := c.userType.Attribute(name[:i]); ok && a.Type == scim.TypeComplex {
			return "write `" + a.Name + ":` and, indented under it, its sub-attributes: the tree looks like the JSON that is sent"
		}
	}
	for _, e := range c.userType.Extensions {
		if a, ok := e.Schema.Attribute(name); ok {
			return "`" + a.Name + "` belongs to an extension: write it indented under `" + e.Schema.ID + ":`"
		}
	}
	for _, a := range c.userType.Schema.Attributes {
		if sub, ok := a.Sub(name); ok && !a.MultiValued {
			return "`" + sub.Name + "` is a sub-attribute: write it indented under `" + a.Name + ":`"
		}
	}
	return ""
}
