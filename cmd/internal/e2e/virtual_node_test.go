package e2e_test

import (
	"testing"

	"github.com/scimwright/scimwright/runtime/action"
	v8 "github.com/scimwright/scimwright/runtime/node"
)

// startVirtualNode starts a Node whose clock stands still; nil where there is none.
func startVirtualNode(t *testing.T) *v8.Process {
	t.Helper()
	process, err := v8.Start()
	if err != nil {
		t.Log(err)
		return nil
	}
	t.Cleanup(func() { _ = process.Close() })
	return process
}

// inVirtualNode returns engines that run an Action there. Their pauses before retries are
// even.
func inVirtualNode(t *testing.T, process *v8.Process, code string) func(*action.Clock) action.Engine {
	t.Helper()
	program, err := process.Load(code)
	if err != nil {
		t.Fatal(err)
	}
	return func(clock *action.Clock) action.Engine {
		return program.NewEngine(v8.Options{Clock: clock, Cache: &action.Cache{}, Random: func() float64 { return 0.5 }})
	}
}
