package harness

import (
	"strings"

	"github.com/dop251/goja"
)

// consoleModule makes console. Every method that prints records a line.
func (r *realm) consoleModule() *goja.Object {
	console := r.vm.NewObject()
	for method, level := range map[string]string{
		"log": "log", "info": "info", "warn": "warn", "error": "error", "debug": "debug", "trace": "error", "dir": "log",
	} {
		must(console.Set(method, r.function(method, func(call goja.FunctionCall) goja.Value {
			r.delivery.log(level, r.format(call.Arguments))
			return goja.Undefined()
		})))
	}
	module := r.vm.NewObject()
	must(module.Set("console", console))
	return module
}

// format returns what console.log prints. Lines of plain strings, which most
// are, do without JavaScript.
func (r *realm) format(values []goja.Value) string {
	texts := make([]string, len(values))
	for i, value := range values {
		s, ok := value.(goja.String)
		if !ok || i == 0 && len(values) > 1 && strings.ContainsRune(s.String(), '%') {
			return r.formatInJavaScript(values)
		}
		texts[i] = s.String()
	}
	return strings.Join(texts, " ")
}

func (r *realm) formatInJavaScript(values []goja.Value) string {
	format := r.callable(r.module("inspect").Get("format"))
	text, err := format(goja.Undefined(), values...)
	must(err)
	return text.String()
}
