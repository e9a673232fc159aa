package emit

import (
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
)

// call is an operator or a function.
func (e *expression) call(n ast.Expr) js {
	call := n.AsCall()
	operands := expr.Operands(call)
	switch name := call.FunctionName(); name {
	case operators.LogicalAnd, operators.LogicalOr:
		return e.logic(n)
	case operators.LogicalNot:
		operand := e.assert(operands[0], "asBool")
		return js{text: "!" + operand.at(precUnary), precedence: precUnary, throws: operand.throws}
	case operators.Conditional:
		return e.conditional(operands[0], operands[1], operands[2])
	case operators.Equals:
		return e.equality(operands[0], operands[1], "===")
	case operators.NotEquals:
		return e.equality(operands[0], operands[1], "!==")
	case operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		return e.order(operands[0], operands[1], strings.Trim(name, "_"))
	case operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo, operators.Negate:
		return e.arithmetic(n, operands)
	case operators.In:
		return e.in(operands[0], operands[1])
	case operators.Index:
		return e.index(operands[0], operands[1], false)
	case operators.OptIndex:
		return e.index(operands[0], operands[1], true)
	case operators.OptSelect:
		name, _ := expr.Text(operands[1])
		return e.field(operands[0], name, true)
	case "optional.none":
		return js{text: "undefined", precedence: precPrimary, undef: true}
	case "optional.of":
		return e.value(operands[0])
	case "optional.ofNonZeroValue":
		return e.nonZero(operands[0])
	case "value":
		operand := e.node(operands[0])
		return js{text: e.imports.call("valueIn", operand.text), precedence: precPrimary, throws: true}
	case "hasValue":
		operand := e.node(operands[0])
		return js{text: operand.at(precEquality) + " !== undefined", precedence: precEquality, throws: operand.throws}
	case "or", "orValue":
		return e.alternative(operands[0], operands[1])
	case "dyn":
		return e.value(operands[0])
	case "size":
		return e.size(operands[0])
	case "coalesce":
		return e.coalesce(operands)
	}
	if result, ok := e.conversion(call.FunctionName(), operands[0]); ok {
		return result
	}
	if getter, ok := getters[call.FunctionName()]; ok {
		return e.getter(getter, operands)
	}
	if f, ok := e.functions[call.FunctionName()]; ok {
		return e.function(f, operands)
	}
	if result, ok := e.listFunction(call.FunctionName(), operands); ok {
		return result
	}
	return e.text(call.FunctionName(), operands)
}

// logic is && or ||, of which each absorbs a failure of one operand when
// another one decides. The plain operators of JavaScript do where no operand
// but the last can fail. Not of constants, though: some engines fold a chain of
// them in time that doubles with each.
func (e *expression) logic(n ast.Expr) js {
	function := n.AsCall().FunctionName()
	operator, precedence, helper := "&&", precAnd, "and"
	if function == operators.LogicalOr {
		operator, precedence, helper = "||", precOr, "or"
	}
	operands, decided := undecided(flattened(n, function), function == operators.LogicalOr)
	if decided {
		return literal(function == operators.LogicalOr)
	}
	absorbs := len(operands) > 1 && !e.varies(operands[0])
	var compiled []js
	for i, operand := range operands {
		j := e.assert(operand, "asBool")
		compiled = append(compiled, j)
		absorbs = absorbs || j.throws && i < len(operands)-1
	}
	if !absorbs {
		result := compiled[0]
		for _, operand := range compiled[1:] {
			result = binary(result, operator, operand, precedence)
		}
		return result
	}
	thunks := make([]string, len(operands))
	for i, operand := range compiled {
		thunks[i] = operand.thunk()
	}
	return js{text: e.imports.call(helper, thunks...), precedence: precPrimary, throws: true}
}

// varies tells whether a variable takes part in an expression.
func (e *expression) varies(n ast.Expr) bool {
	found := false
	expr.Walk(n, func(n ast.Expr) {
		found = found || n.Kind() == ast.IdentKind && e.kind(n) != types.TypeKind
	})
	return found
}

// undecided leaves out the literals among operands: one of them is enough to
// decide, or it changes nothing.
func undecided(operands []ast.Expr, decides bool) (left []ast.Expr, decided bool) {
	for _, operand := range operands {
		value, ok := boolean(operand)
		if ok && value == decides {
			return nil, true
		} else if !ok {
			left = append(left, operand)
		}
	}
	if len(left) == 0 {
		return operands[:1], false
	}
	return left, false
}

func boolean(n ast.Expr) (value, ok bool) {
	if n.Kind() != ast.LiteralKind {
		return false, false
	}
	value, ok = n.AsLiteral().Value().(bool)
	return value, ok
}

func flattened(n ast.Expr, function string) []ast.Expr {
	if n.Kind() != ast.CallKind || n.AsCall().FunctionName() != function {
		return []ast.Expr{n}
	}
	var result []ast.Expr
	for _, arg := range n.AsCall().Args() {
		result = append(result, flattened(arg, function)...)
	}
	return result
}

func (e *expression) conditional(condition, yes, no ast.Expr) js {
	c := e.assert(condition, "asBool")
	y, n := e.node(yes), e.node(no)
	return js{
		text:       c.at(precNullish) + " ? " + y.at(precConditional) + " : " + n.at(precConditional),
		precedence: precConditional,
		undef:      y.undef || n.undef,
		throws:     c.throws || y.throws || n.throws,
	}
}

// alternative is optional.or(b) or optional.orValue(b), which look at b only
// when there is need to. ?? does that too, but for a null in a list.
func (e *expression) alternative(optional, b ast.Expr) js {
	left, right := e.node(optional), e.node(b)
	throws := left.throws || right.throws
	if e.neverNull(optional) && e.varies(optional) {
		text := left.at(precNullish) + " ?? " + right.at(precNullish+3)
		return js{text: text, precedence: precNullish, undef: right.undef, throws: throws}
	}
	text := e.imports.call("orElse", left.text, right.thunk())
	return js{text: text, precedence: precPrimary, undef: right.undef, throws: throws}
}

// neverNull tells whether an optional never holds null: null is a zero value, and
// reading a profile leaves out fields that are null. It keeps items that are.
func (e *expression) neverNull(optional ast.Expr) bool {
	switch optional.Kind() {
	case ast.SelectKind:
		return e.ofProfile(optional.AsSelect().Operand())
	case ast.CallKind:
		call := optional.AsCall()
		return call.FunctionName() == operators.OptSelect && e.ofProfile(call.Args()[0]) || call.FunctionName() == "optional.ofNonZeroValue"
	}
	return false
}

// ofProfile tells whether an object is one that was read of the profile, or is a
// part of one, rather than made by the expression.
func (e *expression) ofProfile(n ast.Expr) bool {
	t := e.typeOf(n)
	if expr.IsOptional(t) {
		t = t.Parameters()[0]
	}
	if t.Kind() == types.StructKind {
		return true
	}
	switch n.Kind() {
	case ast.SelectKind:
		return e.ofProfile(n.AsSelect().Operand())
	case ast.CallKind:
		switch n.AsCall().FunctionName() {
		case operators.Index, operators.OptIndex, operators.OptSelect:
			return e.ofProfile(n.AsCall().Args()[0])
		}
	}
	return false
}

// nonZero is an optional that is none where the value is its type's zero value.
func (e *expression) nonZero(n ast.Expr) js {
	value := e.value(n)
	result := js{precedence: precPrimary, undef: true, throws: value.throws}
	switch e.kind(n) {
	case types.StringKind, types.BoolKind, types.IntKind, types.UintKind:
		result.text = "(" + value.at(precOr) + " || undefined)"
	default:
		result.text = e.imports.call("nonZero", value.text)
	}
	return result
}

func (e *expression) size(n ast.Expr) js {
	operand := e.value(n)
	switch e.kind(n) {
	case types.ListKind:
		return js{text: operand.at(precPrimary) + ".length", precedence: precPrimary, throws: operand.throws}
	case types.MapKind:
		return js{text: "Object.keys(" + operand.text + ").length", precedence: precPrimary, throws: operand.throws}
	}
	throws := operand.throws || e.kind(n) == types.DynKind
	return js{text: e.imports.call("size", operand.text), precedence: precPrimary, throws: throws}
}
