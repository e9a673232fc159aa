package harness

import (
	"math"
	"slices"
	"time"

	"github.com/dop251/goja"
)

// maxDelay is the longest delay of a timer in milliseconds; Node makes a longer
// one 1 ms.
const maxDelay = math.MaxInt32

// timerTable knows the timers of a realm by the number that they turn into.
type timerTable struct {
	last    int64
	waiting map[int64]*task
	class   *goja.Object // prototype of what setTimeout returns
}

func (t *timerTable) clear() { t.waiting = nil }

// timersModule makes setTimeout and its relatives, and queueMicrotask.
func (r *realm) timersModule() *goja.Object {
	return r.globalFunctions(map[string]func(goja.FunctionCall) goja.Value{
		"setTimeout":     func(call goja.FunctionCall) goja.Value { return r.setTimer(call, false) },
		"setInterval":    func(call goja.FunctionCall) goja.Value { return r.setTimer(call, true) },
		"setImmediate":   r.setImmediate,
		"clearTimeout":   r.clearTimer,
		"clearInterval":  r.clearTimer,
		"clearImmediate": r.clearTimer,
		"queueMicrotask": r.queueMicrotask,
	})
}

// setTimer implements setTimeout and setInterval.
func (r *realm) setTimer(call goja.FunctionCall, repeat bool) goja.Value {
	callback, arguments := r.callbackOf(call, 2)
	ms := call.Argument(1).ToFloat()
	if !(ms >= 1 && ms <= maxDelay) {
		ms = 1
	}
	delay := time.Duration(ms) * time.Millisecond
	object, id := r.timerObject()
	var work func()
	work = func() {
		if repeat {
			r.timers.waiting[id] = r.loop.after(delay, work)
		} else {
			delete(r.timers.waiting, id)
		}
		_, err := callback(object, arguments...)
		must(err)
	}
	r.timers.waiting[id] = r.loop.after(delay, work)
	return object
}

func (r *realm) setImmediate(call goja.FunctionCall) goja.Value {
	callback, arguments := r.callbackOf(call, 1)
	object, id := r.timerObject()
	r.timers.waiting[id] = r.loop.immediate(func() {
		delete(r.timers.waiting, id)
		_, err := callback(object, arguments...)
		must(err)
	})
	return object
}

// callbackOf returns the callback of a timer function and the arguments that
// it is to be called with, which begin at the given position.
func (r *realm) callbackOf(call goja.FunctionCall, from int) (goja.Callable, []goja.Value) {
	callback, ok := goja.AssertFunction(call.Argument(0))
	if !ok {
		panic(r.codedTypeError("ERR_INVALID_ARG_TYPE", `The "callback" argument must be of type function. Received `+
			r.describe(call.Argument(0))))
	}
	if len(call.Arguments) <= from {
		return callback, nil
	}
	// A copy: the arguments lie on a stack that goja uses again.
	return callback, slices.Clone(call.Arguments[from:])
}

// codedTypeError returns a TypeError as Node's own functions throw them.
func (r *realm) codedTypeError(code, message string) *goja.Object {
	o := r.vm.NewTypeError(message)
	must(o.Set("code", code))
	return o
}

// timerObject returns a new object for a timer, and its number. The timers of
// a realm share a prototype, with ref and unref that change nothing: whether a
// timer keeps a process alive does not matter in a container that stays.
func (r *realm) timerObject() (*goja.Object, int64) {
	if r.timers.waiting == nil {
		r.timers.waiting = map[int64]*task{}
	}
	if r.timers.class == nil {
		r.timers.class = r.newClass(&class{members: timerMembers, does: behaviour{call: r.callTimer}}).prototype
	}
	r.timers.last++
	o := r.vm.CreateObject(r.timers.class)
	must(o.DefineDataProperty("_id", r.vm.ToValue(r.timers.last), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	return o, r.timers.last
}

var timerMembers = []member{
	{name: "ref"}, {name: "unref"}, {name: "hasRef"}, {name: "close"},
	{name: "[Symbol.toPrimitive]", symbol: goja.SymToPrimitive, unnamed: true},
}

// callTimer calls a method of what setTimeout returns.
func (r *realm) callTimer(name string, call goja.FunctionCall) goja.Value {
	switch name {
	case "hasRef":
		return r.vm.ToValue(true)
	case "[Symbol.toPrimitive]":
		return call.This.ToObject(r.vm).Get("_id")
	case "close":
		r.cancelTimer(call.This)
	}
	return call.This
}

// clearTimer implements the clear functions, which pass over anything that is
// no timer.
func (r *realm) clearTimer(call goja.FunctionCall) goja.Value {
	r.cancelTimer(call.Argument(0))
	return goja.Undefined()
}

func (r *realm) cancelTimer(timer goja.Value) {
	if o, ok := timer.(*goja.Object); ok {
		timer = o.Get("_id")
	}
	if timer == nil || goja.IsUndefined(timer) || goja.IsNull(timer) {
		return
	}
	id := timer.ToInteger()
	if t := r.timers.waiting[id]; t != nil {
		r.loop.cancel(t)
		delete(r.timers.waiting, id)
	}
}

// queueMicrotask implements the function of that name.
func (r *realm) queueMicrotask(call goja.FunctionCall) goja.Value {
	callback, _ := r.callbackOf(call, 1)
	r.microtask(func() error {
		_, err := callback(goja.Undefined())
		return err
	})
	return goja.Undefined()
}

// microtask runs work among the jobs of promises. What it throws is no
// rejection but ends the run, as an exception in a timer does.
func (r *realm) microtask(work func() error) {
	promise, resolve, _ := r.vm.NewPromise()
	o := r.vm.ToValue(promise).ToObject(r.vm)
	then, _ := goja.AssertFunction(o.Get("then"))
	d := r.delivery
	_, err := then(o, r.vm.ToValue(func(goja.FunctionCall) goja.Value {
		if err := work(); err != nil {
			if !isException(err) {
				panic(err)
			}
			d.fail(r.failureOfError(err))
		}
		return goja.Undefined()
	}))
	must(err)
	must(resolve(goja.Undefined()))
}
