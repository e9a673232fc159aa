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
		start, end := t.span(e)
		parts = append(parts, Part{e.ID(), start, end})
	})
	slices.SortStableFunc(parts, func(a, b Part) int { return a.Start - b.Start })
	return parts
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

// Decision is a place of an expression at which its evaluation goes one way or another.
type Decision struct {
	Kind       DecisionKind
	Node       int64
	Start, End int // the code points of the operator, or of the table's name

	// Operands are the nodes that it depends on: the condition of ?:, both operands of
	// && and ||, the key that a table is looked up by. Literal ones are 0.
	Operands []int64

	Table string // of a look-up
	Row   string // of a look-up by a key that is written out
}

// DecisionKind is a kind of [Decision].
type DecisionKind string

// The kinds.
const (
	Choice DecisionKind = "?:"
	And    DecisionKind = "&&"
	Or     DecisionKind = "||"
	Lookup DecisionKind = "tables"
)

// Decisions returns the decisions of an expression, in the order in which they were
// written.
func (c *Checked) Decisions() []Decision {
	t := c.tree()
	var found []Decision
	add := func(kind DecisionKind, e ast.Expr, operands ...ast.Expr) *Decision {
		start, end := t.span(e)
		d := Decision{Kind: kind, Node: e.ID(), Start: start, End: end}
		for _, operand := range operands {
			if operand.Kind() == ast.LiteralKind {
				d.Operands = append(d.Operands, 0)
			} else {
				d.Operands = append(d.Operands, operand.ID())
			}
		}
		found = append(found, d)
		return &found[len(found)-1]
	}
	walk(c.AST.Expr(), func(e ast.Expr) {
		switch {
		case callOf(e, operators.Conditional) != nil:
			add(Choice, e, e.AsCall().Args()[0])
		case callOf(e, operators.LogicalAnd) != nil:
			add(And, e, e.AsCall().Args()...)
		case callOf(e, operators.LogicalOr) != nil:
			add(Or, e, e.AsCall().Args()...)
		case callOf(e, operators.Index, operators.OptIndex, operators.OptSelect) != nil:
			if table, ok := tableOf(e.AsCall().Args()[0]); ok {
				key := e.AsCall().Args()[1]
				d := add(Lookup, e, key)
				d.Table = table
				d.Row, _ = Text(key)
			}
		case e.Kind() == ast.SelectKind && !e.AsSelect().IsTestOnly():
			if table, ok := tableOf(e.AsSelect().Operand()); ok {
				d := add(Lookup, e)
				d.Table, d.Row = table, e.AsSelect().FieldName()
			}
		}
	})
	slices.SortStableFunc(found, func(a, b Decision) int { return a.Start - b.Start })
	return found
}

// tableOf is the name of the table that an expression is: tables.NAME.
func tableOf(e ast.Expr) (string, bool) {
	if e.Kind() != ast.SelectKind {
		return "", false
	}
	s := e.AsSelect()
	if s.IsTestOnly() || s.Operand().Kind() != ast.IdentKind || s.Operand().AsIdent() != "tables" {
		return "", false
	}
	return s.FieldName(), true
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

// Clause is a part of a condition that has to be true on its own: one of several between
// which && stands.
type Clause struct {
	Node       int64 // 0 of a literal
	Start, End int   // code points of its text, without blanks around it
}

// Clauses returns the clauses of a condition: itself where it is but one.
func (c *Checked) Clauses() []Clause {
	source := []rune(c.Expression.Source)
	cuts := conjunctions(source)
	t := c.tree()
	var leaves []ast.Expr
	var visit func(e ast.Expr)
	visit = func(e ast.Expr) {
		if call := callOf(e, operators.LogicalAnd); call != nil {
			if at, _ := t.span(e); slices.Contains(cuts, at) {
				visit(call.Args()[0])
				visit(call.Args()[1])
				return
			}
		}
		leaves = append(leaves, e)
	}
	visit(c.AST.Expr())
	if len(leaves) != len(cuts)+1 {
		leaves, cuts = []ast.Expr{c.AST.Expr()}, nil // it is no conjunction
	}
	var clauses []Clause
	start := 0
	for i, leaf := range leaves {
		end := len(source)
		if i < len(cuts) {
			end = cuts[i]
		}
		clause := Clause{Start: start, End: end}
		if leaf.Kind() != ast.LiteralKind {
			clause.Node = leaf.ID()
		}
		for clause.Start < clause.End && isBlank(source[clause.Start]) {
			clause.Start++
		}
		for clause.End > clause.Start && isBlank(source[clause.End-1]) {
			clause.End--
		}
		clauses = append(clauses, clause)
		start = end + len("&&")
	}
	return clauses
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// conjunctions are the places of && outside of all brackets and quotes.
func conjunctions(source []rune) []int {
	var cuts []int
	depth := 0
	var quote rune
	for i := 0; i < len(source); i++ {
		r := source[i]
		switch {
		case quote != 0 && r == '\\':
			i++
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '(' || r == '[' || r == '{':
			depth++
		case r == ')' || r == ']' || r == '}':
			depth--
		case r == '&' && depth == 0 && i+1 < len(source) && source[i+1] == '&':
			cuts = append(cuts, i)
			i++
		}
	}
	return cuts
}
