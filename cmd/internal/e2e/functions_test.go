package e2e_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// functionFolder holds the examples of mappings with functions of their own.
var functionFolder = filepath.Join(root, "testdata", "functions")

// codeLimit is how large the code of an Action may be, in bytes.
const codeLimit = 100_000

// TestFunctions delivers the users of each tests.yaml of testdata/functions to
// both forms of the Action, under goja and in Node, with our SCIM server.
func TestFunctions(t *testing.T) {
	process := startDeliveries(t)
	for name, made := range functionExamples(t) {
		t.Run(name, func(t *testing.T) {
			t.Logf("%d bytes, %d minified", len(made.Code), len(made.Minified))
			if len(made.Code) > codeLimit {
				t.Errorf("the readable Action has %d bytes, more than Auth0 takes", len(made.Code))
			}
			if strings.Contains(made.Code+made.Minified, os.TempDir()) || strings.Contains(made.Code, "../") {
				t.Error("a path of this machine is in the Action")
			}
			engines := map[string]engine{
				"goja": onRealClock(t, made.Code), "goja, minified": onRealClock(t, made.Minified),
				"node": process.of(t, made.Code), "node, minified": process.of(t, made.Minified),
			}
			for _, c := range readCases[expectedCase](t, filepath.Join(functionFolder, name, "tests.yaml")) {
				t.Run(c.Name, func(t *testing.T) {
					for where, engine := range engines {
						t.Run(where, func(t *testing.T) { c.run(t, engine) })
					}
				})
			}
		})
	}
}

// functionExamples are the Actions of testdata/functions, by their folders.
func functionExamples(t *testing.T) map[string]*generator.Action {
	t.Helper()
	made := map[string]*generator.Action{}
	for _, path := range files(t, functionFolder, filepath.Join("*", "mapping.yaml")) {
		folder := filepath.Dir(path)
		made[filepath.Base(folder)] = compileFile(t, filepath.Join(install(t, folder), "mapping.yaml"))
	}
	return made
}

// install copies an example to a new folder, in which the npm packages are
// installed that it may import.
func install(t *testing.T, example string) string {
	t.Helper()
	packages := modules(t)
	if _, err := os.Stat(filepath.Join(packages, "libphonenumber-js")); err != nil {
		lacking(t, `libphonenumber-js: "npm ci" in .ci/node installs it`)
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(packages, filepath.Join(folder, "node_modules")); err != nil {
		t.Fatal(err)
	}
	return folder
}

// expectedCase is an entry of a tests.yaml, with what becomes of the user.
type expectedCase struct {
	userCase `yaml:",inline"`
	Expect   struct {
		SCIM  map[string]any // the whole document that is sent
		Error string         // what the failure's message begins with
	}
}

// run delivers the user's creation, and looks at what the server gets.
func (c expectedCase) run(t *testing.T, engine engine) {
	mock := mockscim.New(mockscim.WithBasePath(basePath), mockscim.WithBearerToken(token))
	server := httptest.NewServer(mock)
	defer server.Close()
	done := engine(patientSecrets(server.URL+basePath))(t, c.event(t))
	requests := mock.Requests()
	switch {
	case c.Expect.Error != "":
		if done.failure == nil || !strings.HasPrefix(done.failure.Message, c.Expect.Error) || len(requests) > 0 {
			t.Errorf("after %d requests the failure is %v, want one that begins with %q", len(requests), done.failure, c.Expect.Error)
		}
	case done.failure != nil:
		t.Error(done.failure)
	case len(requests) != 1 || requests[0].Method != http.MethodPost:
		t.Errorf("%d requests are sent, want one that creates the user", len(requests))
	default:
		var sent map[string]any
		if err := json.Unmarshal([]byte(requests[0].Body), &sent); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.Expect.SCIM, sent); diff != "" {
			t.Errorf("SCIM user differs (-want +got):\n%s", diff)
		}
	}
}
