package reference_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
	"github.com/scimwright/scimwright/runtime/reference"
)

const someMapping = `version: 1
user:
  userName: ${user.email}
  active: ${!user.blocked}
  title: '${user.user_metadata.level + 1.0 > 2.0 ? "senior" : "junior"}'
`

var someSecrets = map[string]string{"SCIM_BASE_URL": "https://scim.example.com/scim/v2", "SCIM_BEARER_TOKEN": "a-bearer-token"}

func created(n int) action.Event {
	return action.Event{Secrets: someSecrets, Message: json.RawMessage(fmt.Sprintf(
		`{"id":"evt_%d","type":"user.created","data":{"object":{"user_id":"auth0|%d","email":"user%d@example.com","user_metadata":{"level":%d}}}}`, n, n, n, n))}
}

// TestReferencesAreSafeForConcurrentUse has many evaluations run side by side, those
// that fail by errors that cel-go shares among them. The race detector tells.
func TestReferencesAreSafeForConcurrentUse(t *testing.T) {
	r := referenceOf(someMapping)
	var running sync.WaitGroup
	for worker := range 4 {
		running.Go(func() {
			engine := reference.NewEngine(r, reference.EngineOptions{})
			server := action.Handler(mockscim.New(mockscim.WithBasePath("/scim/v2")))
			for n := range 50 {
				event := created(n)
				if worker%2 == 1 {
					event.Message = json.RawMessage(strings.Replace(string(event.Message), `"level":`, `"level":"x",":":`, 1))
				}
				transcript, err := engine.Deliver(t.Context(), event, server)
				if err != nil {
					t.Error(err)
				} else if failed := worker%2 == 1; failed != (transcript.Failure != nil) {
					t.Errorf("worker %d: %s %v", worker, transcript.Outcome, transcript.Failure)
				}
			}
		})
	}
	running.Wait()
}

// TestDeliverRefuses tells what there is no run of.
func TestDeliverRefuses(t *testing.T) {
	engine := reference.NewEngine(referenceOf(someMapping), reference.EngineOptions{})
	done, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("nobody waits"))
	for name, c := range map[string]struct {
		ctx       context.Context
		event     action.Event
		transport http.RoundTripper
		want      string
	}{
		"a context that is done": {done, created(1), http.DefaultTransport, "nobody waits"},
		"no transport":           {t.Context(), created(1), nil, "no transport"},
		"no JSON":                {t.Context(), action.Event{Message: json.RawMessage("{"), Secrets: someSecrets}, http.DefaultTransport, "CloudEvent"},
	} {
		if _, err := engine.Deliver(c.ctx, c.event, c.transport); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// TestOnTheClockOnTheWall delivers to a server over HTTP that is late with its first
// answer.
func TestOnTheClockOnTheWall(t *testing.T) {
	mock := mockscim.New(mockscim.WithBasePath("/scim/v2"))
	late := true
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if late {
			late = false
			_, _ = io.Copy(io.Discard, r.Body) // only then is the end of the connection noticed
			<-r.Context().Done()
			return
		}
		mock.ServeHTTP(w, r)
	}))
	defer server.Close()
	engine := reference.NewEngine(referenceOf(someMapping), reference.EngineOptions{Clock: action.RealClock()})
	event := created(1)
	event.Secrets = map[string]string{"SCIM_BASE_URL": server.URL + "/scim/v2", "SCIM_BEARER_TOKEN": "a-bearer-token", "SCIM_TIMEOUT_MS": "100"}
	transcript, err := engine.Deliver(t.Context(), event, http.DefaultTransport)
	if err != nil || transcript.Outcome != action.Created {
		t.Fatalf("%+v, %v", transcript, err)
	}
	// The POST that was given up, two look-ups by which it is not there, the POST.
	if n := len(transcript.Exchanges); n != 4 || transcript.Exchanges[0].Took < 100*time.Millisecond {
		t.Errorf("%d requests, the first took %v", n, transcript.Exchanges[0].Took)
	}
	if users := mock.Users(); len(users) != 1 {
		t.Errorf("the server has %v", users)
	}
}

// TestFunctionsNeedACaller refuses a mapping with functions of its own and nothing that
// calls them.
func TestFunctionsNeedACaller(t *testing.T) {
	m, checked := checkedFile(t, "../../testdata/functions/every_type/mapping.yaml")
	if _, err := reference.New(m, checked.Expressions, reference.Options{}); err == nil || !strings.Contains(err.Error(), "nothing is given to call them with") {
		t.Errorf("%v", err)
	}
}
