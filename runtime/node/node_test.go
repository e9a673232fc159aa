package node_test

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/node"
)

// start starts a Node, or skips the test where there is none.
func start(t *testing.T) *node.Process {
	t.Helper()
	process, err := node.Start()
	switch {
	case err != nil && os.Getenv("CI") == "":
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := process.Close(); err != nil {
			t.Errorf("node ends with %v", err)
		}
	})
	return process
}

func run(t *testing.T, code string, server http.Handler) *action.Transcript {
	t.Helper()
	program, err := start(t).Load(code)
	if err != nil {
		t.Fatal(err)
	}
	clock := action.VirtualClock(time.Time{})
	engine := program.NewEngine(node.Options{Clock: clock, Cache: &action.Cache{}, Random: func() float64 { return 0.25 }})
	transcript, err := engine.Deliver(t.Context(), action.Event{
		Message: json.RawMessage(`{"half": "\ud83d"}`), Secrets: map[string]string{"API_TOKEN": "a-token-of-the-test"},
	}, action.Handler(server))
	if err != nil {
		t.Fatal(err)
	}
	return transcript
}

func logsOf(t *action.Transcript) string {
	var lines []string
	for _, line := range t.Logs {
		lines = append(lines, line.Level+": "+line.Text)
	}
	return strings.Join(lines, "\n")
}

// TestWhatAnActionSees tells time, chance, the cache and the event.
func TestWhatAnActionSees(t *testing.T) {
	got := run(t, `exports.onExecuteEventStream = async (event, api) => {
		const started = Date.now();
		await new Promise((resolve) => setTimeout(resolve, 90_000));
		await new Promise(setImmediate);
		console.log(new Date(started).toISOString(), Date.now() - started, Math.random());
		api.cache.set("key", "value", { ttl: 1000 });
		console.warn("%s", api.cache.get("key").value, api.cache.get("other"), api.cache.delete("other").code);
		console.log(event.message.half.charCodeAt(0).toString(16), event.secrets.API_TOKEN);
	};`, http.NotFoundHandler())
	want := "log: 2025-01-01T00:00:00.000Z 90000 0.25\nwarn: value undefined CacheKeyDoesNotExist\nlog: d83d ***"
	if logsOf(got) != want || got.Elapsed != 90*time.Second || got.Outcome != action.Delivered || len(got.Cache) != 4 {
		t.Errorf("%s, %s after %v, %d operations on the cache; want\n%s", logsOf(got), got.Outcome, got.Elapsed, len(got.Cache), want)
	}
}

// TestFetch has answers that are late, broken and whole.
func TestFetch(t *testing.T) {
	server := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/late":
			_ = action.Pause(r.Context(), time.Second)
			_, _ = w.Write([]byte("é"))
			_ = action.Pause(r.Context(), 2*time.Second)
		case "/dropped":
			panic(http.ErrAbortHandler)
		default:
			_ = action.Pause(r.Context(), time.Minute)
		}
	})
	got := run(t, `exports.onExecuteEventStream = async () => {
		const started = Date.now();
		const answer = await fetch("https://example.com/late", { method: "PUT", headers: { a: "b" }, body: "x" });
		console.log(answer.status, Date.now() - started, await answer.text(), Date.now() - started);
		await fetch("https://example.com/dropped").catch((error) => console.log(error.message, error.cause.code));
		const controller = new AbortController();
		setTimeout(() => controller.abort(new Error("enough")), 500);
		await fetch("https://example.com/never", { signal: controller.signal });
	};`, server)
	if want := "log: 200 1000 é 3000\nlog: fetch failed UND_ERR_SOCKET"; logsOf(got) != want {
		t.Errorf("%s, want %s", logsOf(got), want)
	}
	if got.Failure == nil || got.Failure.Error() != "Error: enough" || got.Elapsed != 3500*time.Millisecond || len(got.Exchanges) != 3 {
		t.Errorf("%v after %v, %d requests", got.Failure, got.Elapsed, len(got.Exchanges))
	}
	if x := got.Exchanges[0]; x.Took != 3*time.Second || x.Request.Body != "x" || x.Request.Header.Get("a") != "b" || x.Response.Body != "é" {
		t.Errorf("%+v", x)
	}
}

// TestFailures are what Actions throw, and Actions that are none.
func TestFailures(t *testing.T) {
	got := run(t, `exports.onExecuteEventStream = async () => {
		throw Object.assign(new TypeError("no"), { status: 409, scimType: "uniqueness", cause: new Error("a-token-of-the-test") });
	};`, http.NotFoundHandler())
	if f := got.Failure; f == nil || f.Name != "TypeError" || f.Status != 409 || f.SCIMType != "uniqueness" || f.Cause.Message != action.Masked {
		t.Errorf("%+v", got.Failure)
	}
	got = run(t, `exports.onExecuteEventStream = () => new Promise(() => {});`, http.NotFoundHandler())
	if got.Failure == nil || !strings.Contains(got.Failure.Message, "never settles") {
		t.Errorf("%+v", got.Failure)
	}
	process := start(t)
	for code, want := range map[string]string{"throw new Error('x')": "Error: x", "exports.other = 1": "does not export", "{": "SyntaxError"} {
		if _, err := process.Load(code); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", code, err, want)
		}
	}
}
