package e2e_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/mockscim"
	"github.com/scimwright/scimwright/runtime/parity"
)

// TestMappingsAgree delivers the users of each tests.yaml to the Action and to the
// native reference: their creation, the change of somebody that the server has, and the
// deletion. In all that can be seen of it, the two have to be the same.
func TestMappingsAgree(t *testing.T) {
	paths := files(t, filepath.Join(root, "testdata", "ok"), filepath.Join("*", "tests.yaml"))
	for _, folder := range []string{"directory_units", "every_type"} {
		paths = append(paths, filepath.Join(functionFolder, folder, "tests.yaml"))
	}
	for _, path := range paths {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			mappingPath := filepath.Join(filepath.Dir(path), "mapping.yaml")
			made := compileFile(t, mappingPath)
			program, err := harness.Compile("action.js", []byte(made.Code))
			if err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(mappingPath)
			if err != nil {
				t.Fatal(err)
			}
			native := natively(t, mappingPath, string(text))
			for _, c := range readCases[userCase](t, path) {
				t.Run(c.Name, func(t *testing.T) {
					events := eventsOf(t, c.event(t))
					a := runEvents(t, harness.New(program, harness.Options{}), events)
					b := runEvents(t, native(nil), events)
					for i := range events {
						for _, difference := range parity.Differences("Action", a[i], "reference", b[i], true) {
							t.Errorf("event %d: the engines disagree: %s", i+1, difference)
						}
					}
				})
			}
		})
	}
}

// eventsOf are the creation of a user, which comes twice, a change and the deletion.
func eventsOf(t *testing.T, created json.RawMessage) []json.RawMessage {
	t.Helper()
	var events []json.RawMessage
	for _, kind := range []string{"user.created", "user.created", "user.updated", "user.deleted"} {
		var message map[string]any
		if err := json.Unmarshal(created, &message); err != nil {
			t.Fatal(err)
		}
		message["type"] = kind
		text, err := json.Marshal(message)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, text)
	}
	return events
}

// runEvents delivers events, with a mock server of their own.
func runEvents(t *testing.T, engine action.Engine, events []json.RawMessage) []parity.Run {
	t.Helper()
	server := mockscim.New(mockscim.WithBasePath("/scim/v2"), mockscim.WithClock(action.VirtualClock(action.Epoch).Now))
	var runs []parity.Run
	for _, message := range events {
		transcript, err := engine.Deliver(t.Context(), action.Event{Message: message, Secrets: benchSecrets}, action.Handler(server))
		if err != nil {
			t.Fatal(err)
		}
		runs = append(runs, parity.Run{Transcript: transcript, State: plain(server.Users())})
	}
	return runs
}
