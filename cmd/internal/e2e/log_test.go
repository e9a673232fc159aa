package e2e_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// logLimit is how many characters Auth0 keeps of what an execution logs.
const logLimit = 256

// TestLogsAreShort delivers events whose ids and errors are as long as they like:
// the log stays one line of JSON that Auth0 keeps as a whole.
func TestLogsAreShort(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"detail": "` + strings.Repeat("no ", 300) + `"}`))
	}))
	defer server.Close()
	made := compileFile(t, filepath.Join(root, "testdata", "ok", "default_mapping", "mapping.yaml"))
	run := onRealClock(t, made.Code)(patientSecrets(server.URL))
	for name, long := range map[string]string{
		"letters":             strings.Repeat("a", 400),
		"what JSON escapes":   strings.Repeat("\"\\\n\u0001", 100),
		"characters of two":   "x" + strings.Repeat("𝒜", 200),
		"as many as are kept": strings.Repeat("b", logLimit),
	} {
		t.Run(name, func(t *testing.T) {
			message, err := json.Marshal(map[string]any{
				"id": "evt_" + long, "type": "user.created",
				"data": map[string]any{"object": map[string]any{"user_id": "auth0|" + long, "email": "a@example.com"}},
			})
			if err != nil {
				t.Fatal(err)
			}
			done := run(t, message)
			if len(done.logs) != 1 {
				t.Fatalf("%d lines are logged, not one", len(done.logs))
			}
			line := done.logs[0].Text
			var record struct{ Outcome string }
			if err := json.Unmarshal([]byte(line), &record); err != nil || record.Outcome != "failed" {
				t.Errorf("this is no record of a failure (%v):\n%s", err, line)
			}
			if n := len(utf16.Encode([]rune(line))); n > logLimit {
				t.Errorf("the line has %d characters:\n%s", n, line)
			}
		})
	}
}
