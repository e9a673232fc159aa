package e2e_test

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

const (
	basePath = "/scim/v2"
	token    = "a-token-of-the-tests"
)

// secrets of an Action whose server is at baseURL.
func secrets(baseURL string) map[string]string {
	return map[string]string{"SCIM_BASE_URL": baseURL, "SCIM_BEARER_TOKEN": token}
}

// events is the folder of events as Auth0 delivers them, and of what the Action
// of the default mapping makes of each: NAME.golden.txt. NAME.users.json is
// what the server holds before, where it holds anything.
var events = filepath.Join(root, "testdata", "events")

// TestEvents delivers each event under goja, to our server in process.
func TestEvents(t *testing.T) {
	made := defaultAction(t)
	inProcess := func(code string) attach {
		return func(t *testing.T, server *mockscim.Server) deliver {
			engine := underGoja(t, "action.js", code, harness.Options{})
			return underHarness(engine, secrets("https://scim.example.com"+basePath), action.Handler(server))
		}
	}
	goldens := openGoldens(events)
	eachEvent(t, func(t *testing.T, name string) {
		readable := witness(t, name, inProcess(made.Code))
		goldens.compare(t, name, readable)
		if minified := witness(t, name, inProcess(made.Minified)); minified != readable {
			t.Errorf("the minified Action does something else:\n%s\nand not:\n%s", minified, readable)
		}
	})
	goldens.findOrphans(t)
}

// TestEventsInNode delivers them in Node, over real HTTP, and expects the same.
func TestEventsInNode(t *testing.T) {
	made := defaultAction(t)
	process := startDeliveries(t)
	goldens := openGoldens(events)
	for form, code := range map[string]string{"readable": made.Code, "minified": made.Minified} {
		t.Run(form, func(t *testing.T) {
			engine := process.of(t, code)
			overHTTP := func(t *testing.T, server *mockscim.Server) deliver {
				listener := httptest.NewServer(server)
				t.Cleanup(listener.Close)
				return engine(patientSecrets(listener.URL + basePath))
			}
			eachEvent(t, func(t *testing.T, name string) {
				goldens.compare(t, name, witness(t, name, overHTTP))
			})
		})
	}
}

// eachEvent runs a test for each event of the folder.
func eachEvent(t *testing.T, test func(t *testing.T, name string)) {
	t.Helper()
	for _, path := range files(t, events, "*.json") {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		if of, ok := strings.CutSuffix(name, ".users"); !ok {
			t.Run(name, func(t *testing.T) { test(t, name) })
		} else if _, err := os.Stat(filepath.Join(events, of+".json")); err != nil {
			t.Errorf("%s belongs to no event: %v", path, err)
		}
	}
}

// attach readies an Action for deliveries, with that server.
type attach func(t *testing.T, server *mockscim.Server) deliver

// witness delivers an event with a server of its own, and tells what the server
// saw of it.
func witness(t *testing.T, name string, attach attach) string {
	t.Helper()
	server := mockscim.New(mockscim.WithBasePath(basePath), mockscim.WithBearerToken(token))
	seed(t, server, filepath.Join(events, name+".users.json"))
	message, err := os.ReadFile(filepath.Join(events, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return render(t, server, attach(t, server)(t, message))
}

// seed puts the users of a JSON file on the server. Without the file the server
// stays empty.
func seed(t *testing.T, server *mockscim.Server, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	var users []map[string]any
	if err := json.Unmarshal(text, &users); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	for _, user := range users {
		if _, err := server.SeedUser(user); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
}

// files returns the files in folder that match pattern. A test that walks none
// proves nothing, so there must be some.
func files(t *testing.T, folder, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Fatalf("no %s in %s", pattern, folder)
	}
	return paths
}
