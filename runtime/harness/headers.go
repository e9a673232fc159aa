package harness

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// headersMembers are those of Headers (Fetch standard, section 5.1).
var headersMembers = []member{
	{name: "append"}, {name: "set"}, {name: "delete"}, {name: "get"}, {name: "has"}, {name: "getSetCookie"},
	{name: "forEach", length: 2}, {name: "entries", symbol: goja.SymIterator}, {name: "keys"}, {name: "values"},
}

// headersClass makes Headers. The state of one is its [headerList].
func (r *realm) headersClass() *class {
	return r.newClass(&class{name: "Headers", members: headersMembers, does: behaviour{
		construct: func(call goja.ConstructorCall) { r.keep(call.This, r.headersFrom(call.Argument(0))) },
		call:      r.callHeaders,
	}})
}

// headersFrom returns the list that new Headers(init) has.
func (r *realm) headersFrom(init goja.Value) *headerList {
	l := &headerList{}
	if goja.IsUndefined(init) {
		return l
	}
	record, ok := init.(*goja.Object)
	if !ok {
		panic(r.vm.NewTypeError("Headers constructor: init given is not one of " +
			"sequence<sequence<ByteString>>, record<ByteString, ByteString>."))
	}
	if other, ok := stateOf[*headerList](init); ok {
		l.fields = slices.Clone(other.fields)
		return l
	}
	if iterator := record.GetSymbol(goja.SymIterator); iterator != nil {
		if _, callable := goja.AssertFunction(iterator); callable {
			flat := r.inJavaScript("pairs", "read", init).ToObject(r.vm)
			for i := range int(flat.Get("length").ToInteger()) / 2 {
				name := r.headerName(flat.Get(strconv.Itoa(2*i)), "append")
				l.append(name, r.headerValue(flat.Get(strconv.Itoa(2*i+1)), "append"))
			}
			return l
		}
	}
	for _, key := range record.Keys() {
		name := checkedHeaderName(r, key, "append")
		l.append(name, r.headerValue(record.Get(key), "append"))
	}
	return l
}

// callHeaders calls a method of Headers.
func (r *realm) callHeaders(name string, call goja.FunctionCall) goja.Value {
	l := mustState[*headerList](r, call.This)
	switch name {
	case "append":
		r.requireArguments(call, 2, name)
		key := r.headerName(call.Argument(0), name)
		l.append(key, r.headerValue(call.Argument(1), name))
	case "set":
		r.requireArguments(call, 2, name)
		key := r.headerName(call.Argument(0), name)
		l.set(key, r.headerValue(call.Argument(1), name))
	case "delete":
		r.requireArguments(call, 1, name)
		l.remove(r.headerName(call.Argument(0), name))
	case "get":
		r.requireArguments(call, 1, name)
		if value, ok := l.get(r.headerName(call.Argument(0), name)); ok {
			return r.vm.ToValue(value)
		}
		return goja.Null()
	case "has":
		r.requireArguments(call, 1, name)
		_, ok := l.get(r.headerName(call.Argument(0), name))
		return r.vm.ToValue(ok)
	case "getSetCookie":
		return r.textArray(l.values("set-cookie"))
	case "forEach":
		if _, ok := goja.AssertFunction(call.Argument(0)); !ok {
			panic(r.vm.NewTypeError("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'."))
		}
		r.inJavaScript("pairs", name, r.textArray(l.sorted()), call.Argument(0), call.Argument(1), call.This)
	default:
		return r.inJavaScript("pairs", name, r.textArray(l.sorted()))
	}
	return goja.Undefined()
}

func (r *realm) requireArguments(call goja.FunctionCall, needed int, method string) {
	given := len(call.Arguments)
	if given >= needed {
		return
	}
	plural, only := "", ""
	if needed > 1 {
		plural = "s"
	}
	if given > 0 {
		only = " only"
	}
	panic(r.vm.NewTypeError("Headers.%s: %d argument%s required, but%s %d found.", method, needed, plural, only, given))
}

// inJavaScript calls a function of a host script.
func (r *realm) inJavaScript(module, function string, arguments ...goja.Value) goja.Value {
	result, err := r.callable(r.module(module).Get(function))(goja.Undefined(), arguments...)
	must(err)
	return result
}

func (r *realm) textArray(texts []string) *goja.Object {
	items := make([]any, len(texts))
	for i, text := range texts {
		items[i] = text
	}
	return r.vm.NewArray(items...)
}

// headerName returns a name in lower case. It throws when the name is no token
// .
func (r *realm) headerName(value goja.Value, method string) string {
	return checkedHeaderName(r, r.text(value), method)
}

func checkedHeaderName(r *realm, name, method string) string {
	if !isToken(name) {
		panic(r.vm.NewTypeError("Headers.%s: %s is an invalid header name.", method, name))
	}
	return strings.ToLower(name)
}

// headerValue returns a value without white space at its ends. It throws when
// the value holds what would end a header early, or what is no byte.
func (r *realm) headerValue(value goja.Value, method string) string {
	text := r.text(value)
	trimmed := strings.Trim(text, "\t\n\r ")
	plain := true
	for _, c := range trimmed {
		if c == 0 || c == '\r' || c == '\n' || c > 0xFF {
			plain = false
		}
	}
	if plain {
		return trimmed
	}
	if s, ok := value.ToString().(goja.String); ok {
		for i := range s.Length() {
			if c := s.CharAt(i); c > 0xFF {
				panic(r.vm.NewTypeError("Cannot convert argument to a ByteString because the character at index %d "+
					"has a value of %d which is greater than 255.", i, c))
			}
		}
	}
	panic(r.vm.NewTypeError("Headers.%s: %s is an invalid header value.", method, text))
}
