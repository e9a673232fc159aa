package scim

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// attributeName is ATTRNAME of RFC 7643 section 2.1, and $ref.
var attributeName = regexp.MustCompile(`^(?:[A-Za-z][-$_0-9A-Za-z]*|\$ref)$`)

// SchemaProblem is one thing that is wrong with a schema.
type SchemaProblem struct {
	// Indices lead to the attribute: its place among the attributes of the
	// schema, then that of the sub-attribute. They are empty for the schema itself.
	Indices        []int
	Characteristic string // the name in JSON of what is wrong, such as "type"; "" for all of the attribute
	Problem        string // what is wrong, and what would be right
}

// Error returns what is wrong.
func (p *SchemaProblem) Error() string { return p.Problem }

// Problems returns all that is wrong with a schema.
func (s *Schema) Problems() []*SchemaProblem {
	v := validation{deep: s.ID == SchemaURN}
	if !isURN(s.ID) {
		v.report(nil, "id", "id %q is not a URN; it looks like urn:example:params:scim:schemas:Acme", s.ID)
	}
	v.attributes(s.Attributes, "", nil)
	return v.problems
}

// validation is the state of looking through one schema.
type validation struct {
	// deep is set for the schema of schemas, the one in which a sub-attribute
	// may be complex (section 2.3.8).
	deep     bool
	problems []*SchemaProblem
}

func (v *validation) report(at []int, characteristic, problem string, args ...any) {
	v.problems = append(v.problems, &SchemaProblem{slices.Clone(at), characteristic, fmt.Sprintf(problem, args...)})
}

// attributes checks the attributes of a schema, or the sub-attributes below
// parent, to which the indices lead.
func (v *validation) attributes(attributes []*Attribute, parent string, above []int) {
	seen := map[string]bool{}
	for i, a := range attributes {
		at := append(slices.Clone(above), i)
		if a == nil {
			v.report(at, "", "%san attribute is null", parent)
			continue
		}
		path := parent + a.Name
		key := strings.ToLower(a.Name)
		switch {
		case !attributeName.MatchString(a.Name):
			v.report(at, "name", "%q is not an attribute name: it starts with a letter and goes on with letters, digits, -, _ and $", path)
		case seen[key]:
			v.report(at, "name", "%s is defined twice (case does not matter in names)", path)
		}
		seen[key] = true
		v.attribute(a, path, at)
	}
}

func (v *validation) attribute(a *Attribute, path string, at []int) {
	oneOf(v, at, path, "type", a.Type, TypeString, TypeBoolean, TypeDecimal, TypeInteger, TypeDateTime, TypeBinary, TypeReference, TypeComplex)
	oneOf(v, at, path, "mutability", a.Mutability, ReadOnly, ReadWrite, Immutable, WriteOnly)
	oneOf(v, at, path, "returned", a.Returned, ReturnedAlways, ReturnedNever, ReturnedDefault, ReturnedRequest)
	oneOf(v, at, path, "uniqueness", a.Uniqueness, UniqueNone, UniqueServer, UniqueGlobal)
	switch {
	case a.Type != TypeComplex && len(a.SubAttributes) > 0:
		v.report(at, "subAttributes", "%s has subAttributes but type %s; only a complex attribute has them", path, a.Type)
	case a.Type == TypeComplex && len(a.SubAttributes) == 0:
		v.report(at, "type", "%s is complex but has no subAttributes", path)
	case a.Type == TypeComplex && len(at) > 1 && !v.deep:
		v.report(at, "type", "%s: a sub-attribute cannot be complex", path)
	}
	v.attributes(a.SubAttributes, path+".", at)
}

func oneOf[T ~string](v *validation, at []int, path, what string, got T, allowed ...T) {
	if slices.Contains(allowed, got) {
		return
	}
	words := make([]string, len(allowed))
	for i, w := range allowed {
		words[i] = string(w)
	}
	v.report(at, what, "%s: %s %q is unknown; it is one of %s", path, what, string(got), strings.Join(words, ", "))
}
