package expr

import (
	"fmt"

	"cel.dev/cel-go/common/ast"

	"github.com/scimwright/scimwright/generator/internal/pattern"
)

// SlowPatterns finds patterns of matches() over which an Action may never finish:
// JavaScript's engines try one way through a pattern after the other, and the
// number of ways grows exponentially with the text.
func (c *Checked) SlowPatterns() []Problem {
	t := &tree{source: []rune(c.Expression.Source), ast: c.AST}
	var problems []Problem
	walk(c.AST.Expr(), func(e ast.Expr) {
		if e.Kind() != ast.CallKind || e.AsCall().FunctionName() != "matches" {
			return
		}
		operands := Operands(e.AsCall())
		p, err := pattern.Translate(textOf(operands[len(operands)-1]))
		if err != nil {
			return // uncompilable has refused it
		}
		if fragment, slow := p.Backtracks(); slow {
			problems = append(problems, t.problem(operands[len(operands)-1],
				fmt.Sprintf("the part `%s` of this pattern matches the same text in many ways: one that does not match in the end can keep an Action until its time is over", fragment),
				"repeat once, [a-z]+ instead of ([a-z]+)+, or end what is repeated with something that is not in it: ([a-z]+,)+"))
		}
	})
	return problems
}

func textOf(e ast.Expr) string {
	text, _ := Text(e)
	return text
}
