package scim

import (
	"slices"
	"strings"
)

// ResourceType is what an endpoint serves: a primary schema and its extensions
// (RFC 7643 section 6).
type ResourceType struct {
	Name        string // as in meta.resourceType
	Description string
	Endpoint    string // relative to the base URL, such as /Users
	Schema      *Schema
	Extensions  []Extension
}

// Extension is a schema that adds attributes to the resources of a type.
type Extension struct {
	Schema   *Schema
	Required bool // whether each resource must have it
}

// UserType returns a new resource type of the core User with the Enterprise
// User and further extensions.
func UserType(extensions ...*Schema) *ResourceType {
	user, _ := ByURN(UserURN)
	enterprise, _ := ByURN(EnterpriseUserURN)
	t := &ResourceType{
		Name: "User", Description: "User account", Endpoint: "/Users",
		Schema: user, Extensions: []Extension{{Schema: enterprise}},
	}
	for _, s := range extensions {
		t.Extensions = append(t.Extensions, Extension{Schema: s})
	}
	return t
}

// With returns the resource type as a server defines it that has those schemas:
// one of a URN that the type has already takes the place of the former, any other
// becomes an extension. The schemas of other resources that RFC 7643 defines,
// which a server lists beside those of users, are passed over.
func (t *ResourceType) With(schemas ...*Schema) *ResourceType {
	made := *t
	made.Extensions = slices.Clone(t.Extensions)
	for _, s := range schemas {
		i := slices.IndexFunc(made.Extensions, func(e Extension) bool { return strings.EqualFold(e.Schema.ID, s.ID) })
		switch {
		case strings.EqualFold(s.ID, t.Schema.ID):
			made.Schema = s
		case i >= 0:
			made.Extensions[i].Schema = s
		case !isCore(s.ID):
			made.Extensions = append(made.Extensions, Extension{Schema: s})
		}
	}
	return &made
}

// isCore reports whether a URN is that of a resource's main schema, as opposed to
// an extension.
func isCore(urn string) bool {
	const core = "urn:ietf:params:scim:schemas:core:"
	return len(urn) > len(core) && strings.EqualFold(urn[:len(core)], core)
}

// GroupType returns a new resource type of the core Group with the extensions.
func GroupType(extensions ...*Schema) *ResourceType {
	group, _ := ByURN(GroupURN)
	t := &ResourceType{Name: "Group", Description: "Group of users and groups", Endpoint: "/Groups", Schema: group}
	for _, s := range extensions {
		t.Extensions = append(t.Extensions, Extension{Schema: s})
	}
	return t
}

// Extension returns the schema extension of that URN, in whatever case it is
// written.
func (t *ResourceType) Extension(urn string) (*Schema, bool) {
	for _, e := range t.Extensions {
		if strings.EqualFold(e.Schema.ID, urn) {
			return e.Schema, true
		}
	}
	return nil, false
}

// Attribute returns the attribute that stands under that name at the top level
// of a resource: a common attribute or one of the primary schema.
func (t *ResourceType) Attribute(name string) (*Attribute, bool) {
	if a, ok := CommonAttribute(name); ok {
		return a, true
	}
	return t.Schema.Attribute(name)
}

// Target is what an attribute path names in the resources of a type.
type Target struct {
	Extension *Schema    // the extension that the attribute belongs to; nil for the primary schema
	Attribute *Attribute // nil when the path names the extension as a whole
	Sub       *Attribute // the sub-attribute, where the path names one
}

// Leaf returns the definition that the target ends in: the sub-attribute, else
// the attribute, else nil for an extension as a whole.
func (t Target) Leaf() *Attribute {
	if t.Sub != nil {
		return t.Sub
	}
	return t.Attribute
}

// String returns the path of the target, rightly spelled.
func (t Target) String() string {
	var b strings.Builder
	if t.Extension != nil {
		b.WriteString(t.Extension.ID)
		if t.Attribute != nil {
			b.WriteByte(':')
		}
	}
	if t.Attribute != nil {
		b.WriteString(t.Attribute.Name)
	}
	if t.Sub != nil {
		b.WriteByte('.')
		b.WriteString(t.Sub.Name)
	}
	return b.String()
}

// Resolve finds what a path names. A name without a URN is looked for among
// the common attributes and those of the primary schema only: attributes of
// extensions are always fully qualified (RFC 7644 section 3.10). The URN of an
// extension alone names the extension as a whole.
func (t *ResourceType) Resolve(p AttributePath) (Target, bool) {
	if p.URI == "" {
		a, ok := t.Attribute(p.Name)
		return sub(Target{Attribute: a}, p.Sub, ok)
	}
	if p.Sub == "" {
		if ext, ok := t.Extension(p.URI + ":" + p.Name); ok {
			return Target{Extension: ext}, true
		}
	}
	if strings.EqualFold(p.URI, t.Schema.ID) {
		// Clients qualify common attributes by the primary schema as well.
		a, ok := t.Attribute(p.Name)
		return sub(Target{Attribute: a}, p.Sub, ok)
	}
	if ext, ok := t.Extension(p.URI); ok {
		a, ok := ext.Attribute(p.Name)
		return sub(Target{Extension: ext, Attribute: a}, p.Sub, ok)
	}
	return Target{}, false
}

func sub(t Target, name string, ok bool) (Target, bool) {
	if !ok {
		return Target{}, false
	}
	if name == "" {
		return t, true
	}
	s, ok := t.Attribute.Sub(name)
	if !ok {
		return Target{}, false
	}
	t.Sub = s
	return t, true
}
