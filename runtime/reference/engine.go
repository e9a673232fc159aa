package reference

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// EngineOptions configure an [Engine]. The zero value is meant for tests: a virtual
// clock that starts at [action.Epoch], and an empty cache.
type EngineOptions struct {
	// Clock is what the time is told by and waited on. Nil is a virtual clock of the
	// engine's own: nothing ever waits on it.
	Clock *action.Clock

	// Cache is where access tokens are kept. Nil is an empty one of the engine's own.
	Cache *action.Cache

	// Random gives the numbers of [0, 1) that pauses before retries depend on. Nil is a
	// source of the engine's own that Seed determines.
	Random func() float64
	Seed   uint64
}

// Engine delivers events by the contract of a generated Action, natively. It
// implements [action.Engine] and, like it, is not safe for concurrent use; engines of
// one [Reference] may run side by side.
type Engine struct {
	reference *Reference
	clock     *action.Clock
	cache     *action.Cache
	random    func() float64

	known    map[string]string // the secrets that settings are of
	settings settings
}

var _ action.Engine = (*Engine)(nil)

// NewEngine returns an engine for the mapping of a reference.
func NewEngine(r *Reference, options EngineOptions) *Engine {
	e := &Engine{reference: r, clock: options.Clock, cache: options.Cache, random: options.Random}
	if e.clock == nil {
		e.clock = action.VirtualClock(action.Epoch)
	}
	if e.cache == nil {
		e.cache = &action.Cache{}
	}
	if e.random == nil {
		e.random = rand.New(rand.NewPCG(options.Seed, 0)).Float64
	}
	return e
}

// Deliver runs an event, implementing [action.Engine]. Besides a ctx that is done, its
// error is an event that is no JSON. The transcript is masked.
func (e *Engine) Deliver(ctx context.Context, event action.Event, transport http.RoundTripper) (*action.Transcript, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, fmt.Errorf("delivery cancelled: %w", err)
	}
	if transport == nil {
		return nil, errors.New("no transport to send the requests through: pass action.Handler(server) or an http.Transport")
	}
	message, err := Parse(string(event.Message))
	if err != nil {
		return nil, fmt.Errorf("the event's message has to be a CloudEvent: %w", err)
	}
	d := &delivery{engine: e, mapping: e.reference.mapping, ctx: ctx, transport: transport,
		started: e.clock.Now(), message: message, transcript: &action.Transcript{}}
	result, failed := d.provision(event.Secrets)
	if ctx.Err() != nil {
		return nil, fmt.Errorf("delivery cancelled: %w", context.Cause(ctx))
	}
	t := d.transcript
	if failed != nil {
		result = outcome{name: action.Failed, reason: loggable(failed)}
		t.Failure = failureOf(failed)
	}
	t.Elapsed = d.elapsed()
	t.Logs = []action.LogLine{d.logLine(result)}
	t.Outcome = result.name
	action.NewMasker(event.Secrets).Transcript(t)
	return t, nil
}

// outcome is what a delivery came to.
type outcome struct {
	name    action.Outcome
	reason  string
	id      string // of the resource; "" where there is none
	warning bool   // somebody should look at it
}

// skipped is an event that leaves something undone.
func skipped(reason string) outcome {
	return outcome{name: action.Skipped, reason: reason, warning: true}
}

// elapsed is how long the delivery has been running.
func (d *delivery) elapsed() time.Duration { return d.engine.clock.Now().Sub(d.started) }

// ms is how many whole milliseconds the delivery has been running, by a clock that
// tells no less.
func (d *delivery) ms() int64 { return d.engine.clock.Now().UnixMilli() - d.started.UnixMilli() }

// left is how many milliseconds of the budget are left: one deadline holds for the
// whole delivery.
func (d *delivery) left() int64 { return d.mapping.Transport.Budget.Value.Milliseconds() - d.ms() }

// wait lets time pass. A timer takes a millisecond at least.
func (d *delivery) wait(pause time.Duration) error {
	pause = max(pause, time.Millisecond)
	if d.engine.clock.Virtual() {
		d.engine.clock.Advance(pause)
		return nil
	}
	return action.Pause(d.ctx, pause)
}
