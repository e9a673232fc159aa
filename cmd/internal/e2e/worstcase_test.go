package e2e_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// worstMapping has one retry, so that every other attempt at a request can be
// the one that is answered.
const worstMapping = `version: 1
name: Worst case
user:
  userName: ${user.email}
  active: ${!user.blocked}
transport: {timeout: 500ms, retries: 1, budget: %s}
`

const (
	worstAda   = `{"user_id": "auth0|ada", "email": "ada@example.com"}`
	worstFound = `{"schemas": [], "totalResults": 1, "Resources": [
		{"id": "1", "externalId": "auth0|ada", "userName": "old@example.com", "active": false}]}`
)

// worst is an event and the answers that lead it by the longest way, each after
// an attempt that is not answered at all: a status, and a body behind it.
type worst struct {
	event   string
	data    string
	answers []string
}

var worstCases = []worst{
	{"created", `{"object": ` + worstAda + `}`, []string{
		"200 " + noUsers, "200 " + noUsers, // before the POST is sent again
		"409 {}", "200 " + noUsers, "200 " + worstFound, // whose conflict it is
		`200 {"id": "1"}`,
	}},
	{"updated", `{"object": ` + worstAda + `, "previous_object": {"user_id": "auth0|ada", "email": "old@example.com"}}`, []string{
		"200 " + noUsers, "200 " + noUsers, "200 " + worstFound, "404 {}", // gone meanwhile
		"200 " + noUsers, "200 " + noUsers, "200 " + worstFound, `200 {"id": "1"}`,
	}},
	{"deleted", `{"object": ` + worstAda + `}`, []string{"200 " + noUsers, "200 " + worstFound, "204 "}},
}

// slowly is a server on which every other attempt is lost, and the answer to the
// next one is as late as it may be.
func (w worst) slowly(timeout time.Duration) http.Handler {
	attempts := 0
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		attempts++
		first := attempts%2 == 1
		if w.event == "created" { // the POST comes round around its look-ups
			first = attempts == 1 || attempts < 6 && attempts%2 == 0 || attempts > 6 && attempts%2 == 1
		}
		if first {
			_ = action.Pause(r.Context(), time.Hour)
			return
		}
		_ = action.Pause(r.Context(), timeout-time.Millisecond)
		if len(w.answers) == 0 {
			out.WriteHeader(http.StatusTeapot)
			return
		}
		status, body, _ := strings.Cut(w.answers[0], " ")
		w.answers = w.answers[1:]
		var code int
		_, _ = fmt.Sscan(status, &code)
		out.WriteHeader(code)
		_, _ = io.WriteString(out, body)
	})
}

// TestLongestRuns leads each type of event by its longest way, which takes as
// long as the check computes, less what the pauses are short of their longest.
func TestLongestRuns(t *testing.T) {
	made := compileText(t, fmt.Sprintf(worstMapping, "20s"))
	for i, w := range worstCases {
		t.Run(w.event, func(t *testing.T) {
			told := made.Meta.Longest[i]
			transcript := deliverVirtually(t, made.Code, w, nil, w.slowly(500*time.Millisecond))
			if transcript.Failure != nil {
				t.Fatalf("%v, after %d requests", transcript.Failure, len(transcript.Exchanges))
			}
			if told.Event != w.event || len(transcript.Exchanges) != told.Requests {
				t.Errorf("there are %d requests, and the check computes %+v", len(transcript.Exchanges), told)
			}
			pauses := time.Duration(told.Requests/2) * 125 * time.Millisecond // half of each is by chance
			answered := time.Duration(told.Requests) * time.Millisecond
			if at := transcript.Elapsed; at > told.Time || at < told.Time-pauses-answered {
				t.Errorf("it takes %v, and the check computes %v", at, told.Time)
			}
		})
	}
}

// outOfTime is what an error says of an execution that could not go on: its budget
// is used up, or the last attempt that it may make has failed.
var outOfTime = regexp.MustCompile(`^out of time \w+ /Users\S*: not sent$|` +
	`^time-out \w+ /Users\S*: no whole answer within \d+ ms|^503 \w+ /Users`)

// TestTheBudgetHolds has each type of event meet servers that take all the time
// that they are given: the execution ends within its budget, and says why.
func TestTheBudgetHolds(t *testing.T) {
	const budget, longest = 3 * time.Second, "the longest way"
	code := compileText(t, fmt.Sprintf(worstMapping, "3s")).Code
	stall := func(header bool) http.Handler {
		return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
			if header {
				out.WriteHeader(http.StatusOK)
				_, _ = io.WriteString(out, `{"schemas": [`)
			}
			_ = action.Pause(r.Context(), time.Hour)
		})
	}
	retryLater := http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		_ = action.Pause(r.Context(), 400*time.Millisecond)
		out.Header().Set("Retry-After", "1")
		out.WriteHeader(http.StatusServiceUnavailable)
	})
	absurd := map[string]string{"SCIM_TIMEOUT_MS": "3000000000", "SCIM_MAX_RETRIES": "99999999999"}
	for _, w := range worstCases {
		servers := map[string]http.Handler{
			longest:                            w.slowly(500 * time.Millisecond),
			"no answer":                        stall(false),
			"bodies that stall":                stall(true),
			"asked to come back later, always": retryLater,
		}
		for name, server := range servers {
			for settings, secrets := range map[string]map[string]string{"": nil, ", absurd settings": absurd} {
				if name == longest && secrets != nil {
					continue // nothing is lost where an attempt may take for ever
				}
				t.Run(w.event+", "+name+settings, func(t *testing.T) {
					transcript := deliverVirtually(t, code, w, secrets, server)
					if transcript.Elapsed > budget {
						t.Errorf("it takes %v", transcript.Elapsed)
					}
					if f := transcript.Failure; f == nil || !outOfTime.MatchString(f.Message) {
						t.Errorf("the failure is %v", f)
					}
				})
			}
		}
	}
}

func compileText(t *testing.T, mapping string) *generator.Action {
	t.Helper()
	made, found, err := generator.Compile("mapping.yaml", mapping, generator.Options{})
	if err != nil || made == nil {
		t.Fatal(found, err)
	}
	return made
}

func deliverVirtually(t *testing.T, code string, w worst, secrets map[string]string, server http.Handler) *action.Transcript {
	t.Helper()
	message := fmt.Sprintf(`{"id": "evt_1", "type": "user.%s", "data": %s}`, w.event, w.data)
	all := patientSecrets("https://scim.example.com/v2")
	delete(all, "SCIM_TIMEOUT_MS")
	delete(all, "SCIM_MAX_RETRIES")
	for name, value := range secrets {
		all[name] = value
	}
	engine := underGoja(t, filepath.Base("action.js"), code, harness.Options{})
	transcript, err := engine.Deliver(context.Background(), action.Event{Message: json.RawMessage(message), Secrets: all}, action.Handler(server))
	if err != nil {
		t.Fatal(err)
	}
	return transcript
}
