package harness

import (
	"time"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/runtime/action"
)

// eventModule gives js/event.js the time, and a place for what listeners throw.
func (r *realm) eventModule() *goja.Object {
	return r.functions(map[string]func(goja.FunctionCall) goja.Value{
		"now": func(goja.FunctionCall) goja.Value { return r.vm.ToValue(r.milliseconds()) },
		"uncaught": func(call goja.FunctionCall) goja.Value {
			r.delivery.fail(r.failureOf(action.Thrown, call.Argument(0)))
			return goja.Undefined()
		},
	})
}

// milliseconds returns how long the realm exists, on the engine's clock.
func (r *realm) milliseconds() float64 {
	return float64(r.now().Sub(r.started)) / float64(time.Millisecond)
}

// abortModule gives js/abort.js a timer that no clearTimeout can reach.
func (r *realm) abortModule() *goja.Object {
	return r.functions(map[string]func(goja.FunctionCall) goja.Value{
		"after": func(call goja.FunctionCall) goja.Value {
			delay := time.Duration(call.Argument(0).ToInteger()) * time.Millisecond
			callback := r.callable(call.Argument(1))
			r.loop.after(delay, func() {
				_, err := callback(goja.Undefined())
				must(err)
			})
			return goja.Undefined()
		},
	})
}
