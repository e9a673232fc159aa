package cli

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"
)

const scripts = "../../../testdata/script"

// updating tells that golden output is to be rewritten. A run that does so
// fails, so that nobody takes it for a test.
func updating() bool { return os.Getenv("UPDATE_GOLDEN") != "" }

// TestScripts runs the scripts, which show the command line as a user sees it.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(scripts, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no scripts in %s (%v)", scripts, err)
	}
	t.Run("script", func(t *testing.T) {
		testscript.Run(t, testscript.Params{
			Files:               files,
			UpdateScripts:       updating(),
			RequireExplicitExec: true,
			RequireUniqueNames:  true,
			Setup: func(env *testscript.Env) error {
				env.Values[mocksKey{}] = &mocks{}
				return nil
			},
			Cmds: map[string]func(*testscript.TestScript, bool, []string){
				"scimwright": scriptScimwright,
				"make":       scriptMake,
				"mock-start": scriptMockStart,
				"mock-stop":  scriptMockStop,
				"busy":       scriptBusy,
				"http":       scriptHTTP,
				"lines":      scriptLines,
				"append":     scriptAppend,
			},
		})
	})
	if updating() {
		t.Error("UPDATE_GOLDEN is set: the scripts have been rewritten; look at the changes and run again without it")
	}
}

// Every file of a script is used by it: one that is not is a leftover.
func TestScriptsUseTheirFiles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(scripts, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no scripts in %s (%v)", scripts, err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			// The mapping that verbs take when they are given none is used unnamed.
			if f.Name != defaultMapping && !strings.Contains(string(archive.Comment), f.Name) {
				t.Errorf("%s does not use its %s", filepath.Base(name), f.Name)
			}
		}
	}
}

// environment are the variables that scripts may set. TTY is one of the
// scripts: it makes the streams terminals.
var environment = []string{
	"NO_COLOR", "TERM",
	"SCIM_BASE_URL", "SCIM_BEARER_TOKEN", "SCIM_TIMEOUT_MS", "SCIM_MAX_RETRIES", "SCIM_CONNECTION_ALLOWLIST",
}

func scriptProcess(ts *testscript.TestScript, args []string) *Process {
	p := &Process{
		Args:           args,
		Dir:            ts.MkAbs("."),
		Stdin:          strings.NewReader(""),
		Stdout:         new(bytes.Buffer),
		Stderr:         new(bytes.Buffer),
		StdoutTerminal: ts.Getenv("TTY") != "",
		StderrTerminal: ts.Getenv("TTY") != "",
		Now:            func() time.Time { return time.Date(2025, time.January, 1, 12, 0, 0, 0, time.UTC) },
	}
	for _, name := range environment {
		if value := ts.Getenv(name); value != "" {
			p.Env = append(p.Env, name+"="+value)
		}
	}
	return p
}

// scriptScimwright runs the command line in this process:
//
//	scimwright check - < mapping.yaml => 2
//
// What stands behind "<" is the standard input, behind "=>" the exit code; it
// is 0 when not given.
func scriptScimwright(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("say which exit code is expected: scimwright … => 2")
	}
	want, args := redirection(ts, args, "=>", "0")
	input, args := redirection(ts, args, "<", "")
	p := scriptProcess(ts, args)
	if input != "" {
		p.Stdin = strings.NewReader(ts.ReadFile(input))
	}
	code := Main(p)
	outputs := []*bytes.Buffer{p.Stdout.(*bytes.Buffer), p.Stderr.(*bytes.Buffer)}
	fmt.Fprint(ts.Stdout(), outputs[0])
	fmt.Fprint(ts.Stderr(), outputs[1])
	for _, out := range outputs {
		if problem := unseemly(out.String(), ts.MkAbs("."), p.StdoutTerminal); problem != "" {
			ts.Fatalf("%s:\n%s", problem, out)
		}
	}
	if strconv.Itoa(code) != want {
		ts.Fatalf("exit code %d, want %s\nstdout:\n%s\nstderr:\n%s", code, want, outputs[0], outputs[1])
	}
}

// redirection takes "sign value" off the arguments.
func redirection(ts *testscript.TestScript, args []string, sign, fallback string) (string, []string) {
	for i, arg := range args {
		if arg == sign {
			if i+1 == len(args) {
				ts.Fatalf("nothing behind %s", sign)
			}
			return args[i+1], append(append([]string{}, args[:i]...), args[i+2:]...)
		}
	}
	return fallback, args
}

// unseemly names what no output may hold, whatever the script is about. By
// convention the secrets of scripts hold the word s3cret.
func unseemly(output, folder string, terminal bool) string {
	switch {
	case strings.Contains(output, "s3cret"):
		return "the output tells a secret"
	case strings.Contains(output, folder):
		return "the output names a path of this machine"
	case !terminal && strings.Contains(output, "\x1b"):
		return "the output holds colours, or what a server sent to the terminal"
	case strings.Contains(output, "goroutine "):
		return "the output holds a panic"
	}
	return ""
}

// scriptMake makes a file that would not be readable in a script:
//
//	make FILE empty | binary | megabytes N | bomb
func scriptMake(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: make FILE KIND [N]")
	}
	var text string
	switch args[1] {
	case "empty":
	case "binary":
		text = "\x7fELF\x02\x01\x01\x00\xff\xfe\x00version: 1\n"
	case "megabytes":
		n, err := strconv.Atoi(args[2])
		ts.Check(err)
		text = strings.Repeat("# as long as it takes to be too long for a mapping\n", n<<20/52+1)
	case "bomb":
		text = "version: 1\nname: bomb\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
		for i := range 12 {
			text += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i), 10), ", "))
		}
	default:
		ts.Fatalf("make knows no %s", args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// scriptAppend adds a line to a file.
func scriptAppend(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0]) + strings.Join(args[1:], " ") + "\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// scriptLines checks how many lines a file has: lines FILE N.
func scriptLines(ts *testscript.TestScript, _ bool, args []string) {
	if n := strings.Count(ts.ReadFile(args[0]), "\n"); strconv.Itoa(n) != args[1] {
		ts.Fatalf("%s has %d lines, want %s", args[0], n, args[1])
	}
}

// scriptHTTP sends a request: http METHOD URL [TOKEN] [< BODY]. It prints
// status and body, or that there is no answer, or not all of it.
func scriptHTTP(ts *testscript.TestScript, _ bool, args []string) {
	input, args := redirection(ts, args, "<", "")
	var body io.Reader
	if input != "" {
		body = strings.NewReader(ts.ReadFile(input))
	}
	r, err := http.NewRequest(args[0], args[1], body)
	ts.Check(err)
	r.Header.Set("Content-Type", "application/scim+json")
	if len(args) > 2 {
		r.Header.Set("Authorization", "Bearer "+args[2])
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		fmt.Fprintln(ts.Stdout(), "no answer")
		return
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		answer = append(answer, " (it ends here)"...)
	}
	fmt.Fprintf(ts.Stdout(), "%d %s\n", response.StatusCode, answer)
}
