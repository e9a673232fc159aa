package cli

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestMain lets this test binary be scimwright itself, as a process.
func TestMain(m *testing.M) {
	if os.Getenv("SCIMWRIGHT_PROCESS") != "" {
		os.Exit(Main(OSProcess()))
	}
	os.Exit(m.Run())
}

func processCommand(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "SCIMWRIGHT_PROCESS=1")
	cmd.Dir = t.TempDir()
	return cmd
}

// A real process, real streams, a real signal.
func TestMockEndsOnSignal(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			cmd := processCommand(t, "mock", "--addr", "127.0.0.1:0")
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer cmd.Process.Kill()
			lines := bufio.NewScanner(out)
			if !lines.Scan() {
				t.Fatal("mock prints nothing")
			}
			url := mockURLLine.FindStringSubmatch(lines.Text())
			if url == nil {
				t.Fatalf("no URL in %q", lines.Text())
			}
			response, err := http.Get(url[1] + "/Users")
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if err := cmd.Process.Signal(signal); err != nil {
				t.Skipf("no such signal here: %v", err)
			}
			var rest strings.Builder
			for lines.Scan() {
				rest.WriteString(lines.Text() + "\n")
			}
			if err := cmd.Wait(); err != nil {
				t.Errorf("mock ended with %v", err)
			}
			if !strings.HasSuffix(rest.String(), "/scim/v2/Users  200\n") {
				t.Errorf("the request is not logged:\n%s", &rest)
			}
		})
	}
}

func TestProcessExitCodes(t *testing.T) {
	for _, tc := range []struct {
		args []string
		code int
	}{
		{[]string{"--version"}, ExitOK},
		{[]string{"check"}, ExitUnusable},
		{[]string{"generate", "--check", "-o", "action.js", "-"}, ExitUnusable}, // an empty standard input
	} {
		cmd := processCommand(t, tc.args...)
		_ = cmd.Run()
		if got := cmd.ProcessState.ExitCode(); got != tc.code {
			t.Errorf("%v: exit code %d, want %d", tc.args, got, tc.code)
		}
	}
}

// brokenWriter is a stream whose reader has gone away.
type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}
}

func TestOutputThatCannotBeWritten(t *testing.T) {
	for _, args := range [][]string{
		{"demo"}, {"demo", "--json"}, {"generate"}, {"check"}, {"check", "--json"}, {"init", "elsewhere"},
		{"run", "--event", "event.json"},
	} {
		dir := t.TempDir()
		setup := &Process{Args: []string{"init"}, Dir: dir, Stdout: io.Discard, Stderr: io.Discard}
		if code := Main(setup); code != ExitOK {
			t.Fatalf("init: exit code %d", code)
		}
		var stderr strings.Builder
		p := &Process{Args: args, Dir: dir, Stdout: brokenWriter{}, Stderr: &stderr}
		if code := Main(p); code != ExitWorld {
			t.Errorf("%v: exit code %d, want %d; %s", args, code, ExitWorld, &stderr)
		}
		if got := stderr.String(); got != "error: cannot write the output: broken pipe\n" {
			t.Errorf("%v: got %q", args, got)
		}
	}
}

func TestWriteKeepsWhatIsThereWhenItFails(t *testing.T) {
	dir := t.TempDir()
	p := &Process{Dir: dir}
	if err := p.write("action.js", "first"); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, "action.js"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := p.write("action.js", "second"); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v (%v), want action.js alone", entries, err)
	}
	info, err := os.Stat(filepath.Join(dir, "action.js"))
	if err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the file's mode is %v (%v), want that of the one before", info.Mode(), err)
	}
	var f *failure
	if err := p.write("no/action.js", "third"); !errors.As(err, &f) || f.code != ExitUnusable {
		t.Errorf("got %v", err)
	}
}

func TestInputWithoutEnd(t *testing.T) {
	var stderr strings.Builder
	p := &Process{Args: []string{"check", "-"}, Dir: t.TempDir(), Stdin: endless{}, Stdout: io.Discard, Stderr: &stderr}
	if code := Main(p); code != ExitUnusable {
		t.Errorf("exit code %d, want %d", code, ExitUnusable)
	}
	if got := stderr.String(); !strings.Contains(got, "stdin has more than 64 MB") {
		t.Errorf("got %q", got)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// Of what goja runs, only a regular expression that backtracks cannot be
// interrupted. It comes to an end nevertheless.
func TestPatternThatBacktracksIsEnded(t *testing.T) {
	t.Parallel()
	cmd := processCommand(t, "run", "--action", "action.js", "--event", "event.json")
	for name, text := range map[string]string{
		"action.js":  `exports.onExecuteEventStream = async () => { /^(?=a)(a+)+$/.test("a".repeat(100) + "b"); };`,
		"event.json": `{"type": "user.created"}`,
	} {
		if err := os.WriteFile(filepath.Join(cmd.Dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, _ := cmd.Output()
	if code := cmd.ProcessState.ExitCode(); code != ExitFindings || !strings.Contains(string(out), "computed for more than 5s") {
		t.Errorf("exit code %d, output\n%s", code, out)
	}
}
