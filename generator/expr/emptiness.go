package expr

import (
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
)

// IsNeverAValue reports whether it is certain that the expression comes to
// nothing for every event: to null, "", [], {} or an optional without value,
// whichever way its conditions go. A hole of it is always empty.
func (c *Checked) IsNeverAValue() bool { return isEmpty(c.AST.Expr()) }

func isEmpty(e ast.Expr) bool {
	switch e.Kind() {
	case ast.LiteralKind:
		v := e.AsLiteral()
		return v.Type() == types.NullType || v.Value() == ""
	case ast.ListKind:
		// [?a] has no element where a has no value; ["", null] has two.
		l := e.AsList()
		return len(l.OptionalIndices()) == l.Size() && allEmpty(l.Elements())
	case ast.MapKind:
		return e.AsMap().Size() == 0
	case ast.ComprehensionKind:
		if m, ok := MacroOf(e); ok {
			return isEmptyMacro(m)
		}
	case ast.CallKind:
		return isEmptyCall(e.AsCall())
	}
	return false
}

func isEmptyMacro(m Macro) bool {
	switch m.Name {
	case "map", "filter":
		return isEmpty(m.Range)
	case "bind":
		return isEmpty(m.Result)
	}
	return false
}

// keepEmpty are the functions and operators that make nothing of nothing: their
// value is empty where all that they work on is.
var keepEmpty = []string{
	"+", "of", "ofNonZeroValue", "or", "orValue", "coalesce",
	"trim", "lowerAscii", "upperAscii", "reverse", "distinct", "sort",
	"asciiFold", "titleCase", "digits",
}

func isEmptyCall(call ast.CallExpr) bool {
	operands := Operands(call)
	name := strings.TrimPrefix(spelling(call.FunctionName()), "optional.")
	switch {
	case name == "none":
		return true
	case name == "?:":
		return isEmptyChoice(operands)
	}
	return slices.Contains(keepEmpty, name) && allEmpty(operands)
}

// isEmptyChoice looks at the branches of a condition, or at the one that is
// taken where that is written out.
func isEmptyChoice(operands []ast.Expr) bool {
	condition, branches := operands[0], operands[1:]
	if condition.Kind() == ast.LiteralKind {
		switch condition.AsLiteral() {
		case types.True:
			branches = branches[:1]
		case types.False:
			branches = branches[1:]
		}
	}
	return allEmpty(branches)
}

func allEmpty(all []ast.Expr) bool {
	return !slices.ContainsFunc(all, func(e ast.Expr) bool { return !isEmpty(e) })
}

// MayBeEmpty reports whether the expression may come to nothing for some event, as far
// as can be told from its form: most texts may, and so may what selects a key that a
// profile need not have. A condition over declared fields may not.
func (c *Checked) MayBeEmpty() bool {
	if c.IsConstant() {
		return false // or always is
	}
	absent := false
	walk(c.AST.Expr(), func(e ast.Expr) {
		var operand ast.Expr
		switch e.Kind() {
		case ast.SelectKind:
			if !e.AsSelect().IsTestOnly() {
				operand = e.AsSelect().Operand()
			}
		case ast.CallKind:
			if spelling(e.AsCall().FunctionName()) == "[]" {
				operand = e.AsCall().Args()[0]
			}
		}
		if operand != nil && c.TypeOf(operand).Kind() != types.StructKind {
			absent = true
		}
	})
	if absent {
		return true
	}
	switch c.Type.Kind() {
	case types.BoolKind, types.IntKind, types.UintKind, types.DoubleKind, types.TimestampKind:
		return false
	}
	return !neverEmpty(c.AST.Expr())
}

// neverEmpty tells whether something is left in any case: text that is written out, or
// what every user has.
func neverEmpty(e ast.Expr) bool {
	if operand, name := selection(e); name == "user_id" && isUser(operand) {
		return true
	}
	switch e.Kind() {
	case ast.LiteralKind:
		return !isEmpty(e)
	case ast.ListKind:
		return e.AsList().Size() > len(e.AsList().OptionalIndices())
	case ast.CallKind:
		operands := Operands(e.AsCall())
		switch spelling(e.AsCall().FunctionName()) {
		case "?:":
			return neverEmpty(operands[1]) && neverEmpty(operands[2])
		case "+":
			return neverEmpty(operands[0]) || neverEmpty(operands[1])
		case "coalesce":
			return slices.ContainsFunc(operands, neverEmpty)
		}
	}
	return false
}
