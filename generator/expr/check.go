package expr

import (
	"unicode/utf8"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/mapping"
)

// Checked is an expression that is well typed and of which every part can be
// turned into JavaScript. It is immutable and safe for concurrent use.
type Checked struct {
	Expression *mapping.Expression
	AST        *ast.AST    // with types and overloads
	Type       *types.Type // of the value, as far as it is certain; DynType where only the event can tell

	inference *inference
}

// TypeOf is the type of a node of the expression, as far as it is certain;
// DynType where only the event can tell. The types of the AST itself are those
// that the expression would like values of unknown type to have.
func (c *Checked) TypeOf(n ast.Expr) *types.Type { return c.inference.facts[n.ID()].typ }

// Table holds the checked expressions of a mapping.
type Table map[*mapping.Expression]*Checked

// Problem is one thing that is wrong with an expression, at the code points
// [Start, End) of its source.
type Problem struct {
	Start, End int
	Summary    string
	Help       string
}

// Check parses and type-checks an expression that uses nothing of a mapping's
// own. Either the problems are empty, or the expression is nil.
func Check(e *mapping.Expression) (*Checked, []Problem) { return standard().Check(e) }

// Check parses and type-checks an expression. Either the problems are empty, or
// the expression is nil.
func (env *Environment) Check(e *mapping.Expression) (*Checked, []Problem) {
	if n := utf8.RuneCountInString(e.Source); n > maxCodePoints {
		return nil, []Problem{tooLong(n)}
	}
	parsed, issues := env.cel.Parse(e.Source)
	if issues.Err() != nil {
		return nil, syntaxProblems(e.Source, issues.Errors())
	}
	tree := newTree(e.Source, parsed.NativeRep(), env)
	// What an Action does not have is told before the types are looked at: there
	// it would be a riddle of undeclared names.
	if problems := tree.unavailable(); len(problems) > 0 {
		return nil, problems
	}
	checked, issues := env.cel.Check(parsed)
	if issues.Err() != nil {
		return nil, tree.typeProblems(issues.Errors())
	}
	native := checked.NativeRep()
	inferred := env.infer(native)
	if problems := tree.uncompilable(native, inferred); len(problems) > 0 {
		return nil, problems
	}
	return &Checked{Expression: e, AST: native, Type: inferred.typeOf(native.Expr()), inference: inferred}, nil
}

// Walk calls visit for every node of an expression, parents first. Of a macro
// it visits what was written, not what CEL expands it to.
func Walk(e ast.Expr, visit func(ast.Expr)) { walk(e, visit) }
