package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/dlclark/regexp2/v2"

	"github.com/scimwright/scimwright/runtime/harness"
)

// Process is all of the operating system that the verbs see.
type Process struct {
	Args   []string // without the program's name
	Dir    string   // what relative paths start from
	Env    []string // NAME=VALUE
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer

	StdoutTerminal bool // whether a person reads Stdout as it is written
	StderrTerminal bool

	Now func() time.Time // of the wall clock

	// Notify returns a context that ends when the user, or whoever runs the
	// process, asks it to stop. Only verbs that run until then call it. Nil is a
	// process that nobody can ask.
	Notify func(context.Context) (context.Context, context.CancelFunc)
}

// OSProcess is the process that this program runs in.
func OSProcess() *Process {
	// Most verbs end before their garbage is worth collecting as early as a
	// server's would be.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	// The harness interrupts JavaScript, but not a regular expression that
	// backtracks: goja gives those with look-around to this package, which lets
	// them run for ever unless told otherwise, and all of a process at once. The
	// limit of CPU time passes first, so that it is what ends the run.
	regexp2.DefaultMatchTimeout = harness.DefaultCPU + time.Second
	return &Process{
		Args:           os.Args[1:],
		Dir:            ".",
		Env:            os.Environ(),
		Stdin:          os.Stdin,
		Stdout:         os.Stdout,
		Stderr:         os.Stderr,
		StdoutTerminal: isTerminal(os.Stdout),
		StderrTerminal: isTerminal(os.Stderr),
		Now:            time.Now,
		Notify: func(ctx context.Context) (context.Context, context.CancelFunc) {
			return signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
		},
	}
}

// isTerminal takes every character device for a terminal. That /dev/null is
// one too does no harm.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// env returns the value of a variable of the environment, "" when it is unset.
func (p *Process) env(name string) string {
	value := ""
	for _, entry := range p.Env { // the last one counts, as in os/exec
		if len(entry) > len(name) && entry[len(name)] == '=' && entry[:len(name)] == name {
			value = entry[len(name)+1:]
		}
	}
	return value
}

// colour tells whether to colour what goes to a stream: only on a terminal
// that can, and not when the user objects (https://no-color.org).
func (p *Process) colour(terminal bool) bool {
	return terminal && p.env("NO_COLOR") == "" && p.env("TERM") != "dumb"
}

// notify is Notify, or a context that nobody ends.
func (p *Process) notify(ctx context.Context) (context.Context, context.CancelFunc) {
	if p.Notify == nil {
		return context.WithCancel(ctx)
	}
	return p.Notify(ctx)
}
