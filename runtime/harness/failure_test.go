package harness_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// limitsOf returns limits that a file meets soon which is meant to, and that
// others do not meet however busy the machine is.
func limitsOf(file string) harness.Limits {
	limits := harness.Limits{CPU: time.Minute, Memory: -1}
	switch name := filepath.Base(file); {
	case strings.HasPrefix(name, "memory-"):
		limits.Memory = 64 << 20
	case strings.HasPrefix(name, "endless-"):
		limits.CPU = 200 * time.Millisecond
	}
	return limits
}

// TestFailures runs the files of testdata/failure, each of which fails, and
// compares the failure with its golden.
func TestFailures(t *testing.T) {
	files, err := filepath.Glob("testdata/failure/*.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata/failure, error %v", err)
	}
	goldens, _ := filepath.Glob("testdata/failure/*.golden")
	if len(goldens) != len(files) && os.Getenv("UPDATE_GOLDEN") == "" {
		t.Errorf("%d files and %d goldens: they do not belong together", len(files), len(goldens))
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".js"), func(t *testing.T) {
			got := failureOf(t, file)
			golden := strings.TrimSuffix(file, ".js") + ".golden"
			if os.Getenv("UPDATE_GOLDEN") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				t.Errorf("rewrote %s: check it, and run again without UPDATE_GOLDEN", golden)
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("another failure (-golden +got):\n%s", diff)
			}
		})
	}
}

var lastColumn = regexp.MustCompile(`(?m):\d+$`)

func failureOf(t *testing.T, file string) string {
	t.Helper()
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	program, err := harness.Compile(filepath.Base(file), code)
	if err != nil {
		t.Fatal(err)
	}
	engine := harness.New(program, harness.Options{Limits: limitsOf(file)})
	event := action.Event{Message: json.RawMessage(`{}`)}
	transcript, err := engine.Deliver(context.Background(), event, created)
	if err != nil {
		t.Fatal(err)
	}
	if transcript.Failure == nil || transcript.Outcome != action.Failed {
		t.Fatalf("no failure, outcome %s", transcript.Outcome)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s after %v\n", transcript.Failure.Kind, transcript.Elapsed)
	if f := transcript.Failure; f.Status != 0 {
		fmt.Fprintf(&b, "status %d, scimType %q, detail %q, %s %s\n", f.Status, f.SCIMType, f.Detail, f.Method, f.Path)
	}
	trace := transcript.Failure.Trace()
	if transcript.Failure.Kind == action.Memory {
		// In which call of the line the limit is met is chance.
		trace = lastColumn.ReplaceAllString(trace, ":?")
	}
	b.WriteString(trace)
	for _, line := range transcript.Logs {
		fmt.Fprintf(&b, "%s: %s\n", line.Level, line.Text)
	}
	return b.String()
}
