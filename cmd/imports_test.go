// Package cmd_test holds what is true of the repository as a whole.
package cmd_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/scimwright/scimwright"

// allowed are the packages of ours that each package may import. Tests may
// import what they like. A package without a row is one that nobody has thought
// about.
var allowed = map[string][]string{
	"generator/source": {},
	"generator/scim":   {},
	"templates":        {},
	"runtime/action":   {},

	"generator/diag":    {"generator/source"},
	"generator/mapping": {"generator/source", "generator/scim"},
	"generator/expr":    {"generator/mapping", "generator/source", "generator/internal/pattern"},

	"generator/internal/schema":  {"generator/scim", "generator/internal/parse"},
	"generator/internal/pattern": {},

	"generator/internal/parse":   {"generator/source", "generator/diag", "generator/mapping"},
	"generator/internal/resolve": {"generator/source", "generator/diag", "generator/mapping", "generator/scim", "generator/internal/bundle"},
	"generator/internal/check":   {"generator/source", "generator/diag", "generator/mapping", "generator/scim", "generator/expr", "generator/internal/resolve"},
	"generator/internal/emit":    {"generator/mapping", "generator/scim", "generator/expr", "generator/internal/pattern"},
	"generator/internal/bundle":  {"templates"},
	"generator":                  {"generator/...", "templates"},

	"runtime/harness":  {"runtime/action"},
	"runtime/mockscim": {"generator/source", "generator/scim", "runtime/action"},
	"runtime/simulate": {"runtime/action", "runtime/mockscim"},
	"runtime/parity":   {"runtime/action"},
	"runtime/node":     {"runtime/action"},
	"runtime/scenario": {"generator", "generator/diag", "generator/source", "runtime/action", "runtime/engines", "runtime/explain",
		"runtime/mockscim", "runtime/parity", "runtime/reference"},
	"runtime/population": {"runtime/reference"},
	"runtime/change":     {"generator", "generator/mapping", "runtime/engines", "runtime/population", "runtime/reference"},
	"runtime/explain":    {"generator", "generator/expr", "generator/mapping", "generator/source", "runtime/engines", "runtime/reference"},
	"runtime/coverage":   {"generator", "generator/expr", "generator/mapping", "generator/source", "runtime/action", "runtime/reference"},
	"runtime/report":     {"generator/diag", "runtime/scenario"},
	"runtime/fuzz": {"generator", "generator/expr", "generator/mapping", "runtime/action", "runtime/engines",
		"runtime/mockscim", "runtime/node", "runtime/parity", "runtime/scenario"},
	"runtime/engines":   {"generator", "runtime/action", "runtime/harness", "runtime/node", "runtime/reference"},
	"runtime/reference": {"generator/mapping", "generator/scim", "generator/expr", "runtime/action"},

	"cmd/internal/cli": {"generator", "generator/...", "templates", "runtime/..."},
	"cmd/scimwright":   {"cmd/internal/cli"},
}

// doors are the packages that alone may import a heavy dependency, so that it
// can be replaced by changing them.
var doors = map[string][]string{
	"gopkg.in/yaml.v3":           {"generator/internal/parse", "runtime/scenario"},
	"github.com/evanw/esbuild":   {"generator/internal/bundle"},
	"github.com/dop251/goja":     {"runtime/harness"},
	"github.com/dlclark/regexp2": {"cmd/internal/cli"}, // of goja; how long its patterns may run
	"github.com/go-sourcemap":    {"runtime/harness"},
	"github.com/spf13":           {"cmd/internal/cli"},
	"github.com/rogpeppe":        {"cmd/internal/cli", "runtime/scenario"},
	"github.com/fsnotify":        {"cmd/internal/cli"},
	"cel.dev/cel-go":             {"generator/expr", "generator/internal/emit", "runtime/reference", "runtime/fuzz"},
	"github.com/google/cel-go":   {}, // the former home of cel.dev/cel-go
	"github.com/google/go-cmp":   {}, // of tests
	"pgregory.net/rapid":         {}, // of tests
	"golang.org/x/net":           {"runtime/harness"},
	"google.golang.org/protobuf": {"runtime/reference"}, // the JSON of CEL's values
	"golang.org/x/text":          {"runtime/reference"},
	"github.com/nlnwa":           {"runtime/reference"}, // URLs as browsers read them

	"github.com/santhosh-tekuri": {}, // JSON Schema, of tests
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	list := exec.Command("go", "list", "-json=ImportPath,Imports", module+"/...")
	var stderr bytes.Buffer
	list.Stderr = &stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	var packages []goPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		if len(p.Imports) > 0 { // one without is made of tests alone
			packages = append(packages, p)
		}
	}
	if len(packages) == 0 {
		t.Fatal("go list names no package")
	}
	return packages
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range listPackages(t) {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		seen[name] = true
		may, ok := allowed[name]
		if !ok {
			t.Errorf("%s has no row in the table of allowed imports", name)
			continue
		}
		for _, imported := range p.Imports {
			if problem := judge(name, may, imported); problem != "" {
				t.Error(problem)
			}
		}
	}
	for name := range allowed {
		if !seen[name] {
			t.Errorf("the table of allowed imports has a row for %s, which does not exist", name)
		}
	}
}

// judge says what is wrong with an import, or nothing.
func judge(name string, may []string, imported string) string {
	if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
		if !slices.ContainsFunc(may, func(pattern string) bool { return matches(pattern, ours) }) {
			return fmt.Sprintf("%s must not import %s", name, ours)
		}
		return ""
	}
	if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
		return "" // of the standard library
	}
	for dependency, users := range doors {
		if imported == dependency || strings.HasPrefix(imported, dependency+"/") {
			if !slices.Contains(users, name) {
				return fmt.Sprintf("%s must not import %s: %s may", name, imported, strings.Join(users, ", "))
			}
			return ""
		}
	}
	return fmt.Sprintf("%s imports %s, which has no row in the table of doors", name, imported)
}

// matches tells whether a path is what a pattern names: itself, or with a final
// "/..." all below it.
func matches(pattern, path string) bool {
	if folder, ok := strings.CutSuffix(pattern, "/..."); ok {
		return strings.HasPrefix(path, folder+"/")
	}
	return pattern == path
}

// The test above passes over what it does not see, so it is shown to see.
func TestJudge(t *testing.T) {
	for _, tc := range []struct {
		name, imported string
		ok             bool
	}{
		{"generator/diag", module + "/generator/source", true},
		{"generator/diag", module + "/generator/mapping", false},
		{"generator", module + "/generator/internal/emit", true},
		{"generator", module + "/runtime/action", false},
		{"runtime/harness", "github.com/dop251/goja/parser", true},
		{"cmd/internal/cli", "github.com/dop251/goja", false},
		{"generator/diag", "encoding/json", true},
		{"generator/diag", "example.com/unknown", false},
	} {
		if problem := judge(tc.name, allowed[tc.name], tc.imported); (problem == "") != tc.ok {
			t.Errorf("%s imports %s: got %q, want it to be fine: %v", tc.name, tc.imported, problem, tc.ok)
		}
	}
}
