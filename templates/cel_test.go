package templates_test

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/ext"
	"github.com/dop251/goja"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/scimwright/scimwright/runtime/reference"
)

// TestCEL holds the functions that compiled expressions call to cel-go: each
// line of testdata/cel.txt is an expression and, behind =>, the calls that stand
// for it. Both must come to the same value, or both fail, or both miss a key or
// an index.
func TestCEL(t *testing.T) {
	env, err := cel.NewEnv(ext.Strings(ext.StringsVersion(4)), ext.Lists(ext.ListsVersion(2)),
		ext.Bindings(), cel.OptionalTypes(cel.OptionalTypesVersion(2)))
	if err != nil {
		t.Fatal(err)
	}
	library := celLibrary(t)
	for _, line := range readCases(t, "testdata/cel.txt") {
		expression, code, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("no => in %q", line)
		}
		want, got := celOutcome(t, env, expression), jsOutcome(t, library, code)
		if !reflect.DeepEqual(want, got) {
			t.Errorf("%s: cel-go comes to %v, the JavaScript to %v", line, want, got)
		}
	}
}

// readCases are the lines of a file that are neither empty nor comments.
func readCases(t *testing.T, name string) []string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var cases []string
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		if line := scanner.Text(); line != "" && !strings.HasPrefix(line, "#") {
			cases = append(cases, line)
		}
	}
	if scanner.Err() != nil || len(cases) == 0 {
		t.Fatalf("%s: no cases found (%v)", name, scanner.Err())
	}
	return cases
}

// celOutcome is the value as JSON decodes it, "(missing)" or "(failure)".
func celOutcome(t *testing.T, env *cel.Env, expression string) any {
	t.Helper()
	checked, issues := env.Compile(expression)
	if issues.Err() != nil {
		t.Fatal(issues.Err())
	}
	program, err := env.Program(checked)
	if err != nil {
		t.Fatal(err)
	}
	value, _, err := program.Eval(cel.NoVars())
	if err != nil {
		if reference.Missing(err) {
			return "(missing)"
		}
		return "(failure)"
	}
	if number, ok := value.(types.Double); ok {
		// JSON has no NaN and no infinity.
		return string(number.ConvertToType(types.StringType).(types.String))
	}
	native, err := value.ConvertToNative(reflect.TypeFor[*structpb.Value]())
	if err != nil {
		t.Fatal(err)
	}
	return native.(*structpb.Value).AsInterface()
}

// jsOutcome is the same of JavaScript. A double at the top is text on both
// sides, which #double in front of the code tells.
func jsOutcome(t *testing.T, library *goja.Program, code string) any {
	t.Helper()
	vm := goja.New()
	if _, err := vm.RunProgram(library); err != nil {
		t.Fatal(err)
	}
	if double, ok := strings.CutPrefix(code, "#double "); ok {
		code = "textOfDouble(" + double + ")"
	}
	value, err := vm.RunString(`(() => {
		try {
			const value = ` + code + `;
			return value === undefined ? '"(missing)"' : JSON.stringify(value);
		} catch (error) {
			if (!(error instanceof EvaluationError)) throw error;
			return error.missing ? '"(missing)"' : '"(failure)"';
		}
	})()`)
	if err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	var decoded any
	if err := json.Unmarshal([]byte(value.String()), &decoded); err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	return decoded
}

// celLibrary puts the modules of action/cel together, which their form allows.
func celLibrary(t *testing.T) *goja.Program {
	t.Helper()
	code := read(t, "action/mapping-error.js")
	for _, name := range modules(t) {
		if strings.HasPrefix(name, "action/cel/") {
			code += read(t, name)
		}
	}
	code = valueImport.ReplaceAllString(code, "")
	code = regexp.MustCompile(`(?m)^export `).ReplaceAllString(code, "")
	program, err := goja.Compile("cel.js", code, true)
	if err != nil {
		t.Fatal(err)
	}
	return program
}
