package harness

import (
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/dop251/goja"
)

// The members of AbortSignal and AbortController (DOM standard, section 3).
var (
	signalMembers = []member{
		{name: "aborted", kind: getter}, {name: "reason", kind: getter}, {name: "onabort", kind: accessor},
		{name: "throwIfAborted"},
	}
	controllerMembers = []member{{name: "signal", kind: getter}, {name: "abort", length: 1}}
)

// signal is the state of an AbortSignal.
type signal struct {
	listeners
	object  *goja.Object
	aborted bool
	reason  goja.Value
	steps   []*step // what fetch and dependent signals do before the event is fired
}

// step is called with the reason when a signal is aborted.
type step struct{ take func(reason goja.Value) }

// controller is the state of an AbortController.
type controller struct{ signal *signal }

// newSignal returns a signal that is not aborted.
func (r *realm) newSignal() *signal {
	s := &signal{reason: goja.Undefined()}
	s.object = r.class("AbortSignal").instantiate(s)
	return s
}

// signalClass makes AbortSignal.
func (r *realm) signalClass() *class {
	return r.newClass(&class{name: "AbortSignal", parent: "EventTarget", members: signalMembers, statics: r.signalStatics, does: behaviour{
		construct: func(goja.ConstructorCall) { panic(r.codedTypeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor")) },
		get: func(this goja.Value, name string) goja.Value {
			s := mustState[*signal](r, this)
			switch name {
			case "aborted":
				return r.vm.ToValue(s.aborted)
			case "reason":
				return s.reason
			default:
				return goja.Null() // onabort, as long as nothing is assigned
			}
		},
		set: func(this goja.Value, name string, value goja.Value) {
			must(this.ToObject(r.vm).DefineDataProperty(name, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		},
		call: func(_ string, call goja.FunctionCall) goja.Value {
			if s := mustState[*signal](r, call.This); s.aborted {
				panic(s.reason)
			}
			return goja.Undefined()
		},
	}})
}

func (r *realm) signalStatics(c *class) {
	c.static("abort", 1, func(call goja.FunctionCall) goja.Value {
		s := r.newSignal()
		s.aborted, s.reason = true, r.abortReason(call.Argument(0))
		return s.object
	})
	c.static("timeout", 1, r.timeoutSignal)
	c.static("any", 1, r.anySignal)
}

// timeoutSignal implements AbortSignal.timeout(delay), whose timer no
// clearTimeout can reach.
func (r *realm) timeoutSignal(call goja.FunctionCall) goja.Value {
	given := call.Argument(0)
	if !goja.IsNumber(given) {
		panic(r.codedTypeError("ERR_INVALID_ARG_TYPE", `The "delay" argument must be of type number.`))
	}
	delay := given.ToFloat()
	if delay != math.Trunc(delay) || !(delay >= 0 && delay <= math.MaxUint32) {
		o, err := r.vm.New(r.vm.Get("RangeError"), r.vm.ToValue(
			`The value of "delay" is out of range. It must be >= 0 && <= `+strconv.Itoa(math.MaxUint32)+". Received "+given.String()))
		must(err)
		must(o.Set("code", "ERR_OUT_OF_RANGE"))
		panic(o)
	}
	s := r.newSignal()
	r.loop.after(time.Duration(delay)*time.Millisecond, func() {
		r.abort(s, r.domException("The operation was aborted due to timeout", "TimeoutError"))
	})
	return s.object
}

// anySignal implements AbortSignal.any(signals).
func (r *realm) anySignal(call goja.FunctionCall) goja.Value {
	var all []*signal
	r.vm.ForOf(call.Argument(0), func(v goja.Value) bool {
		all = append(all, mustState[*signal](r, v))
		return true
	})
	dependent := r.newSignal()
	if i := slices.IndexFunc(all, func(s *signal) bool { return s.aborted }); i >= 0 {
		dependent.aborted, dependent.reason = true, all[i].reason
		return dependent.object
	}
	for _, s := range all {
		s.follow(func(reason goja.Value) { r.abort(dependent, reason) })
	}
	return dependent.object
}

// controllerClass makes AbortController.
func (r *realm) controllerClass() *class {
	return r.newClass(&class{name: "AbortController", members: controllerMembers, does: behaviour{
		construct: func(call goja.ConstructorCall) { r.keep(call.This, &controller{r.newSignal()}) },
		get: func(this goja.Value, _ string) goja.Value {
			return mustState[*controller](r, this).signal.object
		},
		call: func(_ string, call goja.FunctionCall) goja.Value {
			s := mustState[*controller](r, call.This).signal
			if !s.aborted {
				r.abort(s, r.abortReason(call.Argument(0)))
			}
			return goja.Undefined()
		},
	}})
}

// follow has take called when the signal is aborted, unfollow takes that back.
func (s *signal) follow(take func(reason goja.Value)) *step {
	followed := &step{take}
	s.steps = append(s.steps, followed)
	return followed
}

func (s *signal) unfollow(followed *step) {
	if i := slices.Index(s.steps, followed); i >= 0 {
		s.steps = slices.Delete(s.steps, i, i+1)
	}
}

// abort aborts a signal, unless it is aborted.
func (r *realm) abort(s *signal, reason goja.Value) {
	if s.aborted {
		return
	}
	s.aborted, s.reason = true, reason
	steps := s.steps
	s.steps = nil
	for _, followed := range steps {
		followed.take(reason)
	}
	event, err := r.vm.New(r.module("event").Get("Event"), r.vm.ToValue("abort"))
	must(err)
	r.dispatch(s.object, &s.listeners, event)
}

// abortReason returns the reason that an Action gives, or the one that it need
// not give.
func (r *realm) abortReason(given goja.Value) goja.Value {
	if !goja.IsUndefined(given) {
		return given
	}
	return r.domException("This operation was aborted", "AbortError")
}

func (r *realm) domException(message, name string) *goja.Object {
	o, err := r.vm.New(r.module("exception").Get("DOMException"), r.vm.ToValue(message), r.vm.ToValue(name))
	must(err)
	return o
}
