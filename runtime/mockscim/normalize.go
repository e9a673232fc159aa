package mockscim

import (
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// normalizer brings what a client sends into the form that is stored: names in
// the right spelling, values of the right type, nothing unassigned, nothing
// that is read-only.
type normalizer struct {
	kind          *kind
	rejectUnknown bool
	asserted      map[*scim.Attribute]bool // the attributes that the client gave
}

func (s *Server) normalizer(k *kind) *normalizer {
	return &normalizer{kind: k, rejectUnknown: s.rejectUnknown, asserted: map[*scim.Attribute]bool{}}
}

// resource normalizes a whole resource. Attributes of the primary schema stand
// at its top level; like other servers, this one takes them in an object under
// the schema's URN as well.
func (n *normalizer) resource(input map[string]any) (map[string]any, error) {
	output := map[string]any{}
	taken := map[*scim.Attribute]bool{}
	var take func(name string, v any) (bool, error)
	take = func(name string, v any) (bool, error) {
		if extension, ok := n.kind.Extension(name); ok {
			value, err := n.extension(extension, v)
			assign(output, extension.ID, value)
			return true, err
		}
		if inner, ok := v.(map[string]any); ok && strings.EqualFold(name, n.kind.Schema.ID) {
			return true, n.each(inner, n.kind.Schema.ID+":", take)
		}
		a, ok := n.kind.Attribute(name)
		if !ok || a.Name == "schemas" { // which the server derives
			return ok, nil
		}
		if taken[a] {
			return true, scim.Errorf(scim.InvalidSyntax, "%s is given twice, once under %s", a.Name, n.kind.Schema.ID)
		}
		taken[a] = true
		value, err := n.value(a, a.Name, v)
		assign(output, a.Name, value)
		return true, err
	}
	return output, n.each(input, "", take)
}

func (n *normalizer) extension(extension *scim.Schema, v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	input, ok := v.(map[string]any)
	if !ok {
		return nil, scim.Errorf(scim.InvalidValue, "%s is %s; the attributes of an extension are an object", extension.ID, kindOf(v))
	}
	return n.attributes(input, extension.ID+":", extension.Attribute)
}

// attributes normalizes the attributes of an extension or the sub-attributes
// of a complex value. The result is nil when none of them has a value.
func (n *normalizer) attributes(input map[string]any, path string, find func(string) (*scim.Attribute, bool)) (any, error) {
	output := map[string]any{}
	err := n.each(input, path, func(name string, v any) (bool, error) {
		a, ok := find(name)
		if !ok {
			return false, nil
		}
		value, err := n.value(a, path+a.Name, v)
		assign(output, a.Name, value)
		return true, err
	})
	if len(output) == 0 {
		return nil, err
	}
	return output, err
}

// each calls take for the members of an object in a fixed order. take says
// whether it knows the name.
func (n *normalizer) each(input map[string]any, path string, take func(name string, v any) (bool, error)) error {
	seen := make(map[string]string, len(input))
	for _, name := range sortedNames(input) {
		key := scim.Fold(name)
		if other, ok := seen[key]; ok {
			return scim.Errorf(scim.InvalidSyntax, "%s%s and %s%s are the same attribute: case does not matter in names", path, other, path, name)
		}
		seen[key] = name
		known, err := take(name, input[name])
		if err == nil && !known && n.rejectUnknown {
			err = scim.Errorf(scim.InvalidSyntax, "%s%s is not an attribute of any schema that a %s has here", path, name, n.kind.Name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sortedNames returns the names of an object's members in order.
func sortedNames(object map[string]any) []string {
	names := make([]string, 0, len(object))
	for name := range object {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func assign(object map[string]any, name string, value any) {
	if value != nil {
		object[name] = value
	}
}

// value normalizes the value of an attribute. It is nil for what counts as
// unassigned (RFC 7643 section 2.5) and for read-only attributes, whose values
// are ignored (RFC 7644 sections 3.3 and 3.5.1).
func (n *normalizer) value(a *scim.Attribute, path string, v any) (any, error) {
	if a.Mutability == scim.ReadOnly {
		return nil, nil
	}
	n.asserted[a] = true
	if v == nil {
		return nil, nil
	}
	if !a.MultiValued {
		return n.single(a, path, v)
	}
	items, ok := v.([]any)
	if !ok {
		return nil, scim.Errorf(scim.InvalidValue, "%s is %s; the attribute is multi-valued and needs an array", path, kindOf(v))
	}
	values, err := n.items(a, path, items)
	if err != nil || len(values) == 0 {
		return nil, err
	}
	return values, onePrimary(path, values)
}

// items normalizes values of a multi-valued attribute, each once.
func (n *normalizer) items(a *scim.Attribute, path string, items []any) ([]any, error) {
	var values []any
	seen := map[string]bool{}
	for _, item := range items {
		value, err := n.single(a, path, item)
		if err != nil {
			return nil, err
		}
		if key := identity(a, value); value != nil && !seen[key] {
			seen[key] = true
			values = append(values, value)
		}
	}
	return values, nil
}

// single normalizes one value.
func (n *normalizer) single(a *scim.Attribute, path string, v any) (any, error) {
	if v == nil {
		return nil, nil
	}
	if a.Type != scim.TypeComplex {
		return v, checkType(a, path, v)
	}
	input, ok := v.(map[string]any)
	if !ok {
		return nil, scim.Errorf(scim.InvalidValue, "%s is %s; the attribute is complex and needs an object", path, kindOf(v))
	}
	return n.attributes(input, path+".", a.Sub)
}

// onePrimary makes sure that at most one value is the primary one (RFC 7643
// section 2.4).
func onePrimary(path string, values []any) error {
	count := 0
	for _, v := range values {
		if isPrimary(v) {
			count++
		}
	}
	if count > 1 {
		return scim.Errorf(scim.InvalidValue, "%s has %d values with primary true; at most one can be", path, count)
	}
	return nil
}

func isPrimary(v any) bool {
	value, ok := v.(map[string]any)
	return ok && value["primary"] == true
}

// checkSchemas makes sure that a resource names its core schema and no schema
// that the server does not have for it (RFC 7643 section 3).
func (n *normalizer) checkSchemas(input map[string]any) error {
	var given any
	for name, v := range input {
		if strings.EqualFold(name, "schemas") {
			given = v
		}
	}
	urns, ok := given.([]any)
	if !ok {
		return scim.Errorf(scim.InvalidValue, "schemas is missing or no array; it must hold %q", n.kind.Schema.ID)
	}
	core := false
	for _, v := range urns {
		urn, ok := v.(string)
		if !ok {
			return scim.Errorf(scim.InvalidValue, "schemas holds %s; it must hold URNs", kindOf(v))
		}
		if strings.EqualFold(urn, n.kind.Schema.ID) {
			core = true
		} else if _, ok := n.kind.Extension(urn); !ok {
			return scim.Errorf(scim.InvalidValue, "schemas names %q, which is no schema of a %s here", urn, n.kind.Name)
		}
	}
	if !core {
		return scim.Errorf(scim.InvalidValue, "schemas must hold %q", n.kind.Schema.ID)
	}
	return nil
}
