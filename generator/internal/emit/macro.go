package emit

import (
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
)

// macro is a loop over a list or the keys of a map, or cel.bind.
func (e *expression) macro(n ast.Expr) js {
	m, ok := expr.MacroOf(n)
	if !ok {
		panic("emit: expr.Check let a loop pass that has no JavaScript")
	}
	switch m.Name {
	case "bind":
		return e.bind(m)
	case "optMap", "optFlatMap":
		return e.mapOptional(m)
	}
	items := e.items(m.Range)
	name := e.parameter(m.Variable)
	e.scope = append(e.scope, variable{m.Variable, primary(name)})
	defer func() { e.scope = e.scope[:len(e.scope)-1] }()
	parameter := "(/** @type {any} */ " + name + ") => "

	var condition, result js
	if m.Condition != nil {
		condition = e.assert(m.Condition, "asBool")
	}
	if m.Result != nil {
		result = e.value(m.Result)
	}
	loop := js{precedence: precPrimary, throws: items.throws || condition.throws || result.throws}
	predicate := parameter + condition.at(precConditional)
	switch m.Name {
	case "all":
		loop.text = e.loop(items, condition, "every", "every", predicate)
	case "exists":
		loop.text = e.loop(items, condition, "some", "any", predicate)
	case "filter":
		loop.text = e.loop(items, condition, "filter", "filtered", predicate)
	case "exists_one":
		loop.text = e.imports.call("exactlyOne", items.text, predicate)
	case "map":
		transform := parameter + result.at(precConditional)
		loop.text = items.at(precPrimary)
		if m.Condition != nil {
			loop.text = e.loop(items, condition, "filter", "filtered", predicate)
		}
		loop.text += ".map(" + transform + ")"
	}
	return loop
}

// loop is a method of JavaScript's where the condition cannot fail, else the
// helper, which does with failures what CEL does.
func (e *expression) loop(items, condition js, method, helper, predicate string) string {
	if !condition.throws {
		return items.at(precPrimary) + "." + method + "(" + predicate + ")"
	}
	return e.imports.call(helper, items.text, predicate)
}

// items is what a macro goes through: the items of a list, or the keys of a map.
func (e *expression) items(n ast.Expr) js {
	items := e.node(n)
	switch e.kind(n) {
	case types.ListKind:
		return e.found(items)
	case types.MapKind:
		items = e.found(items)
		return js{text: "Object.keys(" + items.text + ")", precedence: precPrimary, throws: items.throws}
	}
	return js{text: e.imports.call("items", items.text), precedence: precPrimary, throws: true}
}

// bind gives a value a name. CEL computes it when it is first wanted, which
// makes a difference where that fails.
func (e *expression) bind(m expr.Macro) js {
	value := e.node(m.Range)
	name := e.parameter(m.Variable)
	read := js{text: name, precedence: precPrimary, undef: value.undef}
	argument := value.text
	if value.throws {
		read.text, read.throws = name+"()", true
		argument = e.imports.call("lazily", value.thunk())
	}
	e.scope = append(e.scope, variable{m.Variable, read})
	defer func() { e.scope = e.scope[:len(e.scope)-1] }()
	body := e.node(m.Result)
	return js{
		text:       "((" + name + ") => " + body.at(precConditional) + ")(" + argument + ")",
		precedence: precPrimary,
		undef:      body.undef,
		throws:     body.throws,
	}
}

// mapOptional makes an optional of what an optional holds, if it holds anything.
func (e *expression) mapOptional(m expr.Macro) js {
	optional := e.node(m.Range)
	name := e.parameter(m.Variable)
	e.scope = append(e.scope, variable{m.Variable, primary(name)})
	defer func() { e.scope = e.scope[:len(e.scope)-1] }()
	body := e.node(m.Result)
	if m.Name == "optMap" {
		body = e.found(body)
	}
	return js{
		text:       "((" + name + ") => " + name + " === undefined ? undefined : " + body.at(precConditional) + ")(" + optional.text + ")",
		precedence: precPrimary,
		undef:      true,
		throws:     optional.throws || body.throws,
	}
}

// parameter is what JavaScript calls a variable of CEL: its own name, where that
// hides nothing which the expression may use.
func (e *expression) parameter(name string) string {
	for !identifier.MatchString(name) || outer[name] || e.inScope(name) {
		name += "_"
	}
	return name
}

// inScope tells whether a variable of another name in CEL is called so.
func (e *expression) inScope(name string) bool {
	for _, v := range e.scope {
		if strings.TrimSuffix(v.js.text, "()") == name && v.name != name {
			return true
		}
	}
	return false
}
