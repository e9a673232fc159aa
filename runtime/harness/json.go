package harness

import (
	"github.com/dop251/goja"
)

// maxNesting is how deep JSON that is parsed may nest. goja's parser calls
// itself for each level, and a Go stack that overflows ends the process.
const maxNesting = 10_000

// guardJSON puts a quicker reader before JSON.parse, and a check: of text that
// nests deeper than anything sensible, it throws a RangeError.
func (r *realm) guardJSON() {
	object := r.vm.Get("JSON").ToObject(r.vm)
	parse := r.callable(object.Get("parse"))
	r.parse = func(this goja.Value, arguments ...goja.Value) (goja.Value, error) {
		if len(arguments) > 0 {
			text, ok := arguments[0].(goja.String)
			if ok && len(arguments) == 1 {
				if value, read := readJSON(r.vm, text.String()); read {
					return value, nil
				}
			}
			if ok && text.Length() > maxNesting && nesting(text.String()) > maxNesting {
				constructor := r.vm.Get("RangeError")
				thrown, err := r.vm.New(constructor, r.vm.ToValue("Maximum call stack size exceeded: the JSON nests too deep"))
				must(err)
				panic(thrown)
			}
		}
		return parse(this, arguments...)
	}
	guarded := r.function("parse", func(call goja.FunctionCall) goja.Value {
		v, err := r.parse(call.This, call.Arguments...)
		must(err)
		return v
	})
	must(object.DefineDataProperty("parse", guarded, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// nesting returns how deep the brackets in a JSON text nest.
func nesting(text string) int {
	depth, deepest, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
			deepest = max(deepest, depth)
		case c == ']' || c == '}':
			depth--
		}
	}
	return deepest
}
