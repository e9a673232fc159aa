package expr

import (
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// Part is a part of an expression that comes to a value of its own: all but its literals.
type Part struct {
	Node       int64 // of the AST
	Start, End int   // the code points that name it: the field, the function, the operator
}

// Parts returns the parts of an expression in the order in which their names were
// written. A variable that something is selected from is left out, for it says no more
// than what is selected.
func (c *Checked) Parts() []Part {
	t := c.tree()
	var parts []Part
	selected := map[int64]bool{}
	walk(c.AST.Expr(), func(e ast.Expr) {
		if e.Kind() == ast.SelectKind && e.AsSelect().Operand().Kind() == ast.IdentKind {
			selected[e.AsSelect().Operand().ID()] = true
		}
		if call := callOf(e, operators.OptSelect); call != nil && call.Args()[0].Kind() == ast.IdentKind {
			selected[call.Args()[0].ID()] = true
		}
		if e.Kind() == ast.LiteralKind || selected[e.ID()] {
			return
		}
		start, end := t.name(e)
		parts = append(parts, Part{e.ID(), start, end})
	})
	slices.SortStableFunc(parts, func(a, b Part) int { return a.Start - b.Start })
	return parts
}

// name returns the code points that name a part: those of span, and of what the parser
// expands the name as it was written.
func (t *tree) name(e ast.Expr) (start, end int) {
	start, end = t.span(e)
	if e.Kind() == ast.SelectKind && e.AsSelect().IsTestOnly() {
		return t.wordBefore(start, "has")
	}
	if m, ok := MacroOf(e); ok {
		return t.wordBefore(start, m.Name)
	}
	if call := callOf(e, operators.OptSelect); call != nil {
		if field, ok := Text(call.Args()[1]); ok {
			return t.word(end, field)
		}
	}
	return start, end
}

// tree is the expression with its source.
func (c *Checked) tree() *tree {
	return newTree(c.Expression.Source, c.AST, nil)
}

// callOf is the call of one of the functions, or nil.
func callOf(e ast.Expr, functions ...string) ast.CallExpr {
	if e.Kind() != ast.CallKind || !slices.Contains(functions, e.AsCall().FunctionName()) {
		return nil
	}
	return e.AsCall()
}

// Selection is what an expression takes from the profile, the connection or a table.
type Selection struct {
	Node int64
	Path string // such as user.app_metadata.role
}

// Selections returns the longest selections of an expression, in the order in which they
// were written. One whose key is not written out ends before it.
func (c *Checked) Selections() []Selection {
	var found []Selection
	var visit func(e ast.Expr)
	visit = func(e ast.Expr) {
		if path, ok := pathOf(e); ok {
			if e.Kind() != ast.IdentKind {
				found = append(found, Selection{e.ID(), path})
			}
			return
		}
		for _, child := range children(e) {
			visit(child)
		}
	}
	visit(c.AST.Expr())
	return found
}

// pathOf is the path of a selection from a variable of every expression.
func pathOf(e ast.Expr) (string, bool) {
	if e.Kind() == ast.IdentKind {
		name := e.AsIdent()
		return name, name == "user" || name == "connection" || name == "tables"
	}
	operand, name := selection(e)
	if operand == nil {
		if e.Kind() != ast.SelectKind || !e.AsSelect().IsTestOnly() {
			return "", false
		}
		operand, name = e.AsSelect().Operand(), e.AsSelect().FieldName()
	}
	path, ok := pathOf(operand)
	return path + "." + name, ok
}
