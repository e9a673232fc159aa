package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/fuzz"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// TestFuzzTellsOfADisagreement writes what the engines part at into a file that `test`
// reads, and over none that is there.
func TestFuzzTellsOfADisagreement(t *testing.T) {
	folder := t.TempDir()
	var out bytes.Buffer
	p := &Process{Stdout: &out, Dir: folder}
	c := &fuzzCommand{process: p, output: "found.test.yaml"}
	found := &fuzz.Disagreement{
		File: &scenario.File{MappingFile: "mapping.yaml", Tests: []scenario.Test{{
			Name: "the engines agree", Users: []map[string]any{{"userName": "ada"}},
			Events: []scenario.Event{{"type": "user.created", "user": map[string]any{"user_id": "auth0|1"}}},
		}}},
		Differences: []string{"event 1: outcome:\n  action: created\n  reference: failed\x1b[31m"},
	}
	if err := c.place(found.File, []string{"sub/mapping.yaml"}); err != nil {
		t.Fatal(err)
	}
	if code := asFailure(c.tell(found)).code; code != ExitFindings {
		t.Errorf("the exit code is %d", code)
	}
	for _, line := range []string{"The engines disagree:\n", "  event 1: outcome:\n", "    reference: failed"} {
		if !strings.Contains(out.String(), line) || strings.Contains(out.String(), "\x1b") {
			t.Errorf("it says %q, which lacks %q", out.String(), line)
		}
	}
	text, err := os.ReadFile(filepath.Join(folder, "found.test.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	again, problems := scenario.Read("found.test.yaml", string(text))
	if again == nil || again.MappingFile != "sub/mapping.yaml" || len(again.Tests) != 1 {
		t.Errorf("%+v, %v\n%s", again, problems, text)
	}
	if code := asFailure(c.tell(found)).code; code != ExitUnusable {
		t.Errorf("over a file that is there, the exit code is %d", code)
	}
}
