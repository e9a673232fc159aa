package conformance_test

import (
	"testing"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/ext"
)

// differing holds the tests of which cel-go makes something else than the
// specification to just that: a mapping means what cel-go makes of it.
func differing(t *testing.T, why reasons, compiled []verdict) {
	env, err := cel.NewCustomEnv(cel.StdLib(), ext.Strings(ext.StringsVersion(4)), cel.OptionalTypes(cel.OptionalTypesVersion(2)))
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, v := range compiled {
		if !v.differs {
			continue
		}
		seen++
		if !v.wantsError() {
			t.Errorf("%s: only a test that wants an error may differ", v)
		}
		program, err := env.PlanProgram(v.checked.AST)
		if err != nil {
			t.Fatalf("%s: %v", v, err)
		}
		if value, _, err := program.Eval(cel.NoVars()); err != nil {
			t.Errorf("%s: cel-go fails too, and comes to no %v: %v", v, value, err)
		}
	}
	listed := 0
	for _, d := range why.Differs {
		listed += len(d.Tests)
	}
	if listed != seen {
		t.Errorf("testdata/reasons.yaml says of %d tests that they differ, %d of which run", listed, seen)
	}
}
