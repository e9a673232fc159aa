package reference_test

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"

	"cel.dev/cel-go/cel"
	"google.golang.org/protobuf/types/known/structpb"
	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/runtime/reference"
)

// tables are the In/Out pairs of testdata/functions.yaml, by function.
type tables map[string][]pair

type pair struct {
	In  arguments
	Out argument
}

type arguments []argument

// UnmarshalYAML reads a list, of which the YAML library alone would drop nulls.
func (a *arguments) UnmarshalYAML(node *yaml.Node) error {
	*a = make(arguments, len(node.Content))
	for i, item := range node.Content {
		if err := (*a)[i].UnmarshalYAML(item); err != nil {
			return err
		}
	}
	return nil
}

// UnmarshalYAML reads a value, or a tag that stands for none.
func (a *argument) UnmarshalYAML(node *yaml.Node) error {
	switch node.Tag {
	case "!missing", "!failure":
		a.None = node.Tag[1:]
		return nil
	}
	return node.Decode(&a.Value)
}

func readTables(t *testing.T) tables {
	t.Helper()
	text, err := os.ReadFile("testdata/functions.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var result tables
	if err := yaml.Unmarshal(text, &result); err != nil {
		t.Fatal(err)
	}
	for _, f := range expr.IdentityFunctions() {
		if len(result[f.Name]) == 0 {
			t.Errorf("no pairs of %s", f.Name)
		}
	}
	return result
}

func TestFunctions(t *testing.T) {
	engines := javaScripts(t)
	engines["cel-go"] = natively
	for name, pairs := range readTables(t) {
		var calls []call
		for _, p := range pairs {
			calls = append(calls, call{name, p.In})
		}
		for engine, run := range engines {
			for i, got := range run(t, calls) {
				if want := pairs[i].Out; fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s: %s of %q: got %q, want %q", engine, name, pairs[i].In, got, want)
				}
			}
		}
	}
}

var environment = sync.OnceValues(func() (*cel.Env, error) {
	return cel.NewEnv(reference.Library(), cel.Variable("args", cel.ListType(cel.MapType(cel.StringType, cel.DynType))))
})

// programs are by what they evaluate: many calls differ in their arguments alone.
var programs sync.Map

func program(expression string) (cel.Program, error) {
	if p, ok := programs.Load(expression); ok {
		return p.(cel.Program), nil
	}
	env, err := environment()
	if err != nil {
		return nil, err
	}
	ast, issues := env.Compile(expression)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	p, err := env.Program(ast)
	if err == nil {
		programs.Store(expression, p)
	}
	return p, err
}

// natively makes the calls with cel-go.
func natively(t *testing.T, calls []call) []argument {
	t.Helper()
	var results []argument
	for _, c := range calls {
		result, err := evaluate(c)
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, result)
	}
	return results
}

func evaluate(c call) (argument, error) {
	var params []string
	values := make([]map[string]any, len(c.Args))
	for i, arg := range c.Args {
		values[i] = map[string]any{"value": arg.Value}
		param := fmt.Sprintf("args[%d].value", i)
		switch arg.None {
		case "missing":
			values[i] = map[string]any{}
		case "failure":
			param = "dyn(1 / 0)"
		}
		params = append(params, param)
	}
	p, err := program(c.Function + "(" + strings.Join(params, ", ") + ")")
	if err != nil {
		return argument{}, err
	}
	value, _, err := p.Eval(map[string]any{"args": values})
	if reference.Missing(err) {
		return argument{None: "missing"}, nil
	} else if err != nil {
		return argument{None: "failure"}, nil
	}
	converted, err := value.ConvertToNative(reflect.TypeFor[*structpb.Value]())
	if err != nil {
		return argument{}, err
	}
	return argument{Value: converted.(*structpb.Value).AsInterface()}, nil
}

func TestLibraryTypes(t *testing.T) {
	env, err := environment()
	if err != nil {
		t.Fatal(err)
	}
	for expression, want := range map[string]string{
		`coalesce("a", "b")`:                  "string",
		`coalesce(["a"], [], ["b"])`:          "list(string)",
		`coalesce("a", 1)`:                    "no matching overload",
		`coalesce("a")`:                       "no matching overload",
		`coalesce(1, 2, 3, 4, 5, 6, 7, 8, 9)`: "no matching overload",
		`titleCase(1)`:                        "no matching overload",
	} {
		ast, issues := env.Compile(expression)
		got := ""
		if issues.Err() != nil {
			got = issues.Err().Error()
		} else {
			got = ast.OutputType().String()
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %s", expression, got, want)
		}
	}
}

func TestMissing(t *testing.T) {
	for text, want := range map[string]bool{
		"no such key: phone":                             true,
		"index out of bounds: 5":                         true,
		"index out of range: 5":                          true,
		"index '5' out of range in list size '1'":        true,
		"no such overload":                               false,
		`cannot convert "no such key" to int`:            false,
		"timezone offset hours out of range [-23, 23]: ": false,
	} {
		if got := reference.Missing(errors.New(text)); got != want {
			t.Errorf("Missing(%q): got %v, want %v", text, got, want)
		}
	}
	if reference.Missing(nil) {
		t.Error("no error is a missing one")
	}
}

// What cel-go says of a missing key or index is not part of its interface, so
// its errors are asked for.
func TestMissingOfCEL(t *testing.T) {
	for expression, want := range map[string]bool{
		`args[0]`:                  true,
		`[[1], [2]][0][3]`:         true,
		`{"a": 1}["b"]`:            true,
		`dyn({"a": {"b": 1}}).a.c`: true,
		`[1].map(i, [i][i])[0]`:    true,
		`int("no such key")`:       false,
		`1 / 0`:                    false,
		`dyn(1).a`:                 true,
		`timestamp("no such key")`: false,
	} {
		p, err := program(expression)
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = p.Eval(map[string]any{"args": []any{}})
		if err == nil {
			t.Errorf("%s gives a value", expression)
		} else if got := reference.Missing(err); got != want {
			t.Errorf("%s fails with %q: missing is %v, want %v", expression, err, got, want)
		}
	}
}
