package reference

import (
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// replacements are the operations of PATCH that make a resource have the values of a
// SCIM user.
func (d *delivery) replacements(resource, scim *Object) []any {
	op := operationsOf(d.mapping.Update)
	if d.mapping.Update.Patch.Value == mapping.PatchPathless {
		value := scim.copied()
		value.remove("schemas")
		return []any{NewObject("op", op.replace, "value", value)}
	}
	operations := []any{}
	for _, m := range scim.members {
		switch {
		case m.name == "schemas":
		case d.engine.reference.paths.typed[m.name] != nil:
			for _, item := range m.value.([]any) {
				operations = append(operations, itemOperations(op, resource, m.name, item.(*Object))...)
			}
		default:
			operations = appendReplacements(operations, op, []string{m.name}, m.value)
		}
	}
	return operations
}

// appendReplacements appends one operation for each attribute, down to the
// sub-attributes of complex ones.
func appendReplacements(operations []any, op operations, path []string, value any) []any {
	o, ok := value.(*Object)
	if !ok {
		return append(operations, NewObject("op", op.replace, "path", pathText(path), "value", value))
	}
	for _, m := range o.members {
		operations = appendReplacements(operations, op, append(path[:len(path):len(path)], m.name), m.value)
	}
	return operations
}

// pathText is a path as SCIM writes it: name.givenName, urn:…:User:department.
func pathText(path []string) string {
	if !mapping.IsURN(path[0]) {
		return strings.Join(path, ".")
	}
	if len(path) == 1 {
		return path[0]
	}
	return path[0] + ":" + strings.Join(path[1:], ".")
}

// itemOperations change the item of a list that is told by its type. One that the
// resource lacks is added: a path that selects nothing is an error (RFC 7644 section
// 3.5.2.3).
func itemOperations(op operations, resource *Object, name string, item *Object) []any {
	told, _ := item.Get("type")
	kind, _ := told.(string)
	if !hasItem(resource, name, kind) {
		return []any{NewObject("op", op.add, "path", name, "value", []any{item})}
	}
	var changes []any
	for _, m := range item.members {
		if m.name != "type" {
			changes = append(changes, NewObject("op", op.replace, "path", itemPath(name, kind)+"."+m.name, "value", m.value))
		}
	}
	return changes
}

func itemPath(name, kind string) string {
	return name + "[type eq " + string(appendJSON(nil, kind)) + "]"
}

// hasItem tells whether a list of a resource has an item of a type, in any case.
func hasItem(resource *Object, name, kind string) bool {
	list, _ := resource.attribute(name).([]any)
	for _, item := range list {
		if o, ok := item.(*Object); ok && sameName(textOf(o.attribute("type")), kind) {
			return true
		}
	}
	return false
}

// removals take away what a resource has and the mapping has become empty of.
func (d *delivery) removals(resource *Object) []any {
	op := operationsOf(d.mapping.Update)
	var removed []any
	for _, path := range d.emptied(resource) {
		removed = append(removed, NewObject("op", op.remove, "path", pathText(path)))
	}
	paths := d.engine.reference.paths
	for _, name := range paths.lists {
		for _, kind := range paths.typed[name] {
			if hasItem(resource, name, kind) && !hasItem(d.scim, name, kind) {
				removed = append(removed, NewObject("op", op.remove, "path", itemPath(name, kind)))
			}
		}
	}
	return removed
}
