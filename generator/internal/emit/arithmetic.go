package emit

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// arithmetic is an operator on numbers; + joins texts and lists as well.
func (e *expression) arithmetic(n ast.Expr, operands []ast.Expr) js {
	function := n.AsCall().FunctionName()
	kind := types.DynKind
	for _, operand := range operands {
		if k := e.kind(operand); k != types.DynKind {
			kind = k
		}
	}
	switch kind {
	case types.StringKind:
		return e.strict(operands, []string{"asText", "asText"}, func(o []js) js {
			return binary(o[0], "+", o[1], precAdditive)
		})
	case types.IntKind:
		return e.exact(function, operands, "integer")
	case types.UintKind:
		return e.exact(function, operands, "unsigned")
	case types.ListKind:
		return e.concatenation(operands)
	}
	e.inexact = true
	if kind == types.DynKind && function == operators.Add {
		values := e.eager(operands...)
		return js{text: e.imports.call("add", values[0].text, values[1].text), precedence: precPrimary, throws: true}
	}
	return e.strict(operands, []string{"asNumber", "asNumber"}, func(o []js) js {
		if len(o) == 1 {
			return js{text: "-" + o[0].at(precUnary+1), precedence: precUnary, throws: o[0].throws}
		}
		return operation(o[0], function, o[1])
	})
}

// operation is a binary operator on numbers that JavaScript has.
func operation(a js, function string, b js) js {
	switch function {
	case operators.Add:
		return binary(a, "+", b, precAdditive)
	case operators.Subtract:
		return binary(a, "-", b, precAdditive)
	case operators.Multiply:
		return binary(a, "*", b, precMultiplicative)
	}
	return binary(a, "/", b, precMultiplicative)
}

// exact is an operator on ints or uints, which fails where it leaves the range
// in which JavaScript's numbers are exact.
func (e *expression) exact(function string, operands []ast.Expr, helper string) js {
	return e.strict(operands, []string{"", ""}, func(o []js) js {
		result := js{precedence: precPrimary, throws: true}
		switch {
		case len(o) == 1:
			result.text = e.imports.call(helper, "-"+o[0].at(precUnary+1))
		case function == operators.Divide:
			result.text = e.imports.call("quotient", o[0].text, o[1].text)
		case function == operators.Modulo:
			result.text = e.imports.call("remainder", o[0].text, o[1].text)
		default:
			result.text = e.imports.call(helper, operation(o[0], function, o[1]).text)
		}
		return result
	})
}

// concatenation joins two lists.
func (e *expression) concatenation(operands []ast.Expr) js {
	if e.kind(operands[0]) == types.DynKind || e.kind(operands[1]) == types.DynKind {
		values := e.eager(operands...)
		return js{text: e.imports.call("add", values[0].text, values[1].text), precedence: precPrimary, throws: true}
	}
	return e.strict(operands, []string{"", ""}, func(o []js) js {
		return js{text: "[..." + o[0].at(precConditional) + ", ..." + o[1].at(precConditional) + "]", precedence: precPrimary, throws: o[0].throws || o[1].throws}
	})
}
