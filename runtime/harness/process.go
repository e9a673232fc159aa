package harness

import "github.com/dop251/goja"

// processModule makes process, of which an Action sees no more than that it is
// Node's, and performance.
func (r *realm) processModule() *goja.Object {
	process := r.vm.NewObject()
	must(process.Set("env", r.vm.NewObject()))
	must(process.Set("argv", r.vm.NewArray("node")))
	must(process.Set("version", "v22.0.0"))
	must(process.Set("platform", "linux"))
	versions := r.vm.NewObject()
	must(versions.Set("node", "22.0.0"))
	must(process.Set("versions", versions))
	must(process.Set("nextTick", func(call goja.FunctionCall) goja.Value {
		callback, arguments := r.callbackOf(call, 1)
		r.microtask(func() error {
			_, err := callback(goja.Undefined(), arguments...)
			return err
		})
		return goja.Undefined()
	}))
	must(process.Set("uptime", func(goja.FunctionCall) goja.Value { return r.vm.ToValue(r.milliseconds() / 1000) }))
	hrtime := r.vm.ToValue(func(goja.FunctionCall) goja.Value {
		since := r.now().Sub(r.started)
		return r.vm.NewArray(int64(since/1e9), int64(since%1e9))
	}).ToObject(r.vm)
	must(process.Set("hrtime", hrtime))

	performance := r.vm.NewObject()
	must(performance.Set("now", func(goja.FunctionCall) goja.Value { return r.vm.ToValue(r.milliseconds()) }))
	must(performance.Set("timeOrigin", float64(r.started.UnixMicro())/1000))

	module := r.vm.NewObject()
	must(module.Set("process", process))
	must(module.Set("performance", performance))
	return module
}
