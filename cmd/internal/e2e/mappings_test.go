package e2e_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"
)

// TestMappingsInNode delivers the users of each tests.yaml of testdata/ok in
// Node, to both forms of the Action, and expects the bytes that goja sends: the
// two differ in how they read regular expressions, Unicode and much else. What
// is to be sent, the tests of the generator know.
func TestMappingsInNode(t *testing.T) {
	process := startDeliveries(t)
	for _, path := range files(t, filepath.Join(root, "testdata", "ok"), filepath.Join("*", "tests.yaml")) {
		folder := filepath.Dir(path)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			made := compileFile(t, filepath.Join(folder, "mapping.yaml"))
			goja := onRealClock(t, made.Code)
			node := map[string]engine{"readable": process.of(t, made.Code), "minified": process.of(t, made.Minified)}
			for _, c := range readCases[userCase](t, path) {
				t.Run(c.Name, func(t *testing.T) {
					message := c.event(t)
					want := posted(t, goja, message)
					for form, engine := range node {
						if diff := cmp.Diff(want, posted(t, engine, message)); diff != "" {
							t.Errorf("%s (-goja +node):\n%s", form, diff)
						}
					}
				})
			}
		})
	}
}

// userCase is what an entry of a tests.yaml says about the event.
type userCase struct {
	Name       string
	User       map[string]any
	Connection map[string]any
}

func readCases[Case any](t *testing.T, path string) []Case {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list struct{ Tests []Case }
	if err := yaml.Unmarshal(text, &list); err != nil || len(list.Tests) == 0 {
		t.Fatalf("%s: %d cases, %v", path, len(list.Tests), err)
	}
	return list.Tests
}

// event returns the creation of the user.
func (c userCase) event(t *testing.T) json.RawMessage {
	t.Helper()
	data := map[string]any{"object": c.User}
	if c.Connection != nil {
		data["context"] = map[string]any{"connection": c.Connection}
	}
	text, err := json.Marshal(map[string]any{"id": "evt_1", "type": "user.created", "data": data})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// posted delivers an event with a server that creates whatever it is sent, and
// tells what that was, or what was thrown instead.
func posted(t *testing.T, engine engine, message json.RawMessage) string {
	t.Helper()
	var sent string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		sent += fmt.Sprintf("%s %s %s\n%s\n", r.Method, r.URL, r.Header.Get("Content-Type"), body)
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"id": "1"}`)
	}))
	done := engine(patientSecrets(server.URL))(t, message)
	server.Close()
	for _, line := range done.logs {
		sent += elapsed.ReplaceAllString(line.Text, `"ms":0`) + "\n"
	}
	if done.failure != nil {
		sent += done.failure.Error() + "\n"
	}
	return sent
}
