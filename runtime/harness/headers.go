package harness

import (
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// headersModule gives js/headers.js its lists, which it keeps and hands back.
func (r *realm) headersModule() *goja.Object {
	return r.functions(map[string]func(goja.FunctionCall) goja.Value{
		"list": func(goja.FunctionCall) goja.Value { return r.vm.NewDynamicObject(&headerList{}) },
		"copy": func(call goja.FunctionCall) goja.Value {
			l := headerListOf(call)
			return r.vm.NewDynamicObject(&headerList{fields: slices.Clone(l.fields)})
		},
		"fill":   r.fillHeaders,
		"append": r.appendHeader,
		"set":    r.setHeader,
		"delete": r.deleteHeader,
		"get":    r.getHeader,
		"cookies": func(call goja.FunctionCall) goja.Value {
			return r.textArray(headerListOf(call).values("set-cookie"))
		},
		"sorted": func(call goja.FunctionCall) goja.Value { return r.textArray(headerListOf(call).sorted()) },
	})
}

func headerListOf(call goja.FunctionCall) *headerList {
	l, _ := call.Argument(0).Export().(*headerList)
	return l
}

// fillHeaders(list, record) appends the properties of an object.
func (r *realm) fillHeaders(call goja.FunctionCall) goja.Value {
	l, record := headerListOf(call), call.Argument(1).ToObject(r.vm)
	for _, key := range record.Keys() {
		name := r.headerName(r.vm.ToValue(key), "append")
		l.append(name, r.headerValue(record.Get(key), "append"))
	}
	return goja.Undefined()
}

// appendHeader(list, name, value)
func (r *realm) appendHeader(call goja.FunctionCall) goja.Value {
	name := r.headerName(call.Argument(1), "append")
	headerListOf(call).append(name, r.headerValue(call.Argument(2), "append"))
	return goja.Undefined()
}

// setHeader(list, name, value)
func (r *realm) setHeader(call goja.FunctionCall) goja.Value {
	name := r.headerName(call.Argument(1), "set")
	headerListOf(call).set(name, r.headerValue(call.Argument(2), "set"))
	return goja.Undefined()
}

// deleteHeader(list, name)
func (r *realm) deleteHeader(call goja.FunctionCall) goja.Value {
	headerListOf(call).remove(r.headerName(call.Argument(1), "delete"))
	return goja.Undefined()
}

// getHeader(list, name, method) returns all values in one, or null.
func (r *realm) getHeader(call goja.FunctionCall) goja.Value {
	values := headerListOf(call).values(r.headerName(call.Argument(1), call.Argument(2).String()))
	if len(values) == 0 {
		return goja.Null()
	}
	return r.vm.ToValue(strings.Join(values, ", "))
}

func (r *realm) textArray(texts []string) *goja.Object {
	items := make([]any, len(texts))
	for i, text := range texts {
		items[i] = text
	}
	return r.vm.NewArray(items...)
}

// headerName returns a name in lower case. It throws when the name is no token
// (RFC 9110 section 5.6.2).
func (r *realm) headerName(value goja.Value, method string) string {
	name := value.String()
	for i := range len(name) {
		c := name[i]
		if !('a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0) {
			panic(r.vm.NewTypeError("Headers.%s: %s is an invalid header name.", method, name))
		}
	}
	if name == "" {
		panic(r.vm.NewTypeError("Headers.%s:  is an invalid header name.", method))
	}
	return strings.ToLower(name)
}

// headerValue returns a value without white space at its ends. It throws when
// the value holds what would end a header early, or what is no byte.
func (r *realm) headerValue(value goja.Value, method string) string {
	text := value.String()
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
