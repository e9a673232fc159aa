package emit

import (
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// mappedPaths are the paths of the attributes that a mapping has, down to the
// sub-attributes of complex ones; a list is one attribute. Those of which typed
// tells the items are left out.
func mappedPaths(user *mapping.Object, typed map[string][]string) [][]string {
	var paths [][]string
	var walk func(o *mapping.Object, above []string)
	walk = func(o *mapping.Object, above []string) {
		for _, a := range o.Attributes {
			path := append(above[:len(above):len(above)], a.Name.Value)
			if inner, ok := a.Value.(*mapping.Object); ok {
				walk(inner, path)
			} else if len(above) > 0 || typed[a.Name.Value] == nil {
				paths = append(paths, path)
			}
		}
	}
	walk(user, nil)
	return paths
}

// itemTypes are the types of the items of those lists of the user that can be told
// apart by them: each item is an object with a literal type, and no two have the
// same.
func itemTypes(user *mapping.Object) map[string][]string {
	typed := map[string][]string{}
	for _, a := range user.Attributes {
		list, ok := a.Value.(*mapping.List)
		if !ok || mapping.IsURN(a.Name.Value) {
			continue
		}
		if types := typesOf(list); types != nil {
			typed[a.Name.Value] = types
		}
	}
	return typed
}

// typesOf are the types of a list's items; nil where they do not tell them apart.
func typesOf(list *mapping.List) []string {
	var types []string
	seen := map[string]bool{}
	for _, item := range list.Items {
		object, ok := item.(*mapping.Object)
		if !ok {
			return nil
		}
		attribute := object.Attribute("type")
		if attribute == nil {
			return nil
		}
		literal, ok := attribute.Value.(*mapping.Literal)
		if !ok {
			return nil
		}
		text, ok := literal.Value.(string)
		if !ok || seen[strings.ToLower(text)] {
			return nil
		}
		seen[strings.ToLower(text)] = true
		types = append(types, text)
	}
	return types
}

// typeLists writes types by the lists that have them, in the order of the mapping.
func typeLists(user *mapping.Object, typed map[string][]string) string {
	var entries []string
	for _, a := range user.Attributes {
		if types := typed[a.Name.Value]; types != nil {
			entries = append(entries, key(a.Name.Value)+": "+stringsOf(types))
		}
	}
	text := "{}"
	if len(entries) > 0 {
		text = "{ " + strings.Join(entries, ", ") + " }"
	}
	return "/** @type {Record<string, string[]>} */ (" + text + ")"
}

// pathLists writes paths, each a list of names.
func pathLists(paths [][]string) string {
	lists := make([]string, len(paths))
	for i, path := range paths {
		lists[i] = stringsOf(path)
	}
	return "[" + strings.Join(lists, ", ") + "]"
}
