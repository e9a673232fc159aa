package harness

import (
	"time"

	"github.com/dop251/goja"
)

// eventModule gives js/event.js the time.
func (r *realm) eventModule() *goja.Object {
	return r.functions(map[string]func(goja.FunctionCall) goja.Value{
		"now": func(goja.FunctionCall) goja.Value { return r.vm.ToValue(r.milliseconds()) },
	})
}

// milliseconds returns how long the realm exists, on the engine's clock.
func (r *realm) milliseconds() float64 {
	return float64(r.now().Sub(r.started)) / float64(time.Millisecond)
}
