package e2e_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// lifecycle names the events of testdata/events that are delivered one after
// the other to one Action, on a server that begins empty.
var lifecycle = []string{
	"created-database-user",
	"created-unicode-names",
	"created-custom-database-user",
	"created-half-a-surrogate-pair",
	"created-sms-user-without-email",
	"created-database-user", // again: deliveries are at least once
	"updated-email-and-name",
	"updated-without-context",
	"updated-user-the-server-lacks",
	"updated-blocked",
	"created-user-name-of-somebody-else", // the same user as before: wakes the account up
	"updated-blocked",
	"updated-unblocked",
	"deleted-user-id-with-quotes",
	"deleted-user-id-alone",
	"deleted-user-id-alone",
	"malformed-without-user-id",
}

// provider is a SCIM server.
type provider struct {
	baseURL    string
	users      func(t *testing.T) []map[string]any
	deviations map[string]deviation // by the name of the event
}

// deviation is where a server does not do what the RFCs say, and why the event
// then fails.
type deviation struct {
	Failure string
	Reason  string
}

// TestLifecycle delivers the lifecycle over real HTTP, in Node, under goja and by the
// native reference, to our server and to those of others. After each event
// everything must be as under goja in virtual time with our server in process.
func TestLifecycle(t *testing.T) {
	made := defaultAction(t)
	want := expectation(t, made.Code)
	for _, run := range []struct {
		name  string
		code  string
		ready func(t *testing.T, code string) engine
		serve func(t *testing.T) provider
	}{
		{"node and mockscim", made.Code, inNode, serveMock},
		{"node, minified, and mockscim", made.Minified, inNode, serveMock},
		{"node and scimmy", made.Code, inNode, serveScimmy},
		{"goja and scimmy", made.Code, onRealClock, serveScimmy},
		{"reference and mockscim", made.Code, nativelyOnRealClock, serveMock},
		{"reference and scimmy", made.Code, nativelyOnRealClock, serveScimmy},
		{"node and scimmy that ignores filters", made.Code, inNode, serveForgetfulScimmy},
		{"goja and scimmy that ignores filters", made.Code, onRealClock, serveForgetfulScimmy},
		{"reference and scimmy that ignores filters", made.Code, nativelyOnRealClock, serveForgetfulScimmy},
	} {
		t.Run(run.name, func(t *testing.T) {
			server := run.serve(t)
			deliver := run.ready(t, run.code)(patientSecrets(server.baseURL))
			for i, name := range lifecycle {
				want, got := want[i], step(t, name, deliver, server.users)
				if d, ok := server.deviations[name]; ok {
					want.Failure, want.Logs, got.Logs = d.Failure, nil, nil
				}
				if diff := gocmp.Diff(want, got); diff != "" {
					t.Errorf("after event %d, %s (-goja and mockscim, +%s):\n%s", i+1, name, run.name, diff)
				}
			}
		})
	}
}

// patientSecrets lets a request take as long as an execution may, since a busy
// machine is no slow server.
func patientSecrets(baseURL string) map[string]string {
	s := secrets(baseURL)
	s["SCIM_TIMEOUT_MS"] = "9000"
	return s
}

// expectation delivers the lifecycle under goja to our server in process.
func expectation(t *testing.T, code string) []state {
	t.Helper()
	server := mockscim.New(mockscim.WithBasePath(basePath), mockscim.WithBearerToken(token))
	engine := underGoja(t, "action.js", code, harness.Options{})
	deliver := underHarness(engine, patientSecrets("https://scim.example.com"+basePath), action.Handler(server))
	var states []state
	for _, name := range lifecycle {
		states = append(states, step(t, name, deliver, func(*testing.T) []map[string]any { return server.Users() }))
	}
	if first, last := states[0], states[len(states)-1]; len(first.Users) != 1 || last.Failure == "" {
		t.Fatalf("the lifecycle does not even begin and end as it should: %+v %+v", first, last)
	}
	return states
}

// state is what can be compared after an event: what the Action told, and the
// resources, less what each server sets in its own way.
type state struct {
	Failure string
	Logs    []string
	Users   []map[string]any
}

// step delivers one event and returns the state that it leads to.
func step(t *testing.T, name string, deliver deliver, users func(*testing.T) []map[string]any) state {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "testdata", "events", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return stateAfter(t, deliver(t, text), users)
}

// stateAfter is the state that a delivery has led to.
func stateAfter(t *testing.T, done delivery, users func(*testing.T) []map[string]any) state {
	t.Helper()
	// The ids of some servers are by chance, and errors have them in their paths.
	var ids []string
	there := users(t)
	for _, user := range there {
		ids = append(ids, "/Users/"+fmt.Sprint(user["id"]), "/Users/ID")
	}
	withoutIDs := strings.NewReplacer(ids...)
	s := state{Users: comparable(there)}
	if done.failure != nil {
		s.Failure = withoutIDs.Replace(done.failure.Error())
	}
	for _, line := range done.logs {
		var record map[string]any
		if err := json.Unmarshal([]byte(withoutIDs.Replace(line.Text)), &record); err != nil {
			t.Fatalf("the log is no JSON: %s", line.Text)
		}
		delete(record, "ms")
		delete(record, "id")
		s.Logs = append(s.Logs, fmt.Sprint(line.Level, record))
	}
	return s
}

// comparable returns users without what servers assign, ordered by externalId.
func comparable(users []map[string]any) []map[string]any {
	for _, user := range users {
		delete(user, "id")
		delete(user, "meta")
	}
	slices.SortFunc(users, func(a, b map[string]any) int {
		return cmp.Compare(fmt.Sprint(a["externalId"]), fmt.Sprint(b["externalId"]))
	})
	return users
}

// serveMock puts our server on a port of the loopback.
func serveMock(t *testing.T) provider {
	t.Helper()
	handler := mockscim.New(mockscim.WithBasePath(basePath), mockscim.WithBearerToken(token))
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return provider{baseURL: server.URL + basePath, users: func(*testing.T) []map[string]any { return handler.Users() }}
}
