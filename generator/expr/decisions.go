package expr

import (
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

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
