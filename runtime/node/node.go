// Package node runs Actions in Node, where Auth0 runs them, on a virtual clock: V8 reads
// the code, and what is around it, time, fetch, api.cache and chance, is this program's.
// It tells what goja makes of an Action from what V8 does, at the speed of neither
// waiting. Node's own fetch and timers are not part of it.
package node

import (
	"bufio"
	"context"
	_ "embed" // of the driver
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"sync"

	"github.com/scimwright/scimwright/runtime/action"
)

//go:embed driver.cjs
var driver string

// ErrNoNode tells that there is no Node to run Actions in.
var ErrNoNode = errors.New("there is no `node` on the PATH: install Node 22, which Auth0 runs Actions in")

// Process is a Node that runs Actions. It is safe for concurrent use, and runs one event
// at a time.
type Process struct {
	mu      sync.Mutex
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	loaded  int
	broken  error // why it can run nothing any more
}

// Start starts a Node. It ends with [Process.Close].
func Start() (*Process, error) {
	path, err := exec.LookPath("node")
	if err != nil {
		return nil, ErrNoNode
	}
	command := exec.Command(path, "--no-warnings", "-e", driver)
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("node cannot be started: %w", err)
	}
	return &Process{command: command, in: in, out: bufio.NewReaderSize(out, 1<<16)}, nil
}

// Close ends the process.
func (p *Process) Close() error {
	_ = p.in.Close()
	return p.command.Wait()
}

// Engine is an Action in a [Process]. It implements [action.Engine].
type Engine struct {
	program *Program
	clock   *action.Clock
	cache   *action.Cache
	random  func() float64
}

var _ action.Engine = (*Engine)(nil)

// Program is the code of an Action that a [Process] has read.
type Program struct {
	process *Process
	number  int
}

// Options are what an engine runs with. All of it is needed.
type Options struct {
	Clock  *action.Clock // a virtual one
	Cache  *action.Cache
	Random func() float64
}

// Load has the process read the code of an Action.
func (p *Process) Load(code string) (*Program, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.loaded++
	if err := p.send(map[string]any{"load": p.loaded, "code": code}); err != nil {
		return nil, err
	}
	m, err := p.receive()
	if err != nil {
		return nil, err
	}
	if m.Problem != "" {
		return nil, fmt.Errorf("node cannot load the Action: %s", m.Problem)
	}
	return &Program{p, p.loaded}, nil
}

// Forget lets the process give the code up.
func (g *Program) Forget() {
	g.process.mu.Lock()
	defer g.process.mu.Unlock()
	_ = g.process.send(map[string]any{"forget": g.number})
}

// NewEngine returns an engine that runs the Action.
func (g *Program) NewEngine(o Options) *Engine {
	return &Engine{g, o.Clock, o.Cache, o.Random}
}

func (p *Process) send(message any) error {
	if p.broken != nil {
		return p.broken
	}
	text, err := json.Marshal(message)
	if err != nil {
		return err
	}
	if _, err := p.in.Write(append(text, '\n')); err != nil {
		p.broken = fmt.Errorf("node has ended: %w", err)
	}
	return p.broken
}

func (p *Process) receive() (*message, error) {
	line, err := p.out.ReadBytes('\n')
	if err != nil {
		p.broken = fmt.Errorf("node has ended: %w", err)
		return nil, p.broken
	}
	m := &message{}
	if err := json.Unmarshal(line, m); err != nil {
		p.broken = fmt.Errorf("node says what is no message: %w", err)
	}
	return m, p.broken
}

// Deliver runs the Action on event, implementing [action.Engine]. The transcript is masked.
func (e *Engine) Deliver(ctx context.Context, event action.Event, transport http.RoundTripper) (*action.Transcript, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, fmt.Errorf("delivery cancelled: %w", err)
	}
	p := e.program.process
	p.mu.Lock()
	defer p.mu.Unlock()
	secrets := event.Secrets
	if secrets == nil {
		secrets = map[string]string{}
	}
	d := &delivery{engine: e, ctx: ctx, transport: transport, started: e.clock.Now(), transcript: &action.Transcript{}}
	err := p.send(map[string]any{"action": e.program.number, "now": float64(d.started.UnixNano()) / 1e6,
		"message": string(event.Message), "secrets": secrets})
	for err == nil {
		var m *message
		if m, err = p.receive(); err != nil {
			break
		}
		d.pass(m.Now)
		if m.Done != nil {
			return d.complete(m.Done, event.Secrets), nil
		}
		if reply := d.answer(m); reply != nil {
			err = p.send(reply)
		}
	}
	return nil, err
}
