package emit

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// Named is an expression that is to be a function of its own.
type Named struct {
	Name    string
	Params  []string // the variables that it reads
	Checked *expr.Checked
}

// Functions compiles expressions outside of any mapping, each to an exported
// function of one module: for whoever evaluates single expressions. A function
// returns the value of its expression, undefined for an optional that is none,
// and throws an EvaluationError where the expression fails.
func Functions(list []Named) string {
	c := newCompiler(&mapping.Mapping{})
	var out strings.Builder
	for _, f := range list {
		e := &expression{compiler: c, checked: f.Checked}
		params := make([]string, len(f.Params))
		for i, name := range f.Params {
			params[i] = e.parameter(strings.ReplaceAll(name, ".", "_")) // a.b may be one name in CEL
			e.scope = append(e.scope, variable{name, primary(params[i])})
		}
		value := e.node(f.Checked.AST.Expr())
		if !expr.IsOptional(f.Checked.Type) {
			value = e.found(value)
		}
		fmt.Fprintf(&out, "\n/** %s */\nexport function %s(%s) {\n", comment(f.Checked.Expression.Source), f.Name, strings.Join(params, ", "))
		writeStatement(&out, "  return "+value.at(precConditional)+";")
		out.WriteString("}\n")
	}
	return "// Expressions.\n\n" + c.imports.text() + out.String()
}
