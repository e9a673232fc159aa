package harness

import (
	"strings"

	"github.com/dop251/goja"
)

// require stands for Node's. There is nothing to install packages from, and of
// Node's own modules there are those that need neither files nor sockets.
func (r *realm) require(call goja.FunctionCall) goja.Value {
	given := call.Argument(0).String()
	switch strings.TrimPrefix(given, "node:") {
	case "buffer":
		return r.module("buffer")
	case "crypto":
		return r.module("crypto").Get("node")
	case "url":
		return r.urlModules()
	case "util":
		return r.utilities()
	case "timers":
		return r.module("timers")
	case "timers/promises":
		return r.module("promises")
	case "process":
		return r.module("process").Get("process")
	}
	hint := "there are no npm packages in the harness: bundle what the Action needs into its file"
	if strings.HasPrefix(given, "node:") {
		hint = "of Node's own modules the harness has buffer, crypto, process, timers, timers/promises, url and util"
	}
	err := r.vm.NewTypeError("Cannot find module '" + given + "': " + hint)
	must(err.Set("code", "MODULE_NOT_FOUND"))
	panic(err)
}

// urlModules returns what stands for Node's url module.
func (r *realm) urlModules() *goja.Object {
	o := r.vm.NewObject()
	must(o.Set("URL", r.module("url").Get("URL")))
	must(o.Set("URLSearchParams", r.module("searchparams").Get("URLSearchParams")))
	return o
}

// utilities returns what stands for Node's util module.
func (r *realm) utilities() *goja.Object {
	o := r.vm.NewObject()
	for _, name := range []string{"inspect", "format"} {
		must(o.Set(name, r.module("inspect").Get(name)))
	}
	must(o.Set("promisify", r.module("promises").Get("promisify")))
	for _, name := range []string{"TextEncoder", "TextDecoder"} {
		must(o.Set(name, r.module("encoding").Get(name)))
	}
	return o
}
