package reference_test

import (
	"os"
	"reflect"
	"testing"

	"cel.dev/cel-go/cel"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/reference"
)

// TestFunctionsOfTheMapping evaluates calls of a mapping's own functions with
// cel-go, which come to the same JavaScript as in the Action.
func TestFunctionsOfTheMapping(t *testing.T) {
	const folder = "../../testdata/functions/every_type/"
	text, err := os.ReadFile(folder + "mapping.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, found := generator.Parse(folder+"mapping.yaml", string(text))
	checked, more := generator.Check(m)
	if found = append(found, more...); found.HasErrors() {
		t.Fatal(found)
	}
	library, err := harness.LoadFunctions("functions.js", checked.Library(), harness.Options{})
	if err != nil {
		t.Fatal(err)
	}
	declared := expr.DeclarationsOf(m)
	names, err := expr.NewEnvironment(declared)
	if err != nil {
		t.Fatal(err)
	}
	env, err := cel.NewCustomEnv(cel.StdLib(), reference.Library(), reference.Functions(t.Context(), declared.Functions, library))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]any{
		`initials("Ada Byron") + "!"`:                 "AB!",
		`initials("")`:                                missing,
		`isStaff(["staff", "other"])`:                 true,
		`level("7") + 1`:                              8.0,
		`level("high")`:                               failure,
		`level("9007199254740991")`:                   9007199254740991.0,
		`level("9007199254740992")`:                   failure,
		`share(1.0, 4) + 0.5`:                         0.75,
		`sortedTags(["b", "a"])`:                      []any{"a", "b"},
		`office("London").locale`:                     "en-GB",
		`office("Atlantis").locale`:                   failure,
		`largest({"a": 1, "b": 2})`:                   map[string]any{"name": "b"},
		`largest({}) == null`:                         missing,
		`coalesce(initials(""), initials("C D"))`:     "CD",
		`initials("") == "" || isStaff(["staff"])`:    true,
		`[1.0].map(x, share(x, 2))`:                   []any{0.5},
		`sortedTags(["b", "a"]).map(t, t + t).size()`: 2.0,
	} {
		expression, problems := names.Check(&mapping.Expression{Source: text})
		if len(problems) > 0 {
			t.Errorf("%s: %v", text, problems)
			continue
		}
		program, err := env.PlanProgram(expression.AST, reference.ActionValues())
		if err != nil {
			t.Fatal(err)
		}
		value, _, err := program.Eval(map[string]any{})
		var got any = missing
		switch {
		case err != nil && !reference.Missing(err):
			got = failure
		case err == nil:
			converted, err := value.ConvertToNative(reflect.TypeFor[*structpb.Value]())
			if err != nil {
				t.Fatal(err)
			}
			got = converted.(*structpb.Value).AsInterface()
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %v, %v; want %v", text, got, err, want)
		}
	}
}

// outcome is that of an expression without a value.
type outcome string

const (
	missing outcome = "missing"
	failure outcome = "failure"
)
