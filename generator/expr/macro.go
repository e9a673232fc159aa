package expr

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// Macro is one of CEL's macros over a list or map, over an optional, or cel.bind. The parser
// expands them to loops; this is what was written.
type Macro struct {
	Name     string   // all, exists, exists_one, map, filter, optMap, optFlatMap or bind
	Range    ast.Expr // that is gone through, or the optional; of bind: the value of the variable
	Variable string
	// Condition is the predicate; nil where there is none.
	Condition ast.Expr
	// Result is what map collects, and what bind and those of optionals come to; nil
	// for others.
	Result ast.Expr
}

// unused is the variable of loops that are none.
const unused = "#unused"

// MacroOf recognises the expansion of a macro; false for any other loop, which
// nobody can write.
func MacroOf(n ast.Expr) (Macro, bool) {
	if n.Kind() != ast.ComprehensionKind {
		return Macro{}, false
	}
	loop := n.AsComprehension()
	m := Macro{Range: loop.IterRange(), Variable: loop.IterVar()}
	if loop.HasIterVar2() {
		return Macro{}, false
	}
	if isEmptyList(loop.IterRange()) && loop.IterVar() == unused {
		bind := Macro{Name: "bind", Range: loop.AccuInit(), Variable: loop.AccuVar(), Result: loop.Result()}
		if m, ok := optionalMacro(bind); ok {
			return m, true
		}
		return bind, true
	}
	step := loop.LoopStep()
	if step.Kind() != ast.CallKind {
		return Macro{}, false
	}
	args := step.AsCall().Args()
	switch step.AsCall().FunctionName() {
	case operators.LogicalAnd:
		m.Name, m.Condition = "all", args[1]
	case operators.LogicalOr:
		m.Name, m.Condition = "exists", args[1]
	case operators.Add:
		m.Name, m.Result = "map", args[1].AsList().Elements()[0]
	case operators.Conditional:
		m.Condition = args[0]
		if loop.AccuInit().Kind() == ast.LiteralKind && loop.AccuInit().AsLiteral().Type() == types.IntType {
			m.Name = "exists_one"
			break
		}
		m.Name, m.Result = "map", args[1].AsCall().Args()[1].AsList().Elements()[0]
		if m.Result.Kind() == ast.IdentKind && m.Result.AsIdent() == m.Variable {
			m.Name, m.Result = "filter", nil
		}
	default:
		return Macro{}, false
	}
	return m, true
}

func isEmptyList(n ast.Expr) bool { return n.Kind() == ast.ListKind && n.AsList().Size() == 0 }

// children are the parts of a macro, in the order in which they were written.
func (m Macro) children() []ast.Expr {
	result := []ast.Expr{m.Range}
	for _, part := range []ast.Expr{m.Condition, m.Result} {
		if part != nil {
			result = append(result, part)
		}
	}
	return result
}
