package emit

import (
	"fmt"
	"strconv"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// compiler turns the checked expressions of one mapping into JavaScript. It
// collects what they need: helpers, and fields of the profile.
//
// How failures travel: a missing key or index is undefined as far as
// selections reach, so that user.user_metadata.phone stays plain JavaScript;
// whoever needs the value asserts it with found(), which throws. Everything
// else that fails throws at once. evaluate() catches both at the hole's end.
type compiler struct {
	imports   imports
	fields    map[string]map[string]bool  // object type → declared fields that are read
	functions map[string]mapping.Function // the mapping's own
}

func newCompiler(m *mapping.Mapping) *compiler {
	c := &compiler{
		imports:   imports{used: map[string]bool{}},
		fields:    map[string]map[string]bool{},
		functions: map[string]mapping.Function{},
	}
	if m.Functions != nil {
		for _, f := range m.Functions.Exports {
			c.functions[f.Name.Value] = f
		}
	}
	return c
}

// expression is one of them, while it is compiled.
type expression struct {
	*compiler
	checked *expr.Checked
	scope   []variable // of the macros around, the innermost last
	inexact bool       // it computes doubles, which may come to what JSON does not have
}

// variable is one that a macro brings, and how JavaScript reads it.
type variable struct {
	name string
	js   js
}

func (c *compiler) compile(checked *expr.Checked) (value js, inexact bool) {
	e := &expression{compiler: c, checked: checked}
	value = e.node(checked.AST.Expr())
	return value, e.inexact
}

func (e *expression) typeOf(n ast.Expr) *types.Type { return e.checked.TypeOf(n) }

func (e *expression) kind(n ast.Expr) types.Kind { return e.typeOf(n).Kind() }

func (e *expression) optional(n ast.Expr) bool { return expr.IsOptional(e.typeOf(n)) }

func (e *expression) node(n ast.Expr) js {
	switch n.Kind() {
	case ast.LiteralKind:
		return literal(n.AsLiteral().Value())
	case ast.IdentKind:
		return e.ident(n.AsIdent())
	case ast.SelectKind:
		return e.selection(n)
	case ast.ListKind:
		return e.list(n)
	case ast.MapKind:
		return e.mapLiteral(n)
	case ast.CallKind:
		return e.call(n)
	case ast.ComprehensionKind:
		return e.macro(n)
	}
	panic(fmt.Sprintf("emit: expr.Check let a node of kind %d pass that has no JavaScript", n.Kind()))
}

func (e *expression) ident(name string) js {
	for i := len(e.scope) - 1; i >= 0; i-- {
		if e.scope[i].name == name {
			return e.scope[i].js
		}
	}
	if name == "tables" {
		return primary(tablesConstant)
	}
	return primary(name)
}

// literal is the JavaScript of a constant: of CEL, or of YAML.
func literal(value any) js {
	switch v := value.(type) {
	case string:
		return primary(quote(v))
	case bool:
		return primary(strconv.FormatBool(v))
	case int64:
		return number(strconv.FormatInt(v, 10))
	case uint64:
		return number(strconv.FormatUint(v, 10))
	case float64:
		return number(strconv.FormatFloat(v, 'g', -1, 64))
	}
	return primary("null")
}

func number(text string) js {
	if text[0] == '-' {
		return js{text: text, precedence: precUnary}
	}
	return primary(text)
}

// value is an expression that has a value or throws.
func (e *expression) value(n ast.Expr) js { return e.found(e.node(n)) }

func (e *expression) found(j js) js {
	if !j.undef {
		return j
	}
	return js{text: e.imports.call("found", j.text), precedence: precPrimary, throws: true}
}

// assert is an operand of an operator that takes one type only. A value of
// unknown type is asserted to have it.
func (e *expression) assert(n ast.Expr, helper string) js { return e.asserted(n, e.node(n), helper) }

func (e *expression) asserted(n ast.Expr, j js, helper string) js {
	if !e.unknown(n, helper) {
		return e.found(j)
	}
	return js{text: e.imports.call(helper, j.text), precedence: precPrimary, throws: true}
}

// unknown tells whether only the event can tell that an operand has the type
// that a helper asserts.
func (e *expression) unknown(n ast.Expr, helper string) bool {
	if helper == "" {
		return false // any type will do
	}
	t := e.typeOf(n)
	if helper == "asTexts" && t.Kind() == types.ListKind {
		t = t.Parameters()[0]
	}
	return t.Kind() == types.DynKind
}
