package expr

import (
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// optionalVariable holds what optMap and optFlatMap are called on, so that it is
// evaluated once. Nobody can write such a name.
const optionalVariable = "@optional"

// optionalMacros are optMap and optFlatMap. They expand to what cel-go's mean,
// in one form for all operands, which MacroOf recognises.
func optionalMacros() cel.EnvOption {
	return cel.Macros(
		cel.ReceiverMacro("optMap", 2, func(f cel.MacroExprFactory, target ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
			return expandOptional(f, target, args, func(result ast.Expr) ast.Expr { return f.NewCall("optional.of", result) })
		}),
		cel.ReceiverMacro("optFlatMap", 2, func(f cel.MacroExprFactory, target ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
			return expandOptional(f, target, args, func(result ast.Expr) ast.Expr { return result })
		}),
	)
}

// expandOptional writes optional.hasValue() ? wrap(bind(variable, optional.value(), result)) : optional.none().
func expandOptional(f cel.MacroExprFactory, target ast.Expr, args []ast.Expr, wrap func(ast.Expr) ast.Expr) (ast.Expr, *common.Error) {
	if args[0].Kind() != ast.IdentKind {
		return nil, f.NewError(args[0].ID(), "argument must be a simple name")
	}
	optional := func() ast.Expr { return f.NewIdent(optionalVariable) }
	value := f.NewMemberCall("value", optional())
	return newBind(f, optionalVariable, target, f.NewCall(operators.Conditional,
		f.NewMemberCall("hasValue", optional()),
		wrap(newBind(f, args[0].AsIdent(), value, args[1])),
		f.NewCall("optional.none"),
	)), nil
}

// newBind is what cel.bind expands to.
func newBind(f cel.MacroExprFactory, variable string, value, result ast.Expr) ast.Expr {
	return f.NewComprehension(f.NewList(), unused, variable, value, f.NewLiteral(types.False), f.NewIdent(variable), result)
}

// optionalMacro recognises the expansion of optMap and optFlatMap in that of
// cel.bind.
func optionalMacro(bind Macro) (Macro, bool) {
	if bind.Variable != optionalVariable {
		return Macro{}, false
	}
	m := Macro{Name: "optFlatMap", Range: bind.Range}
	inner := bind.Result.AsCall().Args()[1]
	if inner.Kind() == ast.CallKind {
		m.Name, inner = "optMap", inner.AsCall().Args()[0]
	}
	m.Variable, m.Result = inner.AsComprehension().AccuVar(), inner.AsComprehension().Result()
	return m, true
}

// ofOptionalMacro words what is wrong with the operands of optMap and optFlatMap,
// which the type-checker tells of what they expand to.
func (t *tree) ofOptionalMacro(e *cel.Error) (known bool, problems []Problem) {
	start := offset(string(t.source), e.Location.Line(), e.Location.Column())
	p := Problem{Start: start, End: start + 1}
	switch {
	case strings.HasPrefix(e.Message, "found no matching overload for 'hasValue'"):
		p.Summary = "`optMap` and `optFlatMap` work on an optional, which this is not"
		p.Help = "write .? before the field: user.user_metadata.?phone.optMap(p, digits(p))"
	case strings.HasPrefix(e.Message, "found no matching overload for 'value'"):
		return true, nil // hasValue has told
	case strings.HasPrefix(e.Message, "found no matching overload for '_?_:_'"):
		p.Summary = "what `optFlatMap` comes to has to be an optional"
		p.Help = "optMap takes an expression that is none"
	default:
		return false, nil
	}
	return true, []Problem{p}
}
