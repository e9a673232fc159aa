package conformance_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/generator/internal/emit"
	"github.com/scimwright/scimwright/templates"
)

// batch is one script that runs all tests that compile: an engine evaluates it to
// JSON that tells of each test what is wrong, or "".
func batch(t *testing.T, tests []verdict) string {
	t.Helper()
	var functions []emit.Named
	var cases strings.Builder
	for i, test := range tests {
		name := fmt.Sprintf("test%d", i)
		functions = append(functions, emit.Named{Name: name, Params: test.params, Checked: test.checked})
		want := "undefined"
		if test.want != "" {
			want = "() => (" + test.want + ")"
		}
		fmt.Fprintf(&cases, "  run(() => %s(%s), %s),\n", name, strings.Join(test.args, ", "), want)
	}
	judge, err := os.ReadFile("testdata/judge.js")
	if err != nil {
		t.Fatal(err)
	}
	return library(t) + plain(emit.Functions(functions)) + string(judge) + "JSON.stringify([\n" + cases.String() + "])\n"
}

// library is the modules of the Action that emitted code calls. The form of the
// modules allows to put them together.
func library(t *testing.T) string {
	t.Helper()
	files, err := fs.Glob(templates.Action, "action/cel/*.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("the Action has no modules for CEL: %v", err)
	}
	var code strings.Builder
	for _, name := range append(files, "action/mapping-error.js") {
		module, err := fs.ReadFile(templates.Action, name)
		if err != nil {
			t.Fatal(err)
		}
		code.WriteString(plain(string(module)))
	}
	return code.String()
}

var moduleSyntax = regexp.MustCompile(`(?m)^import \{[^}]*\} from .*;\n|^export `)

func plain(module string) string { return moduleSyntax.ReplaceAllString(module, "") }

// inGoja runs the batch in the engine of the harness.
func inGoja(t *testing.T, script string) []string {
	t.Helper()
	value, err := goja.New().RunScript("conformance.js", script)
	if err != nil {
		t.Fatal(err)
	}
	return findings(t, []byte(value.String()))
}

// inNode runs it in the Node on the PATH.
func inNode(t *testing.T, script string) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "conformance.js")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	const load = `process.stdout.write(require("vm").runInThisContext(require("fs").readFileSync(process.argv[1], "utf8")))`
	node := exec.Command("node", "-e", load, file)
	var stderr bytes.Buffer
	node.Stderr = &stderr
	out, err := node.Output()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, &stderr)
	}
	return findings(t, out)
}

func findings(t *testing.T, text []byte) []string {
	t.Helper()
	var all []string
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	return all
}
