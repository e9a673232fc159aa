package e2e_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/templates"
)

// root is the folder of the module, seen from this package.
const root = "../../.."

// defaultAction makes the Action of the mapping that everybody begins with.
func defaultAction(t testing.TB) *generator.Action {
	t.Helper()
	return compile(t, "scimwright.yaml", templates.DefaultMapping)
}

// compile makes the Action of a mapping, in both of its forms.
func compile(t testing.TB, name, text string) *generator.Action {
	t.Helper()
	made, found, err := generator.Compile(name, text, generator.Options{Minify: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range found {
		t.Logf("%s: %s", name, d.Summary)
	}
	if made == nil {
		t.Fatalf("%s: no Action is made of the mapping", name)
	}
	return made
}

// compileFile makes the Action of a mapping in a file.
func compileFile(t *testing.T, path string) *generator.Action {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return compile(t, path, string(text))
}

// underGoja returns an engine that runs the code of an Action.
func underGoja(t *testing.T, name, code string, options harness.Options) *harness.Engine {
	t.Helper()
	program, err := harness.Compile(name, []byte(code))
	if err != nil {
		t.Fatal(err)
	}
	return harness.New(program, options)
}

// writeFile puts text into a new folder, under the given name, and returns its
// path.
func writeFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
