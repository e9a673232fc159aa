package reference

import (
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// mappedPaths are the attributes that a mapping has, whether they have a value or not.
type mappedPaths struct {
	plain [][]string          // down to sub-attributes of complex ones; a list is one attribute
	typed map[string][]string // types of the items of lists that can be told apart by them
	lists []string            // the keys of typed, in the order of the mapping
}

// pathsOf finds them. Only PATCH with a path for each attribute tells items apart;
// with anything else, a list is changed as a whole.
func pathsOf(m *mapping.Mapping) mappedPaths {
	var p mappedPaths
	if m.Update.Method.Value == mapping.MethodPatch && m.Update.Patch.Value == mapping.PatchAttributes {
		p.typed = map[string][]string{}
		for _, a := range m.User.Attributes {
			if types := itemTypes(a); types != nil {
				p.typed[a.Name.Value] = types
				p.lists = append(p.lists, a.Name.Value)
			}
		}
	}
	for _, a := range m.User.Attributes {
		if p.typed[a.Name.Value] == nil {
			p.add(nil, a)
		}
	}
	return p
}

func (p *mappedPaths) add(above []string, a *mapping.Attribute) {
	path := append(above[:len(above):len(above)], a.Name.Value)
	inner, ok := a.Value.(*mapping.Object)
	if !ok {
		p.plain = append(p.plain, path)
		return
	}
	for _, sub := range inner.Attributes {
		p.add(path, sub)
	}
}

// itemTypes are the literal types of the items of a list, where each has one of its
// own; nil otherwise.
func itemTypes(a *mapping.Attribute) []string {
	list, ok := a.Value.(*mapping.List)
	if !ok || mapping.IsURN(a.Name.Value) {
		return nil
	}
	var types []string
	for _, item := range list.Items {
		told := literalType(item)
		if told == "" {
			return nil
		}
		for _, other := range types {
			if strings.EqualFold(other, told) {
				return nil
			}
		}
		types = append(types, told)
	}
	return types
}

func literalType(item mapping.Value) string {
	object, ok := item.(*mapping.Object)
	if !ok {
		return ""
	}
	attribute := object.Attribute("type")
	if attribute == nil {
		return ""
	}
	literal, ok := attribute.Value.(*mapping.Literal)
	if !ok {
		return ""
	}
	text, _ := literal.Value.(string)
	return text
}
