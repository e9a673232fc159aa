package harness

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/runtime/action"
)

// maxCalls is how deep JavaScript calls may nest, about as in Node.
const maxCalls = 10_000

// realm is a JavaScript runtime with its host objects and its event loop, and
// the Action that is loaded into it.
type realm struct {
	engine  *Engine
	vm      *goja.Runtime
	loop    *loop
	handler goja.Callable // onExecuteEventStream; nil until loaded

	delivery *delivery // that is running; nil in between
	started  time.Time // of the realm, for performance.now

	modules map[string]*goja.Object // host modules that were asked for
	classes map[string]*class       // those of Go's that were asked for
	use     goja.Value              // by which host scripts ask for one
	parse   goja.Callable           // JSON.parse
	cache   *goja.Object            // api.cache
	timers  timerTable

	enter   goja.Callable // runs entered on an empty stack
	entered func()
}

func newRealm(e *Engine) *realm {
	r := &realm{
		engine:  e,
		vm:      goja.New(),
		modules: map[string]*goja.Object{},
		classes: map[string]*class{},
	}
	r.vm.SetMaxCallStackSize(maxCalls)
	r.follow(e.options.Clock)
	r.vm.SetPromiseRejectionTracker(func(p *goja.Promise, operation goja.PromiseRejectionOperation) {
		if r.delivery != nil {
			r.delivery.track(p, operation)
		}
	})
	r.enter, _ = goja.AssertFunction(r.function("", func(goja.FunctionCall) goja.Value {
		r.entered()
		return goja.Undefined()
	}))
	r.use = r.vm.ToValue(func(call goja.FunctionCall) goja.Value { return r.module(call.Argument(0).String()) })
	r.guardJSON()
	r.defineGlobals()
	return r
}

// follow sets the realm to a clock, and to the random numbers of its engine.
func (r *realm) follow(clock *action.Clock) {
	r.loop, r.started = newLoop(clock), clock.Now()
	r.vm.SetTimeSource(clock.Now)
	r.vm.SetRandSource(r.engine.random.Float64)
}

// begin makes d the running delivery, end leaves it.
func (r *realm) begin(d *delivery) { r.delivery = d }

func (r *realm) end() {
	r.loop.clear()
	r.timers.clear()
	r.delivery = nil
}

// perform runs work as one task of the loop: JavaScript that it calls runs on
// an empty stack, and all microtasks run after it. What escapes the task, and
// promises that are left rejected, fail the delivery.
func (r *realm) perform(work func()) {
	d := r.delivery
	r.run(work)
	d.conclude(r)
	if d.failure == nil && len(d.rejected) > 0 {
		// To read what was thrown may run getters of the Action.
		r.run(func() {
			failure := r.failureOf(action.Unhandled, d.rejected[0].Result())
			failure.Message = "unhandled rejection, which ends a Node process: " + failure.Message
			d.fail(failure)
		})
	}
}

// run runs work and all microtasks after it, under the eyes of the watchdog.
func (r *realm) run(work func()) {
	d := r.delivery
	d.dog.running()
	r.entered = work
	_, err := r.enter(goja.Undefined())
	d.dog.resting()
	if err != nil {
		d.broken = d.broken || !isException(err)
		d.fail(r.failureOfError(err))
	}
}

// isException tells an exception of JavaScript from the end of a runtime.
func isException(err error) bool {
	_, ok := err.(*goja.Exception)
	return ok
}

// promiseOf returns the promise that an Action has returned, or one that is
// resolved with whatever else it has.
func (r *realm) promiseOf(result goja.Value) *goja.Promise {
	if o, ok := result.(*goja.Object); ok {
		if o.ExportType() == reflect.TypeFor[*goja.Promise]() {
			return o.Export().(*goja.Promise)
		}
	}
	promise, resolve, _ := r.vm.NewPromise()
	must(resolve(result))
	return promise
}

// function returns a JavaScript function that calls f.
func (r *realm) function(name string, f func(goja.FunctionCall) goja.Value) *goja.Object {
	return r.named(name, f)
}

// named returns a function, which goja would name after the Go closure.
func (r *realm) named(name string, f any) *goja.Object {
	o := r.vm.ToValue(f).(*goja.Object)
	_ = o.DefineDataProperty("name", r.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return o
}

// callable returns the function v; that it is one is up to our own scripts.
func (r *realm) callable(v goja.Value) goja.Callable {
	f, ok := goja.AssertFunction(v)
	if !ok {
		panic(r.vm.NewTypeError("a host script passed no function"))
	}
	return f
}

// must panics with an error that JavaScript is to see, or that ends the run.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// eventObject returns the event as the Action is given it: made by JSON.parse,
// so that it has nothing of Go's about it.
func (r *realm) eventObject(event action.Event) (*goja.Object, error) {
	message, err := r.parse(goja.Undefined(), r.vm.ToValue(string(event.Message)))
	if err != nil {
		return nil, err
	}
	secrets := r.vm.NewObject()
	for _, name := range slices.Sorted(maps.Keys(event.Secrets)) {
		value := r.vm.ToValue(event.Secrets[name])
		err := secrets.DefineDataProperty(name, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
		if err != nil {
			return nil, err
		}
	}
	o := r.vm.NewObject()
	return o, errors.Join(o.Set("message", message), o.Set("secrets", secrets))
}

// load runs the file and takes its Action, the first time that it is called.
func (r *realm) load() error {
	if r.handler != nil {
		return nil
	}
	name := r.engine.program.name
	var exported goja.Value
	r.perform(func() {
		wrapper, err := r.vm.RunProgram(r.engine.program.compiled)
		must(err)
		body, _ := goja.AssertFunction(wrapper)
		exports, module := r.vm.NewObject(), r.vm.NewObject()
		must(module.Set("exports", exports))
		_, err = body(exports, exports, r.function("require", r.require), module, r.vm.ToValue(name), r.vm.ToValue("."))
		must(err)
		exported = module.Get("exports")
	})
	d := r.delivery
	if d.caller.Err() != nil {
		return fmt.Errorf("delivery cancelled: %w", d.caller.Err())
	}
	if d.failure == nil && exported != nil {
		problem := ""
		r.handler, problem = r.actionOf(exported)
		if problem == "" {
			return nil
		}
		return &LoadError{File: name, Problem: problem}
	}
	var k killed
	if errors.As(context.Cause(d.ctx), &k) {
		return &LoadError{File: name, Problem: "the file does not load", Failure: k.failure}
	}
	return &LoadError{File: name, Problem: "the file throws when it is loaded", Failure: d.failure}
}

// handlerName is what an event stream calls.
const handlerName = "onExecuteEventStream"

// actionOf finds the Action among what the file exports, or says why it cannot.
func (r *realm) actionOf(exported goja.Value) (goja.Callable, string) {
	const fix = "write exports." + handlerName + " = async (event, api) => { … }"
	o, ok := exported.(*goja.Object)
	if !ok {
		return nil, "module.exports is no object: " + fix
	}
	var value goja.Value
	if exception := r.vm.Try(func() { value = o.Get(handlerName) }); exception != nil {
		return nil, "reading exports." + handlerName + " throws: " + exception.Error()
	}
	if value == nil {
		if keys := o.Keys(); len(keys) > 0 {
			quoted, _ := json.Marshal(keys)
			return nil, "exports no " + handlerName + " but " + string(quoted) + ": " + fix
		}
		return nil, "exports nothing: " + fix
	}
	handler, ok := goja.AssertFunction(value)
	if !ok {
		return nil, "exports." + handlerName + " is no function: " + fix
	}
	return handler, ""
}
