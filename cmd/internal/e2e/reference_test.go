package e2e_test

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/reference"
)

// natively returns engines that run a mapping without its Action. Their pauses before
// retries are even.
func natively(t testing.TB, name, text string) func(*action.Clock) action.Engine {
	t.Helper()
	r := referenceOf(t, name, text)
	return func(clock *action.Clock) action.Engine {
		return reference.NewEngine(r, reference.EngineOptions{Clock: clock, Random: func() float64 { return 0.5 }})
	}
}

// nativelyOnRealClock returns an engine that runs the default mapping without its
// Action, over real HTTP.
func nativelyOnRealClock(t *testing.T, _ string) engine {
	t.Helper()
	path := filepath.Join(root, "testdata", "ok", "default_mapping", "mapping.yaml")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	runs := reference.NewEngine(referenceOf(t, path, string(text)), reference.EngineOptions{Clock: action.RealClock()})
	return func(secrets map[string]string) deliver { return underEngine(runs, secrets, http.DefaultTransport) }
}

// referenceOf is the reference of a mapping that has no errors.
func referenceOf(t testing.TB, name, text string) *reference.Reference {
	t.Helper()
	m, found := generator.Parse(name, text)
	checked, more := generator.Check(m)
	if found = append(found, more...); found.HasErrors() {
		t.Fatalf("the mapping has errors: %v", found)
	}
	r, err := engines.ReferenceOf(checked)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
