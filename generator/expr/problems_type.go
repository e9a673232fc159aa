package expr

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
)

// typeProblems words what the type-checker found.
func (t *tree) typeProblems(errors []*cel.Error) []Problem {
	var problems []Problem
	for _, e := range errors {
		// So the checker calls the type of what it has found fault with already.
		if strings.Contains(e.Message, "!error!") && len(errors) > 1 {
			continue
		}
		node := t.find(e.ExprID)
		if node == nil {
			if known, p := t.ofOptionalMacro(e); known {
				problems = append(problems, p...)
				continue
			}
			start := offset(string(t.source), e.Location.Line(), e.Location.Column())
			problems = append(problems, Problem{Start: start, End: start + 1, Summary: e.Message})
			continue
		}
		problems = append(problems, t.typeProblem(node, e.Message))
	}
	return problems
}

func (t *tree) typeProblem(node ast.Expr, message string) Problem {
	switch {
	case node.Kind() == ast.SelectKind && strings.HasPrefix(message, "undefined field"):
		return t.undefinedField(node, node.AsSelect().Operand(), node.AsSelect().FieldName())
	case node.Kind() == ast.IdentKind && strings.HasPrefix(message, "undeclared reference"):
		return t.named(node, fmt.Sprintf("there is no variable `%s`", node.AsIdent()), node.AsIdent(), t.variableNames())
	}
	if call := node; call.Kind() == ast.CallKind {
		name := call.AsCall().FunctionName()
		args := call.AsCall().Args()
		if spelling(name) == ".?" && strings.HasPrefix(message, "undefined field") {
			field, _ := args[1].AsLiteral().Value().(string)
			return t.undefinedField(args[1], args[0], field)
		}
		if applied, ok := strings.CutPrefix(message, "found no matching overload for '"+name+"' applied to "); ok {
			applied = strings.Trim(applied, "'")
			return t.problem(node, fmt.Sprintf("`%s` cannot be applied to %s", spelling(name), applied),
				t.overloadHelp(node, applied))
		}
	}
	if strings.HasSuffix(message, "cannot be range of a comprehension (must be list, map, or dynamic)") {
		_, rest, _ := strings.Cut(message, "'")
		typ, _, _ := strings.Cut(rest, "'")
		message = fmt.Sprintf("a macro goes through a list or a map, and this is %s", typ)
	}
	return t.problem(node, message, typeHelp(message))
}

func (t *tree) undefinedField(at, operand ast.Expr, name string) Problem {
	var candidates []string
	what := "object"
	if object := t.typeOf(operand); object != nil {
		candidates = names(t.env.objects[object.TypeName()])
		what = objectNames[object.TypeName()]
	}
	summary := fmt.Sprintf("%s has no field `%s`", what, name)
	if what == objectNames[TablesType] {
		summary = fmt.Sprintf("the mapping has no table `%s`", name)
	}
	p := t.named(at, summary, name, candidates)
	if at.Kind() == ast.LiteralKind {
		return p
	}
	if p.Help == "" && len(candidates) > 0 {
		p.Help = "its fields are " + list(candidates)
	}
	return p
}

var objectNames = map[string]string{
	UserType:       "the Auth0 profile",
	IdentityType:   "an identity of the Auth0 profile",
	ConnectionType: "the connection",
	TablesType:     "the mapping's list of tables",
}

// variableNames are the names that a mistyped variable may have meant.
func (t *tree) variableNames() []string {
	result := names(t.env.variables)
	for name := range t.ranges {
		result = append(result, name)
	}
	return result
}
