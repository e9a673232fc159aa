package harness

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/runtime/action"
)

// delivery is the state of one run.
type delivery struct {
	engine    *Engine
	event     action.Event
	transport http.RoundTripper

	ctx    context.Context // done when the run is over or killed
	cancel context.CancelCauseFunc
	caller context.Context // of Deliver
	dog    *watchdog

	start      time.Time // on the engine's clock
	transcript *action.Transcript
	exchanges  []*exchange

	promise *goja.Promise // that the Action returned; nil until then
	settled bool          // it is
	failure *action.Failure
	broken  bool // the runtime was interrupted and cannot be used again

	// rejected holds the promises that were rejected and that nobody handles,
	// in the order of their rejection.
	rejected []*goja.Promise
}

// killed is the cause of a context that the watchdog ended.
type killed struct{ failure *action.Failure }

func (k killed) Error() string { return k.failure.Message }

func newDelivery(ctx context.Context, e *Engine, event action.Event, transport http.RoundTripper) *delivery {
	d := &delivery{engine: e, event: event, transport: transport, caller: ctx, start: e.options.Clock.Now(),
		transcript: &action.Transcript{}}
	d.ctx, d.cancel = context.WithCancelCause(ctx)
	return d
}

func (d *delivery) close() { d.cancel(errors.New("the run is over")) }

// run executes the event. It tells whether the runtime may be used again.
func (d *delivery) run() (sound bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			sound, err = false, fmt.Errorf("%s: the JavaScript engine failed: %v", d.engine.program.name, p)
		}
	}()
	r := d.engine.realm
	if r == nil {
		r = newRealm(d.engine)
		d.engine.realm = r
	}
	r.begin(d)
	defer r.end()
	d.dog = watch(d.engine.limits, func(failure *action.Failure) {
		d.cancel(killed{failure})
		r.vm.Interrupt(failure)
	})
	defer d.dog.stop()
	// Interrupts JavaScript when the caller gives up. An interrupt on its way
	// would hit the next delivery.
	calm := context.AfterFunc(d.caller, func() { r.vm.Interrupt(context.Cause(d.caller)) })
	defer func() { sound = calm() && sound }()

	if err := r.load(); err != nil {
		return false, err
	}
	d.call(r)
	d.turn(r)
	d.dog.stop()
	if d.caller.Err() != nil {
		return false, fmt.Errorf("delivery cancelled: %w", context.Cause(d.caller))
	}
	d.complete()
	// A promise that is still pending could be settled during the next run.
	return d.settled && !d.broken && d.ctx.Err() == nil, nil
}

// call hands the event to the Action.
func (d *delivery) call(r *realm) {
	r.perform(func() {
		event, err := r.eventObject(d.event)
		must(err)
		result, err := r.handler(goja.Undefined(), event, r.apiObject())
		d.settled = err != nil && isException(err)
		must(err)
		d.promise = r.promiseOf(result)
	})
}

// conclude looks whether the Action's promise is settled. To look after each
// task costs less than to have the promise call back, and no Action can be in
// the way.
func (d *delivery) conclude(r *realm) {
	if d.promise == nil || d.promise.State() == goja.PromiseStatePending {
		return
	}
	d.settled = true
	if d.promise.State() == goja.PromiseStateRejected {
		d.forget(d.promise)
		r.run(func() { d.fail(r.failureOf(action.Thrown, d.promise.Result())) })
	}
}

// turn turns the loop until the run is over.
func (d *delivery) turn(r *realm) {
	limit := d.engine.limits.Execution
	end := d.start.Add(limit)
	if limit <= 0 {
		end = d.start.AddDate(100, 0, 0)
	}
	for !d.over() {
		if d.elapsed() >= end.Sub(d.start) {
			d.fail(&action.Failure{Kind: action.Timeout, Name: "Error", Message: fmt.Sprintf(
				"the Action was still running after %v, where the platform ends it", limit)})
		} else if !r.loop.turn(r.perform, d.over) && !r.loop.wait(d.ctx, end, r.perform) {
			d.fail(&action.Failure{Kind: action.Unsettled, Name: "Error", Message: "the Action never settles: " +
				"its promise is pending, and no timer or request is left that could resolve it"})
		}
	}
}

// over tells whether the run has come to its end, one way or the other.
func (d *delivery) over() bool { return d.settled || d.failure != nil || d.ctx.Err() != nil }

// fail ends the run, unless it has failed before.
func (d *delivery) fail(f *action.Failure) {
	if d.failure == nil {
		d.failure = f
	}
}

// complete completes the transcript.
func (d *delivery) complete() {
	var k killed
	if errors.As(context.Cause(d.ctx), &k) {
		d.broken = true
		k.failure.Stack = stackOf(d.failure)
		d.failure = k.failure
	}
	d.transcript.Failure = d.failure
	d.transcript.Elapsed = d.elapsed()
	for _, x := range d.exchanges {
		x.abandon()
		d.transcript.Exchanges = append(d.transcript.Exchanges, x.record)
	}
}

func stackOf(f *action.Failure) []action.Frame {
	if f == nil {
		return nil
	}
	return f.Stack
}

// elapsed returns the time since the run began, on the engine's clock.
func (d *delivery) elapsed() time.Duration { return d.engine.options.Clock.Now().Sub(d.start) }

// track follows promises that are rejected while nobody handles them, as
// goja reports them.
func (d *delivery) track(p *goja.Promise, operation goja.PromiseRejectionOperation) {
	if operation == goja.PromiseRejectionReject {
		d.rejected = append(d.rejected, p)
		return
	}
	d.forget(p)
}

// forget takes a promise out of the rejected ones.
func (d *delivery) forget(p *goja.Promise) {
	for i, q := range d.rejected {
		if p == q {
			d.rejected = append(d.rejected[:i], d.rejected[i+1:]...)
			return
		}
	}
}

// log records a line that the Action printed.
func (d *delivery) log(level, text string) {
	d.transcript.Logs = append(d.transcript.Logs, action.LogLine{Level: level, Text: text})
}
