package expr_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/ext"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// TestEachFunctionOfCELIsKnown holds the lists of this package to all that cel-go
// has: a function that is neither available nor refused by its name would be told
// of as if nobody had ever heard of it.
func TestEachFunctionOfCELIsKnown(t *testing.T) {
	env, err := cel.NewEnv(cel.OptionalTypes(), ext.Strings(), ext.Lists(), ext.Math(), ext.Sets(), ext.Encoders(),
		ext.Protos(), ext.Regex(), ext.Network(), ext.TwoVarComprehensions(), ext.Bindings())
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Collect(maps.Keys(env.Functions()))
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if strings.ContainsAny(name, "_@!-") || name == "in" { // an operator, or what a macro expands to
			continue
		}
		if !isKnown(name) {
			t.Errorf("%s is neither available nor refused by its name", name)
		}
	}
	for _, m := range env.Macros() {
		name := m.Function()
		if !slices.ContainsFunc([]string{"", "cel.", "math.", "proto."}, func(namespace string) bool { return isKnown(namespace + name) }) {
			t.Errorf("the macro %s is neither available nor refused by its name", name)
		}
	}
}

// isKnown tells whether a call of a function says more than that there is none.
func isKnown(name string) bool {
	_, problems := expr.Check(&mapping.Expression{Source: name + "()"})
	return !slices.ContainsFunc(problems, func(p expr.Problem) bool { return strings.HasPrefix(p.Summary, "there is no ") })
}
