package expr

import (
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

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
