package harness_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// TestHostObjects runs the files of testdata/host and compares what they print
// with what Node prints. UPDATE_GOLDEN=1 takes the goldens from Node anew.
func TestHostObjects(t *testing.T) {
	for _, file := range hostFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".js"), func(t *testing.T) {
			golden := strings.TrimSuffix(file, ".js") + ".golden"
			if os.Getenv("UPDATE_GOLDEN") != "" {
				if err := os.WriteFile(golden, []byte(runInNode(t, file)), 0o644); err != nil {
					t.Fatal(err)
				}
				t.Errorf("rewrote %s: check it, and run again without UPDATE_GOLDEN", golden)
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), runInHarness(t, file)); diff != "" {
				t.Errorf("the harness prints something else than Node (-node +harness):\n%s", diff)
			}
		})
	}
}

// TestGoldensAreNodes keeps the goldens honest, where there is a Node.
func TestGoldensAreNodes(t *testing.T) {
	for _, file := range hostFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".js"), func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(strings.TrimSuffix(file, ".js") + ".golden")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), runInNode(t, file)); diff != "" {
				t.Errorf("the golden is not what Node prints (-golden +node):\n%s", diff)
			}
		})
	}
}

// hostFiles lists testdata/host, and fails on goldens that belong to no file.
func hostFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/host/*.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata/host, error %v", err)
	}
	goldens, _ := filepath.Glob("testdata/host/*.golden")
	for _, golden := range goldens {
		if _, err := os.Stat(strings.TrimSuffix(golden, ".golden") + ".js"); err != nil {
			t.Errorf("%s belongs to no file", golden)
		}
	}
	return files
}

func runInHarness(t *testing.T, file string) string {
	t.Helper()
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	program, err := harness.Compile(file, code)
	if err != nil {
		t.Fatal(err)
	}
	event := action.Event{Message: json.RawMessage(`{"id":"evt_1"}`), Secrets: map[string]string{"BASE": "http://127.0.0.1:1234"}}
	engine := harness.New(program, harness.Options{Limits: harness.Limits{Execution: -1}})
	transcript, err := engine.Deliver(context.Background(), event, action.Handler(http.HandlerFunc(peculiar)))
	if err != nil {
		t.Fatal(err)
	}
	if transcript.Failure != nil {
		t.Errorf("failed: %s", transcript.Failure.Trace())
	}
	var out strings.Builder
	for _, line := range transcript.Logs {
		out.WriteString(line.Text + "\n")
	}
	return out.String()
}

func runInNode(t *testing.T, file string) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no node on this machine, and CI has to have one")
		}
		t.Skip("there is no node on this machine")
	}
	server := httptest.NewServer(http.HandlerFunc(peculiar))
	defer server.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, node, "testdata/node/driver.js", file, server.URL).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("node: %v\n%s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(out), server.URL, "http://127.0.0.1:1234")
}

// peculiar is a server with a path for everything that can happen to a fetch.
func peculiar(w http.ResponseWriter, r *http.Request) {
	kind, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	number, _ := strconv.Atoi(rest)
	delay := time.Duration(number) * time.Millisecond
	w.Header().Set("Content-Type", "text/plain")
	switch kind {
	case "json":
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"id":"1","active":true}`)
	case "echo":
		body, _ := io.ReadAll(r.Body)
		seen := []any{r.Method, r.RequestURI, string(body), r.Header.Get("Content-Type"), r.Header.Values("X-Test"),
			r.Header.Get("Authorization") != "", r.Header.Get("Accept"), r.Header.Get("Content-Length")}
		_ = json.NewEncoder(w).Encode(seen)
	case "status":
		w.WriteHeader(number)
		if number != http.StatusNoContent && number != http.StatusNotModified {
			_, _ = fmt.Fprintf(w, "status %d", number)
		}
	case "html":
		_, _ = io.WriteString(w, "<!doctype html>")
	case "bom":
		_, _ = io.WriteString(w, "\uFEFFtext")
	case "latin1":
		_, _ = w.Write([]byte{'a', 0xE9, 'b'})
	case "cookies":
		w.Header().Add("Set-Cookie", "a=1; Path=/")
		w.Header().Add("Set-Cookie", "b=2")
		w.Header().Add("X-Many", "1")
		w.Header().Add("X-Many", "2")
	case "redirect":
		w.Header().Set("Location", "/echo")
		w.WriteHeader(number)
	case "loop":
		w.Header().Set("Location", "/loop")
		w.WriteHeader(http.StatusFound)
	case "late":
		_ = action.Pause(r.Context(), delay)
		_, _ = io.WriteString(w, "late")
	case "stall":
		_, _ = io.WriteString(w, "begun")
		w.(http.Flusher).Flush()
		_ = action.Pause(r.Context(), delay)
		_, _ = io.WriteString(w, "ended")
	case "cut":
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, "begun")
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	case "drop":
		panic(http.ErrAbortHandler)
	}
}
