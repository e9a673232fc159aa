package reference_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/templates"
)

// call is a call of a function with arguments, as both engines are asked for it.
type call struct {
	Function string     `json:"function"`
	Args     []argument `json:"args"`
}

// argument is a value, or the way in which there is none.
type argument struct {
	Value any    `json:"value"`
	None  string `json:"none,omitempty"` // missing or failure
}

// javaScript makes calls of the functions that Actions hold.
type javaScript func(t *testing.T, calls []call) []argument

// javaScripts are the engines that the functions of Actions run in: goja, and
// Node where there is one.
func javaScripts(t *testing.T) map[string]javaScript {
	t.Helper()
	result := map[string]javaScript{"goja": inGoja(t)}
	if path, err := exec.LookPath("node"); err == nil {
		result["node"] = inNode(t, path)
	} else if os.Getenv("CI") != "" {
		t.Fatal("the functions are compared with Node's, and there is no node")
	}
	return result
}

// module is what the modules of the Action are stripped of, for a script.
var module = regexp.MustCompile(`(?m)^(import .*\n|export )`)

// functions is a script with the function answer, which makes calls.
func functions(t *testing.T) string {
	t.Helper()
	var script strings.Builder
	for _, name := range []string{"mapping-error.js", "cel/evaluate.js", "cel/empty.js", "cel/identity.js"} {
		text, err := fs.ReadFile(templates.Action, "action/"+name)
		if err != nil {
			t.Fatal(err)
		}
		script.WriteString(module.ReplaceAllString(string(text), ""))
	}
	script.WriteString(`
function valueOf({ value, none }) {
  if (none === "missing") return found(undefined);
  if (none === "failure") throw noSuchOverload();
  return value;
}
const functions = { asciiFold, titleCase, digits, emailLocal, emailDomain };
const answer = (calls) => calls.map((call) => {
  try {
    const args = call.args.map((arg) => () => valueOf(arg));
    if (call.function === "coalesce") return { value: coalesce(...args) };
    return { value: functions[call.function](...args.map((arg) => arg())) };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { value: null, none: error.missing ? "missing" : "failure" };
  }
});
`)
	return script.String()
}

// inGoja has the calls made by an Action, which sends the results.
func inGoja(t *testing.T) javaScript {
	t.Helper()
	code := functions(t) + `
exports.onExecuteEventStream = async (event) => {
  await fetch("https://example.com/", { method: "POST", body: JSON.stringify(answer(event.message.calls)) });
};`
	program, err := harness.Compile("functions.js", []byte(code))
	if err != nil {
		t.Fatal(err)
	}
	engine := harness.New(program, harness.Options{Limits: harness.Limits{CPU: -1, Memory: -1}})
	return func(t *testing.T, calls []call) []argument {
		t.Helper()
		message, err := json.Marshal(map[string]any{"type": "user.created", "calls": calls})
		if err != nil {
			t.Fatal(err)
		}
		var results []argument
		server := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			if err := json.NewDecoder(r.Body).Decode(&results); err != nil {
				t.Error(err)
			}
		})
		transcript, err := engine.Deliver(context.Background(), action.Event{Message: message}, action.Handler(server))
		if err != nil {
			t.Fatal(err)
		}
		if transcript.Failure != nil {
			t.Fatal(transcript.Failure)
		}
		return all(t, calls, results)
	}
}

// inNode has the calls made by a process of its own.
func inNode(t *testing.T, node string) javaScript {
	t.Helper()
	file := filepath.Join(t.TempDir(), "functions.cjs")
	code := functions(t) + `
process.stdout.write(JSON.stringify(answer(JSON.parse(require("fs").readFileSync(0, "utf8")))));`
	if err := os.WriteFile(file, []byte(code), 0o600); err != nil {
		t.Fatal(err)
	}
	return func(t *testing.T, calls []call) []argument {
		t.Helper()
		input, err := json.Marshal(calls)
		if err != nil {
			t.Fatal(err)
		}
		var stderr bytes.Buffer
		command := exec.Command(node, file)
		command.Stdin, command.Stderr = bytes.NewReader(input), &stderr
		output, err := command.Output()
		if err != nil {
			t.Fatalf("%v\n%s", err, &stderr)
		}
		var results []argument
		if err := json.Unmarshal(output, &results); err != nil {
			t.Fatal(err)
		}
		return all(t, calls, results)
	}
}

func all(t *testing.T, calls []call, results []argument) []argument {
	t.Helper()
	if len(results) != len(calls) {
		t.Fatalf("%d results of %d calls", len(results), len(calls))
	}
	return results
}
