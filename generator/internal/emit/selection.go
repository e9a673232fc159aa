package emit

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
)

// selection is operand.field, or has(operand.field).
func (e *expression) selection(n ast.Expr) js {
	s := n.AsSelect()
	if s.IsTestOnly() {
		return e.has(s.Operand(), s.FieldName())
	}
	// Behind an optional, every selection is one.
	return e.field(s.Operand(), s.FieldName(), e.optional(s.Operand()))
}

// container is what is selected from: its JavaScript, and its type without the
// optional around it.
func (e *expression) container(n ast.Expr) (js, *types.Type) {
	t := e.typeOf(n)
	if e.optional(n) {
		t = t.Parameters()[0]
	}
	return e.node(n), t
}

// field is operand.name, or where an optional is wanted operand.?name.
func (e *expression) field(operand ast.Expr, name string, optional bool) js {
	from, t := e.container(operand)
	if optional && !e.optional(operand) {
		from = e.found(from)
	}
	switch t.Kind() {
	case types.StructKind:
		e.read(t, name)
		if optional {
			return e.declaredOptional(from, t, name)
		}
		return js{text: chain(from) + name, precedence: precPrimary, undef: from.undef, throws: from.throws}
	case types.MapKind:
		return js{text: access(from, name), precedence: precPrimary, undef: true, throws: from.throws}
	}
	return js{text: e.imports.call("field", from.text, quote(name)), precedence: precPrimary, undef: true, throws: true}
}

// declaredOptional is a declared field, undefined where the event lacks it.
func (e *expression) declaredOptional(from js, t *types.Type, name string) js {
	if t.TypeName() == expr.ConnectionType {
		return js{text: "(" + from.text + "." + name + " || undefined)", precedence: precPrimary, undef: true}
	}
	return js{text: e.imports.call("own", from.text, quote(name)), precedence: precPrimary, undef: true, throws: from.throws}
}

// read notes that the mapping reads a declared field.
func (c *compiler) read(object *types.Type, name string) {
	fields := c.fields[object.TypeName()]
	if fields == nil {
		fields = map[string]bool{}
		c.fields[object.TypeName()] = fields
	}
	fields[name] = true
}

func chain(from js) string {
	if from.undef {
		return from.at(precPrimary) + "?."
	}
	return from.at(precPrimary) + "."
}

// access is a key of an open map, which is a JavaScript object without prototype.
func access(from js, name string) string {
	switch m := member(name); {
	case !from.undef:
		return from.at(precPrimary) + m
	case m[0] == '[':
		return from.at(precPrimary) + "?." + m
	default:
		return from.at(precPrimary) + "?" + m
	}
}

// has is has(operand.name): an operand that is missing fails, one that is none
// has nothing.
func (e *expression) has(operand ast.Expr, name string) js {
	from, t := e.container(operand)
	optional := e.optional(operand)
	if !optional {
		from = e.found(from)
	}
	switch t.Kind() {
	case types.StructKind:
		e.read(t, name)
		if t.TypeName() == expr.ConnectionType {
			// What an event does not tell of its connection is "", which no name is.
			return js{text: from.text + "." + name + ` !== ""`, precedence: precEquality}
		}
		object := from.text
		if optional {
			object = from.at(precNullish) + " ?? {}"
		}
		return js{text: "Object.hasOwn(" + object + ", " + quote(name) + ")", precedence: precPrimary, throws: from.throws}
	case types.MapKind:
		return js{text: access(from, name) + " !== undefined", precedence: precEquality, throws: from.throws}
	}
	text := e.imports.call("field", from.text, quote(name)) + " !== undefined"
	return js{text: text, precedence: precEquality, throws: true}
}

// index is operand[at], or with wantOptional operand[?at].
func (e *expression) index(operand, at ast.Expr, wantOptional bool) js {
	from, t := e.container(operand)
	if wantOptional && !e.optional(operand) {
		from = e.found(from)
	}
	result := js{precedence: precPrimary, undef: true, throws: from.throws}
	if name, ok := expr.Text(at); ok && t.Kind() == types.MapKind {
		result.text = access(from, name)
		return result
	}
	place := e.value(at)
	if place.throws && from.undef && !e.optional(operand) {
		// What is missing first counts.
		from = e.found(from)
	}
	result.throws = result.throws || place.throws
	known := (e.kind(at) == types.IntKind || e.kind(at) == types.UintKind) && t.Kind() == types.ListKind ||
		e.kind(at) == types.StringKind && t.Kind() == types.MapKind
	switch {
	case !known && place.throws && from.undef:
		// Where an optional is none, its index is not looked at.
		result.text = e.imports.call("indexLazily", from.text, place.thunk())
		result.throws = true
	case !known:
		result.text = e.imports.call("index", from.text, place.text)
		result.throws = true
	case from.undef:
		result.text = from.at(precPrimary) + "?.[" + place.text + "]"
	default:
		result.text = from.at(precPrimary) + "[" + place.text + "]"
	}
	return result
}
