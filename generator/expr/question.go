package expr

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
)

// What the rules of a mapping ask of an expression, so that none of them has to
// know CEL's syntax tree.

// IsConstant reports whether the expression gives the same value for every
// event: it names neither the user nor the connection. Tables are part of the
// mapping, and the variable of a macro goes over what its range is made of.
func (c *Checked) IsConstant() bool {
	constant := true
	walk(c.AST.Expr(), func(e ast.Expr) {
		if e.Kind() == ast.IdentKind && (e.AsIdent() == "user" || e.AsIdent() == "connection") {
			constant = false
		}
	})
	return constant
}

// Literal returns the value of an expression that is nothing but a literal: a
// string, bool, int64 or float64. Otherwise, and for null, it returns nil.
func (c *Checked) Literal() any {
	if c.AST.Expr().Kind() != ast.LiteralKind {
		return nil
	}
	switch v := c.AST.Expr().AsLiteral().Value().(type) {
	case string, bool, int64, float64:
		return v
	}
	return nil
}

// Reads reports whether the value of a field of the profile takes part in the
// expression: user.email, user.?email or user["email"]. To ask with has()
// whether it is there is not to read it.
func (c *Checked) Reads(field string) bool {
	found := false
	walk(c.AST.Expr(), func(e ast.Expr) {
		if operand, name := selection(e); name == field && isUser(operand) {
			found = true
		}
	})
	return found
}

// selection takes apart what selects a field by a name that is written out; the
// name is "" for anything else.
func selection(e ast.Expr) (operand ast.Expr, name string) {
	switch e.Kind() {
	case ast.SelectKind:
		if s := e.AsSelect(); !s.IsTestOnly() {
			return s.Operand(), s.FieldName()
		}
	case ast.CallKind:
		args := e.AsCall().Args()
		switch spelling(e.AsCall().FunctionName()) {
		case "[]", "[?]", ".?":
			if key := args[1]; key.Kind() == ast.LiteralKind && key.AsLiteral().Type() == types.StringType {
				return args[0], key.AsLiteral().Value().(string)
			}
		}
	}
	return nil, ""
}

func isUser(e ast.Expr) bool { return e.Kind() == ast.IdentKind && e.AsIdent() == "user" }
