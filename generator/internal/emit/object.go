package emit

import (
	"slices"
	"strconv"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// object is a complex value. It is empty when all its holes are, its literals
// notwithstanding; an item of a multi-valued attribute that has a value is also
// empty when its value is.
func (b *body) object(o *mapping.Object, path, name string, item bool) operand {
	m := b.members(o, path, item)
	switch {
	case m.valueNever || len(m.always)+len(m.sometimes)+len(m.literals) == 0:
		return operand{never: true}
	case m.value != nil:
		// The value decides; what else there may be is added behind it.
		text := braces(slices.Concat(m.always, m.literals), m.order)
		if len(m.sometimes) == 0 {
			return operand{text: text, given: m.value.given}
		}
		return operand{text: b.growing(name, text, m.sometimes), given: m.value.given}
	case len(m.sometimes) == 0 && len(m.always) == 0:
		return operand{text: braces(m.literals, m.order), literal: true, never: m.holes}
	case len(m.sometimes) == 0:
		return operand{text: braces(slices.Concat(m.always, m.literals), m.order)}
	case len(m.always) > 0:
		return operand{text: b.growing(name, braces(slices.Concat(m.always, m.literals), m.order), m.sometimes)}
	case len(m.sometimes) == 1:
		return operand{text: braces(slices.Concat(m.literals, m.sometimes), m.order), given: m.sometimes[0].given}
	}
	constant := b.growing(name, "{}", m.sometimes)
	result := operand{text: constant, given: "Object.keys(" + constant + ").length > 0"}
	if len(m.literals) > 0 {
		result.text = strings.Replace(braces(m.literals, m.order), "{ ", "{ ..."+constant+", ", 1)
	}
	return result
}

// property is one key of an object that is to be emitted, and its value.
type property struct {
	name string
	operand
}

// members are the properties of an object by when they are there.
type members struct {
	always     []property // holes that are never empty
	sometimes  []property // holes that may be
	literals   []property
	holes      bool      // it has holes, empty ones among them
	value      *property // of an item: the hole that decides
	valueNever bool      // the item's value is always empty
	order      map[string]int
}

func (b *body) members(o *mapping.Object, path string, item bool) members {
	m := members{order: map[string]int{}}
	for i, attribute := range o.Attributes {
		name := attribute.Name.Value
		m.order[name] = i
		p := property{name, b.value(attribute.Value, join(path, name), constantName(path, name))}
		isValue := item && name == "value"
		m.holes = m.holes || hasHole(attribute.Value)
		switch {
		case p.never:
			m.valueNever = m.valueNever || isValue
		case p.literal:
			m.literals = append(m.literals, p)
		case isValue && p.given != "":
			m.value = &p
			m.always = append(m.always, p)
		case p.given == "":
			m.always = append(m.always, p)
		default:
			m.sometimes = append(m.sometimes, p)
		}
	}
	return m
}

// hasHole tells whether a value holds an expression anywhere.
func hasHole(v mapping.Value) bool {
	switch v := v.(type) {
	case *mapping.Hole, *mapping.Text:
		return true
	case *mapping.Object:
		return slices.ContainsFunc(v.Attributes, func(a *mapping.Attribute) bool { return hasHole(a.Value) })
	case *mapping.List:
		return slices.ContainsFunc(v.Items, hasHole)
	}
	return false
}

// join extends the path of an attribute. What stands under a URN is named as if
// it stood at the top, where nothing of an error's first words is lost to the URN.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// constantName is what a constant for an attribute is called; a value goes by
// the name of what it is the value of.
func constantName(path, name string) string {
	if name != "value" {
		return name
	}
	parent := path[strings.LastIndex(path, ".")+1:]
	parent, _, _ = strings.Cut(parent, "[")
	return singular(parent)
}

// braces is an object literal of properties, in the order of the mapping.
func braces(properties []property, order map[string]int) string {
	sorted := slices.SortedFunc(slices.Values(properties), func(a, b property) int {
		return order[a.name] - order[b.name]
	})
	texts := make([]string, len(sorted))
	for i, p := range sorted {
		texts[i] = key(p.name) + ": " + p.text
		if p.name == p.text {
			texts[i] = p.text
		}
	}
	return "{ " + strings.Join(texts, ", ") + " }"
}

// growing is the constant of an object to which properties are added. To
// TypeScript an empty literal may grow, and another one only by its type.
func (b *body) growing(name, literal string, more []property) string {
	if literal != "{}" {
		b.line("/** @type {Record<string, any>} */")
	}
	constant := b.constant(name, literal)
	b.assign(constant, more)
	return constant
}

// assign adds properties to an object where there is something to add.
func (b *body) assign(object string, properties []property) {
	for _, p := range properties {
		b.line("if (%s) %s%s = %s;", p.given, object, member(p.name), p.text)
	}
}

// list is a multi-valued attribute. Empty items are dropped from it.
func (b *body) list(l *mapping.List, path, name string) operand {
	var items []operand
	unconditional := true
	literals := true
	for i, v := range l.Items {
		itemPath := path + "[" + strconv.Itoa(i) + "]"
		item := operand{}
		if object, ok := v.(*mapping.Object); ok {
			item = b.object(object, itemPath, singular(name), true)
		} else {
			item = b.value(v, itemPath, singular(name))
		}
		// An item that is never there still makes the list one with holes.
		literals = literals && !hasHole(v)
		if item.never {
			continue
		}
		items = append(items, item)
		unconditional = unconditional && item.given == ""
	}
	switch {
	case len(items) == 0:
		return operand{never: true}
	case unconditional || len(items) == 1:
		texts := make([]string, len(items))
		for i, item := range items {
			texts[i] = item.text
		}
		return operand{text: "[" + strings.Join(texts, ", ") + "]", given: items[0].given, literal: literals}
	}
	// Items that are always there, at the beginning, need no statement of their own.
	var initial []string
	for len(items) > 0 && items[0].given == "" {
		initial = append(initial, items[0].text)
		items = items[1:]
	}
	constant := b.constant(name, "["+strings.Join(initial, ", ")+"]")
	given := ""
	if len(initial) == 0 {
		given = constant + ".length > 0"
	}
	for _, item := range items {
		if item.given == "" {
			given = ""
			b.line("%s.push(%s);", constant, item.text)
			continue
		}
		b.line("if (%s) %s.push(%s);", item.given, constant, item.text)
	}
	return operand{text: constant, given: given}
}
