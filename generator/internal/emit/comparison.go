package emit

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
)

// equality needs a deep comparison only where neither side is known to be a scalar.
func (e *expression) equality(a, b ast.Expr, operator string) js {
	if e.kind(a) == types.TypeKind {
		return binary(e.typeName(a), operator, e.typeName(b), precEquality)
	}
	if scalar(e.kind(a)) || scalar(e.kind(b)) {
		return binary(e.value(a), operator, e.value(b), precEquality)
	}
	operands := e.eager(a, b)
	result := js{text: e.imports.call("equals", operands[0].text, operands[1].text), precedence: precPrimary}
	result.throws = operands[0].fallible() || operands[1].fallible()
	if operator == "!==" {
		result.text, result.precedence = "!"+result.text, precUnary
	}
	return result
}

// eager are the arguments of a helper that asserts itself that they are there.
// Where a later one fails, an earlier one is asserted before: it counts first.
func (e *expression) eager(operands ...ast.Expr) []js {
	result := make([]js, len(operands))
	throws := false
	for i := len(operands) - 1; i >= 0; i-- {
		result[i] = e.node(operands[i])
		if throws {
			result[i] = e.found(result[i])
		}
		throws = throws || result[i].throws
	}
	return result
}

func scalar(k types.Kind) bool {
	switch k {
	case types.StringKind, types.BoolKind, types.IntKind, types.UintKind, types.DoubleKind, types.NullTypeKind, types.TimestampKind:
		return true
	}
	return false
}

func (e *expression) order(a, b ast.Expr, operator string) js {
	operands := []ast.Expr{a, b}
	switch ka, kb := e.kind(a), e.kind(b); {
	case (ka == types.DynKind || kb == types.DynKind) && e.computesDoubles():
		// A NaN compares to anything, where other values have to be of one type.
	case numeric(ka) || numeric(kb):
		return e.strict(operands, []string{"asNumber", "asNumber"}, func(o []js) js {
			return binary(o[0], operator, o[1], precRelational)
		})
	case ka == types.StringKind || kb == types.StringKind:
		return e.strict(operands, []string{"asText", "asText"}, func(o []js) js {
			text := e.imports.call("compareText", o[0].text, o[1].text) + " " + operator + " 0"
			return js{text: text, precedence: precRelational, throws: o[0].throws || o[1].throws}
		})
	case scalar(ka) && ka == kb && ka != types.NullTypeKind: // nulls have no order
		return binary(e.value(a), operator, e.value(b), precRelational)
	}
	left, right := e.value(a), e.value(b)
	text := e.imports.call("compare", left.text, right.text) + " " + operator + " 0"
	return js{text: text, precedence: precRelational, throws: true}
}

// computesDoubles tells whether the expression may come to a NaN, which no event
// holds.
func (e *expression) computesDoubles() bool {
	found := false
	expr.Walk(e.checked.AST.Expr(), func(n ast.Expr) {
		if n.Kind() != ast.CallKind {
			return
		}
		switch n.AsCall().FunctionName() {
		case operators.Add, operators.Subtract, operators.Multiply, operators.Divide:
			k := e.kind(n)
			found = found || k == types.DoubleKind || k == types.DynKind
		case "double":
			found = true
		}
	})
	return found
}

func numeric(k types.Kind) bool {
	return k == types.IntKind || k == types.UintKind || k == types.DoubleKind
}

// in is membership: of a list by equality, of a map by key. JavaScript's own
// ways look at the container first, CEL at the value.
func (e *expression) in(value, container ast.Expr) js {
	operands := e.eager(value, container)
	v, c := operands[0], operands[1]
	t, k := e.typeOf(container), e.kind(value)
	throws := v.fallible() || c.fallible()
	switch {
	case v.fallible() && c.fallible():
	case t.Kind() == types.ListKind && k == t.Parameters()[0].Kind() && scalar(k) && k != types.DoubleKind:
		// Of doubles, includes takes NaN for equal to itself.
		return js{text: e.found(c).at(precPrimary) + ".includes(" + e.found(v).text + ")", precedence: precPrimary, throws: throws}
	case t.Kind() == types.MapKind && k == types.StringKind:
		return js{text: "Object.hasOwn(" + e.found(c).text + ", " + e.found(v).text + ")", precedence: precPrimary, throws: throws}
	}
	throws = throws || t.Kind() != types.ListKind && t.Kind() != types.MapKind
	return js{text: e.imports.call("isIn", v.text, c.text), precedence: precPrimary, throws: throws}
}

// typeName is the name of a type, or of the type of a value: what == compares.
func (e *expression) typeName(n ast.Expr) js {
	if n.Kind() != ast.CallKind {
		return primary(quote(typeNames[n.AsIdent()]))
	}
	operand := n.AsCall().Args()[0]
	value := e.value(operand)
	t := e.typeOf(operand)
	switch {
	case t.Kind() == types.DynKind:
		return js{text: e.imports.call("celType", value.text), precedence: precPrimary, throws: value.throws}
	case value.throws:
		return js{text: "(" + value.text + ", " + quote(t.TypeName()) + ")", precedence: precPrimary, throws: true}
	}
	return primary(quote(t.TypeName()))
}
