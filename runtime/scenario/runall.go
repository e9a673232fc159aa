package scenario

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/scimwright/scimwright/runtime/reference"
)

// Options are the choices of [RunAll]. The zero value runs every test, as many side by
// side as there are processors.
type Options struct {
	Workers  int                     // how many tests run side by side; 0: one for each processor
	FailFast bool                    // begin no more once a test has failed
	Match    func(name string) bool  // which tests to run; nil: all
	Observe  func(s *Suite) Observer // is told of evaluations; nil: nobody is
}

// Observer is told what the expressions of a mapping come to. Each worker asks for one
// of its own, which is then used by one test at a time.
type Observer func(*reference.Evaluation)

// Error is what stopped a test from running at all.
type Error struct {
	Suite *Suite
	Test  *Test
	Err   error
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("%s: %v", e.Test.Name, e.Err) }

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// job is a test to be run, and what has come of it once that is done.
type job struct {
	suite  *Suite
	test   *Test
	result *Result
	err    error
	done   chan struct{}
}

// RunAll runs the tests of suites side by side, and tells of each in the order of the
// files. Its error is an [*Error], or that of ctx.
func RunAll(ctx context.Context, suites []*Suite, o Options, tell func(*Result)) error {
	var jobs []*job
	for _, s := range suites {
		for i := range s.File.Tests {
			if t := &s.File.Tests[i]; o.Match == nil || o.Match(t.Name) {
				jobs = append(jobs, &job{suite: s, test: t, done: make(chan struct{})})
			}
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var running sync.WaitGroup
	for range min(workers, len(jobs)) {
		running.Go(func() {
			crew := map[*Suite]*worker{}
			for {
				n := int(next.Add(1)) - 1
				if n >= len(jobs) {
					return
				}
				jobs[n].run(ctx, crew, o)
				close(jobs[n].done)
			}
		})
	}
	defer running.Wait()
	for _, j := range jobs {
		<-j.done
		if j.err != nil {
			cancel()
			return &Error{j.suite, j.test, j.err}
		}
		tell(j.result)
		if o.FailFast && j.result.Failed() {
			cancel()
			return nil
		}
		j.result = nil // thousands of transcripts would pile up
	}
	return nil
}

func (j *job) run(ctx context.Context, crew map[*Suite]*worker, o Options) {
	if j.err = context.Cause(ctx); j.err != nil {
		return
	}
	w := crew[j.suite]
	if w == nil {
		var observe func(*reference.Evaluation)
		if o.Observe != nil {
			observe = o.Observe(j.suite)
		}
		if w, j.err = newWorker(j.suite, observe); j.err != nil {
			return
		}
		crew[j.suite] = w
	}
	j.result, j.err = w.run(ctx, j.test)
}
