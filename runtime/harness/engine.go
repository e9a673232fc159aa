package harness

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"

	"github.com/scimwright/scimwright/runtime/action"
)

// Engine delivers events to one Action. It implements [action.Engine] and, like
// it, is not safe for concurrent use; engines of one [Program] may run
// side by side.
type Engine struct {
	program *Program
	options Options
	limits  Limits
	random  *rand.Rand
	realm   *realm // kept for the next delivery; nil before the first
}

var _ action.Engine = (*Engine)(nil)

// New returns an engine that runs program.
func New(program *Program, options Options) *Engine {
	e := &Engine{program: program}
	e.Reset(options)
	return e
}

// Reset gives the engine other options, as if it were new, but for the runtime, which is
// kept with whatever the Action has left in it.
func (e *Engine) Reset(options Options) {
	if options.Clock == nil {
		options.Clock = action.VirtualClock(action.Epoch)
	}
	if options.Cache == nil {
		options.Cache = &action.Cache{}
	}
	e.options = options
	e.limits = options.Limits.withDefaults()
	e.random = rand.New(rand.NewPCG(options.Seed, 0))
	if e.realm != nil {
		e.realm.follow(options.Clock)
	}
}

// Clock returns the clock that the engine runs on.
func (e *Engine) Clock() *action.Clock { return e.options.Clock }

// LoadError tells that a file ran, or began to, and there is no Action in it.
type LoadError struct {
	File    string
	Problem string          // what is wrong with the file as a whole
	Failure *action.Failure // what it threw; nil when it just exports no Action
}

// Error implements error.
func (e *LoadError) Error() string {
	if e.Failure == nil {
		return e.File + ": " + e.Problem
	}
	text := e.File + ": " + e.Problem + ": " + e.Failure.Error()
	if len(e.Failure.Stack) > 0 {
		text += " at " + e.Failure.Stack[0].String()
	}
	return text
}

// Unwrap returns what the file threw, or nil.
func (e *LoadError) Unwrap() error {
	if e.Failure == nil {
		return nil
	}
	return e.Failure
}

// Deliver runs the Action on event, implementing [action.Engine]. Besides a
// ctx that is done, its errors are a [*LoadError] and an event that is no
// JSON. The transcript is masked.
func (e *Engine) Deliver(ctx context.Context, event action.Event, transport http.RoundTripper) (*action.Transcript, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, fmt.Errorf("delivery cancelled: %w", err)
	}
	if transport == nil {
		return nil, errors.New("no transport to send the Action's requests through: " +
			"pass action.Handler(server) or an http.Transport")
	}
	if !json.Valid(event.Message) {
		return nil, errors.New("the event's message is not valid JSON: it has to be a CloudEvent")
	}
	masker := action.NewMasker(event.Secrets)
	d := newDelivery(ctx, e, event, transport)
	defer d.close()
	sound, err := d.run()
	if !sound || e.options.Fresh {
		e.realm = nil
	}
	if err != nil {
		var load *LoadError
		if errors.As(err, &load) {
			masker.Failure(load.Failure)
		}
		return nil, err
	}
	masker.Transcript(d.transcript)
	d.transcript.Outcome = action.OutcomeOf(d.transcript.Logs, d.transcript.Failure)
	return d.transcript, nil
}
