package action_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

func request(t *testing.T, ctx context.Context, method, url, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPauseInVirtualTimeIsNoted(t *testing.T) {
	ctx, lateness := action.WithLateness(context.Background())
	transport := action.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = action.Pause(r.Context(), time.Hour)
		_ = action.Pause(r.Context(), -time.Hour)
		w.WriteHeader(http.StatusAccepted)
		_ = action.Pause(r.Context(), time.Minute)
		_, _ = io.WriteString(w, "late")
	}))
	response, err := transport.RoundTrip(request(t, ctx, "GET", "http://x/", ""))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if string(body) != "late" || err != nil || response.StatusCode != http.StatusAccepted {
		t.Errorf("status %d, body %q, error %v", response.StatusCode, body, err)
	}
	if lateness.Header() != time.Hour || lateness.Body() != time.Minute {
		t.Errorf("header late by %v, body by %v", lateness.Header(), lateness.Body())
	}
}

func TestPauseInRealTimeEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	why := errors.New("why")
	time.AfterFunc(time.Millisecond, func() { cancel(why) })
	if err := action.Pause(ctx, time.Hour); !errors.Is(err, why) {
		t.Errorf("error %v", err)
	}
	if err := action.Pause(context.Background(), time.Millisecond); err != nil {
		t.Errorf("error %v", err)
	}
}

func TestHandlerSeesARequestAsAServerDoes(t *testing.T) {
	transport := action.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Fprint(w, r.Method, " ", r.RequestURI, " ", r.Host, " ", r.URL.String(), " ", r.Header.Get("Content-Length"), " ", string(body))
	}))
	for name, ctx := range contexts() {
		response, err := transport.RoundTrip(request(t, ctx, "POST", "https://scim.example.com/a%2Fb?c=d", "body"))
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		if want := "POST /a%2Fb?c=d scim.example.com /a%2Fb?c=d 4 body"; string(body) != want {
			t.Errorf("%s: got %q, want %q", name, body, want)
		}
	}
}

// By TLS a server tells which scheme it was reached by, and makes its URLs so.
func TestHandlerSeesTLSForHTTPS(t *testing.T) {
	transport := action.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.TLS != nil)
	}))
	for url, want := range map[string]string{"https://x/": "true", "http://localhost/": "false"} {
		response, err := transport.RoundTrip(request(t, context.Background(), "GET", url, ""))
		if err != nil {
			t.Fatal(err)
		}
		if body, _ := io.ReadAll(response.Body); string(body) != want {
			t.Errorf("%s: TLS is %s", url, body)
		}
	}
}

// contexts are those of the two kinds of time.
func contexts() map[string]context.Context {
	virtual, _ := action.WithLateness(context.Background())
	return map[string]context.Context{"real": context.Background(), "virtual": virtual}
}

func TestHandlerThatPanicsDropsTheConnection(t *testing.T) {
	for name, ctx := range contexts() {
		early := action.Handler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("oops") }))
		if _, err := early.RoundTrip(request(t, ctx, "GET", "http://x/", "")); !errors.Is(err, action.ErrDropped) || !strings.Contains(err.Error(), "oops") {
			t.Errorf("%s: before the header: error %v", name, err)
		}
		late := action.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "half")
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}))
		response, err := late.RoundTrip(request(t, ctx, "GET", "http://x/", ""))
		if err != nil {
			t.Errorf("%s: inside the body: error %v", name, err)
			continue
		}
		if body, err := io.ReadAll(response.Body); string(body) != "half" || !errors.Is(err, action.ErrDropped) {
			t.Errorf("%s: body %q, error %v", name, body, err)
		}
	}
}

func TestHandlerInRealTimeAnswersBeforeItsBodyIsComplete(t *testing.T) {
	release := make(chan struct{})
	transport := action.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusCreated)
		<-release
		_, _ = io.WriteString(w, "body")
	}))
	response, err := transport.RoundTrip(request(t, context.Background(), "GET", "http://x/", ""))
	if err != nil || response.StatusCode != http.StatusCreated {
		t.Fatalf("response %v, error %v", response, err)
	}
	close(release)
	if body, err := io.ReadAll(response.Body); string(body) != "body" || err != nil {
		t.Errorf("body %q, error %v", body, err)
	}
}

func TestStalledBodyEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	release := make(chan struct{})
	defer close(release)
	transport := action.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
		<-release
	}))
	response, err := transport.RoundTrip(request(t, ctx, "GET", "http://x/", ""))
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(time.Millisecond, cancel)
	if _, err := io.ReadAll(response.Body); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestOutcomeOf(t *testing.T) {
	line := func(texts ...string) (logs []action.LogLine) {
		for _, text := range texts {
			logs = append(logs, action.LogLine{Level: "log", Text: text})
		}
		return logs
	}
	for _, test := range []struct {
		logs    []action.LogLine
		failure *action.Failure
		want    action.Outcome
	}{
		{nil, nil, action.Delivered},
		{line("hello", `{"outcome":"updated"}`, "bye"), nil, action.Updated},
		{line(`{"outcome":"created"}`, `{"outcome":"skipped"}`), nil, action.Skipped},
		{line(`{"outcome":"exploded"}`, `{"outcome":5}`, `{`, `["outcome"]`), nil, action.Delivered},
		{line(`{"outcome":"created"}`), &action.Failure{}, action.Failed},
	} {
		if got := action.OutcomeOf(test.logs, test.failure); got != test.want {
			t.Errorf("%v: got %s, want %s", test.logs, got, test.want)
		}
	}
}

func TestFailureIsAnErrorWithItsCause(t *testing.T) {
	cause := &action.Failure{Name: "SocketError", Message: "other side closed"}
	failure := &action.Failure{Name: "TypeError", Message: "fetch failed", Cause: cause,
		Stack: []action.Frame{{Function: "send", File: "a.js", Line: 1, Column: 2}, {File: "a.js", Line: 3, Column: 4}}}
	if !errors.Is(failure, cause) || errors.Unwrap(cause) != nil {
		t.Error("the cause is not unwrapped")
	}
	want := "TypeError: fetch failed\n    at send (a.js:1:2)\n    at a.js:3:4\ncaused by: SocketError: other side closed\n"
	if got := failure.Trace(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMaskerFindsSecretsInEveryForm(t *testing.T) {
	masker := action.NewMasker(map[string]string{
		"SCIM_BASE_URL": "https://scim.example.com", "SCIM_USERNAME": "scim", "SCIM_PASSWORD": `p"a s/s`,
		"SCIM_BEARER_TOKEN": " Bearer tok.en ", "SCIM_TOKEN_URL": "https://login.example.com", "PIN_KEY": "abc",
	})
	quoted, _ := json.Marshal(`p"a s/s`)
	for _, test := range []struct{ in, want string }{
		{"https://scim.example.com scim https://login.example.com abc", "https://scim.example.com scim https://login.example.com abc"},
		{"token tok.en", "token ***"},
		{`p"a s/s p%22a+s%2Fs ` + string(quoted), `*** *** "***"`},
		{"Basic c2NpbTpwImEgcy9z", "Basic ***"},
		{"https://user:pw@example.com/a@b, http://x@y", "https://***@example.com/a@b, http://***@y"},
	} {
		if got := masker.Text(test.in); got != test.want {
			t.Errorf("%q: got %q, want %q", test.in, got, test.want)
		}
	}
	header := masker.Header(http.Header{"Authorization": {"Bearer x"}, "X-Api-Key": {"k"}, "Cookie": {"a b"}, "X-Note": {"tok.en"}})
	if got := fmt.Sprint(header["Authorization"], header["X-Api-Key"], header["Cookie"], header["X-Note"]); got != "[Bearer ***] [***] [***] [***]" {
		t.Errorf("header %s", got)
	}
	masker.Learn(http.Header{"Authorization": {"Bearer issued-token"}})
	if got := masker.Text(`{"access_token":"issued-token"}`); got != `{"access_token":"***"}` {
		t.Errorf("learned: %s", got)
	}
}
