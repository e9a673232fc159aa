package emit

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
)

// operand is a value of the SCIM document on its way into it: its JavaScript,
// and the condition under which there is something to send.
type operand struct {
	text    string
	given   string // JavaScript condition of the value not being empty; "" when it never is
	never   bool   // the value is always empty: nothing is emitted of it
	literal bool   // no hole is in it
}

// filled is the condition under which a JavaScript value of a type is not
// empty; "" when it cannot be.
func (c *compiler) filled(j js, t *types.Type) string {
	switch t.Kind() {
	case types.StringKind:
		return j.at(precAnd + 1)
	case types.BoolKind, types.IntKind, types.UintKind, types.DoubleKind:
		if j.undef {
			return j.at(precEquality) + " !== undefined"
		}
		return ""
	case types.ListKind:
		if !j.undef {
			return j.at(precPrimary) + ".length > 0"
		}
	case types.NullTypeKind:
		return "false"
	}
	return c.imports.call("isFilled", j.text)
}

// neverEmpty tells of a text expression that it cannot give "": one that joins
// or chooses between texts of which enough are literal, and user_id, which
// every event is sure to hold.
func neverEmpty(checked *expr.Checked) bool { return hasText(checked.AST.Expr()) }

func hasText(n ast.Expr) bool {
	switch n.Kind() {
	case ast.LiteralKind:
		s, ok := n.AsLiteral().Value().(string)
		return ok && s != ""
	case ast.SelectKind:
		s := n.AsSelect()
		return !s.IsTestOnly() && s.FieldName() == "user_id" &&
			s.Operand().Kind() == ast.IdentKind && s.Operand().AsIdent() == "user"
	case ast.CallKind:
		args := n.AsCall().Args()
		switch n.AsCall().FunctionName() {
		case operators.Add:
			return hasText(args[0]) || hasText(args[1])
		case operators.Conditional:
			return hasText(args[1]) && hasText(args[2])
		}
	}
	return false
}

// plain tells whether an expression is a declared field of a variable, which is
// as short and as cheap to name twice as a constant.
func plain(n ast.Expr) bool {
	return n.Kind() == ast.SelectKind && !n.AsSelect().IsTestOnly() && n.AsSelect().Operand().Kind() == ast.IdentKind
}
