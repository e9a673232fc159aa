package reference

import (
	"slices"
	"strings"
)

// readOnly are the attributes that only the server may set (RFC 7643 sections 3.1 and
// 4.1.2).
func readOnly(name string) bool {
	return slices.ContainsFunc([]string{"id", "meta", "groups"}, func(other string) bool { return strings.EqualFold(name, other) })
}

// overlay is a resource with the values of a SCIM user laid over its own, and without
// what is read-only. Lists are replaced, but for the schemas.
func overlay(resource, scim *Object) *Object {
	laid := &Object{}
	for _, m := range resource.members {
		if !readOnly(m.name) && !scim.has(m.name) {
			laid.add(m.name, m.value)
		}
	}
	for _, m := range scim.members {
		theirs := resource.attribute(m.name)
		switch ours := m.value.(type) {
		case *Object:
			if under, ok := theirs.(*Object); ok {
				laid.Set(m.name, overlay(under, ours))
				continue
			}
		case []any:
			if m.name == "schemas" {
				laid.Set(m.name, union(theirs, ours))
				continue
			}
		}
		laid.Set(m.name, m.value)
	}
	return laid
}

// union is the items of two lists, each once.
func union(theirs any, ours []any) []any {
	all := []any{}
	list, _ := theirs.([]any)
	for _, item := range slices.Concat(list, ours) {
		if !slices.ContainsFunc(all, func(other any) bool { return isScalar(item) && isScalar(other) && item == other }) {
			all = append(all, item)
		}
	}
	return all
}

// emptied are the paths of mapped attributes that a resource has and the SCIM user
// lacks.
func (d *delivery) emptied(resource *Object) [][]string {
	var paths [][]string
	for _, path := range d.engine.reference.paths.plain {
		if !isThere(attributeAt(d.scim, path)) && isThere(attributeAt(resource, path)) {
			paths = append(paths, path)
		}
	}
	return paths
}

// isThere tells whether there is something in a value: null, "" and [] count as
// unassigned (RFC 7643 section 2.5).
func isThere(value any) bool {
	if value == nil || value == "" {
		return false
	}
	list, ok := value.([]any)
	return !ok || len(list) > 0
}

// withoutEmptied is a resource without them.
func (d *delivery) withoutEmptied(resource *Object) *Object {
	for _, path := range d.emptied(resource) {
		resource = without(resource, path)
	}
	return resource
}

func without(resource *Object, path []string) *Object {
	kept := &Object{}
	for _, m := range resource.members {
		if !sameName(m.name, path[0]) {
			kept.add(m.name, m.value)
			continue
		}
		if inner, ok := m.value.(*Object); ok && len(path) > 1 {
			kept.add(m.name, without(inner, path[1:]))
		}
	}
	return kept
}
