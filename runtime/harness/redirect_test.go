package harness_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// TestAbortAfterRedirect makes sure that a signal ends a fetch that has been
// redirected, too.
func TestAbortAfterRedirect(t *testing.T) {
	program, err := harness.Compile("redirected.js", []byte(`exports.onExecuteEventStream = async () => {
		await fetch("https://example.com/from", { signal: AbortSignal.timeout(100) }).catch((e) => console.log(e.name));
	};`))
	if err != nil {
		t.Fatal(err)
	}
	server := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/from" {
			http.Redirect(w, r, "/to", http.StatusFound)
			return
		}
		_ = action.Pause(r.Context(), time.Second)
	})
	event := action.Event{Message: json.RawMessage(`{}`)}
	transcript, err := harness.New(program, harness.Options{}).Deliver(context.Background(), event, action.Handler(server))
	if err != nil || transcript.Failure != nil {
		t.Fatal(err, transcript)
	}
	if len(transcript.Logs) != 1 || transcript.Logs[0].Text != "TimeoutError" || transcript.Elapsed != 100*time.Millisecond {
		t.Errorf("logged %v after %v, want TimeoutError after 100ms", transcript.Logs, transcript.Elapsed)
	}
	if n := len(transcript.Exchanges); n != 2 {
		t.Errorf("%d exchanges, want 2", n)
	}
}
