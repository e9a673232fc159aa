package generator_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/internal/emit"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// TestOK walks testdata/ok: each folder is a behaviour, with a mapping, the
// module that it is compiled to (golden), and tests.yaml, which says what the
// Action around that module makes of users. One folder has the whole Action for
// a golden, action.js: what all have in common is in the repository once.
func TestOK(t *testing.T) {
	folders, err := filepath.Glob("../testdata/ok/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no cases found: %v", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			code := compileFolder(t, folder)
			for _, c := range readCases(t, filepath.Join(folder, "tests.yaml")) {
				t.Run(c.Name, func(t *testing.T) { c.run(t, code) })
			}
		})
	}
}

// compileFolder compiles a folder's mapping, compares what it comes to with the
// folder's goldens, and returns the Action.
func compileFolder(t *testing.T, folder string) string {
	t.Helper()
	path := filepath.Join(folder, "mapping.yaml")
	m, found := generator.Parse(path, read(t, path))
	checked, more := generator.Check(m)
	if found = append(found, more...); found.HasErrors() {
		t.Fatalf("the mapping has errors: %v", found)
	}
	made, err := generator.Generate(checked, generator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{"module.js": emit.Emit(checked.Mapping, checked.Expressions).Code}
	whole := filepath.Join(folder, "action.js")
	if _, err := os.Stat(whole); err == nil {
		got["action.js"] = made.Code
	}
	for name, text := range got {
		compareGolden(t, filepath.Join(folder, name), text)
	}
	for _, s := range m.Schemas {
		got[s.Value] = s.Value // read by the check
	}
	if m.Functions != nil {
		got[m.Functions.File.Value] = m.Functions.File.Value
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if name := entry.Name(); got[name] == "" && name != "mapping.yaml" && name != "tests.yaml" {
			t.Errorf("%s belongs to no test", filepath.Join(folder, name))
		}
	}
	return made.Code
}

func compareGolden(t *testing.T, path, got string) {
	t.Helper()
	if updateGolden {
		update(t, path, got)
		return
	}
	if diff := cmp.Diff(read(t, path), got); diff != "" {
		t.Errorf("%s differs (-want +got); UPDATE_GOLDEN=1 rewrites it\n%s", path, diff)
	}
}

// userCase is one entry of tests.yaml: a user, and what becomes of it.
type userCase struct {
	Name       string
	User       map[string]any
	Connection map[string]any
	Expect     struct {
		SCIM  map[string]any // the whole document that is sent
		Error string         // what the failure's message begins with
	}
}

func readCases(t *testing.T, file string) []userCase {
	t.Helper()
	var tests struct{ Tests []userCase }
	decoder := yaml.NewDecoder(strings.NewReader(read(t, file)))
	decoder.KnownFields(true)
	if err := decoder.Decode(&tests); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if len(tests.Tests) == 0 {
		t.Fatalf("%s: no cases found", file)
	}
	return tests.Tests
}

func (c userCase) run(t *testing.T, code string) {
	data := map[string]any{"object": c.User}
	if c.Connection != nil {
		data["context"] = map[string]any{"connection": c.Connection}
	}
	event, err := json.Marshal(map[string]any{"type": "user.created", "id": "evt_1", "data": data})
	if err != nil {
		t.Fatal(err)
	}
	sent, failure := deliver(t, code, event)
	switch {
	case c.Expect.Error != "":
		if failure == nil || !strings.HasPrefix(failure.Message, c.Expect.Error) {
			t.Fatalf("failure is %v, want one that begins with %q", failure, c.Expect.Error)
		}
	case failure != nil:
		t.Fatal(failure)
	default:
		if diff := cmp.Diff(canonical(t, c.Expect.SCIM), canonical(t, sent)); diff != "" {
			t.Errorf("SCIM user differs (-want +got):\n%s", diff)
		}
	}
}

// deliver runs a created event, and returns the body that was posted.
func deliver(t *testing.T, code string, event []byte) (map[string]any, *action.Failure) {
	t.Helper()
	program, err := harness.Compile("action.js", []byte(code))
	if err != nil {
		t.Fatal(err)
	}
	var sent map[string]any
	server := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(body, &sent); err != nil {
			t.Errorf("%s %s has a body that is no JSON: %v", r.Method, r.URL, err)
		}
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"id": "1"}`)
	})
	transcript, err := harness.New(program, harness.Options{}).Deliver(context.Background(), action.Event{
		Message: event,
		Secrets: map[string]string{"SCIM_BASE_URL": "https://scim.example.com/v2", "SCIM_BEARER_TOKEN": "test-token"},
	}, action.Handler(server))
	if err != nil {
		t.Fatal(err)
	}
	return sent, transcript.Failure
}

// canonical is a value as JSON has it: one kind of number, one kind of map.
func canonical(t *testing.T, value any) any {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var result any
	if err := json.Unmarshal(text, &result); err != nil {
		t.Fatal(err)
	}
	return result
}

// The default Action stays small enough to be read, and to leave room.
func TestTheDefaultActionIsSmall(t *testing.T) {
	const readable, minified = 37_500, 14_000
	action, found, err := generator.Compile("mapping.yaml", read(t, "../testdata/ok/default_mapping/mapping.yaml"), generator.Options{Minify: true})
	if err != nil || action == nil {
		t.Fatal(found, err)
	}
	if len(action.Code) > readable || len(action.Minified) > minified {
		t.Errorf("it has %d bytes, %d minified; at most %d and %d are wanted", len(action.Code), len(action.Minified), readable, minified)
	}
}
