package emit

import (
	"strings"

	"cel.dev/cel-go/common/ast"

	"github.com/scimwright/scimwright/generator/expr"
)

func (e *expression) list(n ast.Expr) js {
	l := n.AsList()
	result := js{precedence: precPrimary}
	items := make([]string, 0, l.Size())
	for i, element := range l.Elements() {
		item := e.node(element)
		if l.IsOptional(int32(i)) {
			item.text = "..." + e.imports.call("some", item.text)
		} else {
			item = e.found(item)
		}
		items = append(items, item.text)
		result.throws = result.throws || item.throws
	}
	result.text = "[" + strings.Join(items, ", ") + "]"
	return result
}

// mapLiteral is an object without prototype, as those that events bring are.
func (e *expression) mapLiteral(n ast.Expr) js {
	var entries []entry
	throws := false
	for _, item := range n.AsMap().Entries() {
		name, constant := expr.Text(item.AsMapEntry().Key())
		if !constant || item.AsMapEntry().IsOptional() {
			return e.computedMap(n)
		}
		value := e.value(item.AsMapEntry().Value())
		throws = throws || value.throws
		entries = append(entries, entry{name, value.text})
	}
	result := e.keyed(entries)
	result.throws = throws
	return result
}

// entry is a key of a map, and the JavaScript of its value.
type entry struct{ name, value string }

// keyed is a map whose keys are known.
func (c *compiler) keyed(entries []entry) js {
	texts := []string{"__proto__: null"}
	var pairs []string
	reserved := false
	for _, item := range entries {
		texts = append(texts, key(item.name)+": "+item.value)
		pairs = append(pairs, "["+quote(item.name)+", "+item.value+"]")
		reserved = reserved || item.name == "__proto__"
	}
	if reserved {
		// Beside the prototype, a key of its name would look like a mistake.
		return primary(c.imports.call("mapOf", pairs...))
	}
	// In braces, the body of an arrow function would be statements.
	return js{text: "{ " + strings.Join(texts, ", ") + " }", precedence: precArrow}
}

// computedMap is a map of which the event tells the keys, or whether they are there.
func (e *expression) computedMap(n ast.Expr) js {
	entries := n.AsMap().Entries()
	result := js{precedence: precPrimary}
	pairs := make([]string, len(entries))
	for i, item := range entries {
		name, value := e.value(item.AsMapEntry().Key()), e.node(item.AsMapEntry().Value())
		if !item.AsMapEntry().IsOptional() {
			value = e.found(value)
		}
		result.throws = result.throws || name.throws || value.throws
		pairs[i] = "[" + name.text + ", " + value.text + "]"
	}
	result.text = e.imports.call("mapOf", pairs...)
	return result
}
