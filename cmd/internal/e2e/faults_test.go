package e2e_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fault is a server that misbehaves over real HTTP, as no server in process
// can, and what a deletion comes to there: part of the log and, where it fails,
// of the error.
type fault struct {
	name  string
	serve func(w http.ResponseWriter, r *http.Request, nth int64) // nth request, from 1
	want  string
}

const noUsers = `{"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": 0}`

var faults = []fault{
	{"the answer never comes", func(_ http.ResponseWriter, r *http.Request, _ int64) {
		<-r.Context().Done()
	}, "time-out GET /Users"},
	{"the body stalls", func(w http.ResponseWriter, r *http.Request, _ int64) {
		_, _ = io.WriteString(w, `{"schemas": [`)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}, "time-out GET /Users"},
	{"the first connection is dropped", func(w http.ResponseWriter, _ *http.Request, nth int64) {
		if nth == 1 {
			panic(http.ErrAbortHandler)
		}
		_, _ = io.WriteString(w, noUsers)
	}, `"outcome":"skipped"`},
	{"every connection is dropped", func(http.ResponseWriter, *http.Request, int64) {
		panic(http.ErrAbortHandler)
	}, "network error GET /Users"},
	{"the body breaks off", func(w http.ResponseWriter, _ *http.Request, _ int64) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, noUsers)
	}, "network error GET /Users"},
	{"it is overloaded for a moment", func(w http.ResponseWriter, _ *http.Request, nth int64) {
		if nth == 1 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, noUsers)
	}, `"outcome":"skipped"`},
	{"it is overloaded for long", func(w http.ResponseWriter, _ *http.Request, _ int64) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
	}, "429 GET /Users"},
	{"it shows a login page", func(w http.ResponseWriter, _ *http.Request, _ int64) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!DOCTYPE html><title>Sign in</title>")
	}, "invalid response shape"},
	{"it answers with nothing", func(http.ResponseWriter, *http.Request, int64) {}, "invalid response shape"},
	{"it redirects elsewhere", func(w http.ResponseWriter, _ *http.Request, _ int64) {
		w.Header().Set("Location", "https://elsewhere.example/Users")
		w.WriteHeader(http.StatusTemporaryRedirect)
	}, "307 GET /Users: redirect to elsewhere.example"},
	{"it quotes the token that it refuses", func(w http.ResponseWriter, r *http.Request, _ int64) {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = fmt.Fprintf(w, `{"status": "401", "detail": "unknown: %s"}`, r.Header.Get("Authorization"))
	}, "401 GET /Users: unknown: Bearer ***"},
	{"it compresses", func(w http.ResponseWriter, r *http.Request, _ int64) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			w.WriteHeader(http.StatusNotAcceptable)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		zipped := gzip.NewWriter(w)
		_, _ = io.WriteString(zipped, noUsers)
		_ = zipped.Close()
	}, `"outcome":"skipped"`},
	{"it begins with a byte order mark", func(w http.ResponseWriter, _ *http.Request, _ int64) {
		_, _ = io.WriteString(w, "\ufeff"+noUsers)
	}, `"outcome":"skipped"`},
	{"it writes bytes that are not UTF-8", func(w http.ResponseWriter, _ *http.Request, _ int64) {
		w.WriteHeader(http.StatusBadGateway)
		_, _ = io.WriteString(w, "{\"detail\": \"caf\xe9\"}")
	}, "502 GET /Users: caf\ufffd"},
}

// TestFaults delivers a deletion to servers that misbehave, in Node and under
// goja. Both must come to the same, and what is told must not hold the token.
func TestFaults(t *testing.T) {
	message, err := os.ReadFile(filepath.Join(events, "deleted-user-id-alone.json"))
	if err != nil {
		t.Fatal(err)
	}
	code := defaultAction(t).Code
	inNode, underGoja := inNode(t, code), onRealClock(t, code)
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			told := map[string]string{}
			for name, engine := range map[string]engine{"node": inNode, "goja": underGoja} {
				var requests atomic.Int64
				server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					f.serve(w, r, requests.Add(1))
				}))
				settings := patientSecrets(server.URL)
				if strings.HasPrefix(f.want, "time-out") {
					// Enough for a Node that starts on a busy machine to reach the server.
					settings["SCIM_TIMEOUT_MS"] = "1000"
				}
				told[name] = tell(engine(settings)(t, message), requests.Load())
				server.CloseClientConnections()
				server.Close()
			}
			if diff := cmp.Diff(told["node"], told["goja"]); diff != "" {
				t.Errorf("(-node +goja):\n%s", diff)
			}
			if !strings.Contains(told["node"], f.want) {
				t.Errorf("this does not tell %q:\n%s", f.want, told["node"])
			}
			if strings.Contains(told["node"], token) {
				t.Errorf("this tells the token:\n%s", told["node"])
			}
		})
	}
}

// tell writes down what can be heard of a delivery.
func tell(done delivery, requests int64) string {
	var b strings.Builder
	for _, line := range done.logs {
		fmt.Fprintf(&b, "%s: %s\n", line.Level, elapsed.ReplaceAllString(line.Text, `"ms":0`))
	}
	if done.failure != nil {
		fmt.Fprintf(&b, "thrown: %s\n", done.failure.Error())
	}
	fmt.Fprintf(&b, "requests: %d\n", requests)
	return b.String()
}
