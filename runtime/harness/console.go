package harness

import (
	"strings"

	"github.com/dop251/goja"
)

// consoleMembers are the methods of console that print.
var consoleMembers = []member{
	{name: "log"}, {name: "warn"}, {name: "dir"}, {name: "info"}, {name: "error"}, {name: "debug"}, {name: "trace"},
}

// consoleLevel returns the level of the lines that a method prints.
func consoleLevel(method string) string {
	switch method {
	case "trace":
		return "error"
	case "dir":
		return "log"
	default:
		return method
	}
}

// consoleModule makes console. Every method that prints records a line.
func (r *realm) consoleModule() *goja.Object {
	console := r.newClass(&class{members: consoleMembers, does: behaviour{
		call: func(name string, call goja.FunctionCall) goja.Value {
			r.delivery.log(consoleLevel(name), r.format(call.Arguments))
			return goja.Undefined()
		},
	}})
	module := r.vm.NewObject()
	must(module.Set("console", console.prototype))
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
