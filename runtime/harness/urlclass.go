package harness

import "github.com/dop251/goja"

// urlMembers are those of URL (URL standard, section 6.1).
var urlMembers = []member{
	{name: "href", kind: accessor}, {name: "origin", kind: getter}, {name: "protocol", kind: accessor},
	{name: "username", kind: accessor}, {name: "password", kind: accessor}, {name: "host", kind: accessor},
	{name: "hostname", kind: accessor}, {name: "port", kind: accessor}, {name: "pathname", kind: accessor},
	{name: "search", kind: accessor}, {name: "hash", kind: accessor}, {name: "searchParams", kind: getter},
	{name: "toString"}, {name: "toJSON"},
}

// urlState is what a URL object stands for.
type urlState struct {
	url    *webURL
	params *goja.Object // its searchParams, once they were asked for
}

// urlClass makes URL.
func (r *realm) urlClass() *class {
	return r.newClass(&class{name: "URL", members: urlMembers, statics: r.urlStatics, does: behaviour{
		construct: r.constructURL,
		get:       func(this goja.Value, name string) goja.Value { return r.urlPart(this, name) },
		set:       r.setURLPart,
		call: func(_ string, call goja.FunctionCall) goja.Value {
			return r.vm.ToValue(mustState[*urlState](r, call.This).url.String())
		},
	}})
}

func (r *realm) urlStatics(c *class) {
	c.static("canParse", 2, func(call goja.FunctionCall) goja.Value {
		_, ok := r.parseURL(call.Argument(0), call.Argument(1))
		return r.vm.ToValue(ok)
	})
	c.static("parse", 2, func(call goja.FunctionCall) goja.Value {
		u, ok := r.parseURL(call.Argument(0), call.Argument(1))
		if !ok {
			return goja.Null()
		}
		return c.instantiate(&urlState{url: u})
	})
}

func (r *realm) constructURL(call goja.ConstructorCall) {
	if len(call.Arguments) == 0 {
		panic(r.codedTypeError("ERR_MISSING_ARGS", `The "url" argument must be specified`))
	}
	u, ok := r.parseURL(call.Argument(0), call.Argument(1))
	if !ok {
		panic(r.invalidURL(r.text(call.Argument(0)), call.Argument(1)))
	}
	r.keep(call.This, &urlState{url: u})
}

// parseURL parses a URL, against a base unless that is undefined.
func (r *realm) parseURL(input, base goja.Value) (*webURL, bool) {
	text := r.text(input)
	if goja.IsUndefined(base) {
		return parseWebURL(text, nil)
	}
	parsed, ok := parseWebURL(r.text(base), nil)
	if !ok {
		return nil, false
	}
	return parseWebURL(text, parsed)
}

// invalidURL returns what the constructor throws.
func (r *realm) invalidURL(input string, base goja.Value) *goja.Object {
	o := r.codedTypeError("ERR_INVALID_URL", "Invalid URL")
	must(o.Set("input", input))
	if base != nil && !goja.IsUndefined(base) {
		must(o.Set("base", r.text(base)))
	}
	return o
}

// urlPart returns a property of a URL.
func (r *realm) urlPart(this goja.Value, name string) goja.Value {
	state := mustState[*urlState](r, this)
	if name != "searchParams" {
		return r.vm.ToValue(state.url.part(name))
	}
	if state.params == nil {
		of := r.callable(r.module("searchparams").Get("of"))
		changed := r.vm.ToValue(func(call goja.FunctionCall) goja.Value {
			state.assign("search", call.Argument(0).String())
			return goja.Undefined()
		})
		params, err := of(goja.Undefined(), r.vm.ToValue(state.url.part("search")), changed)
		must(err)
		state.params = params.ToObject(r.vm)
	}
	return state.params
}

// setURLPart assigns a property of a URL.
func (r *realm) setURLPart(this goja.Value, name string, value goja.Value) {
	state, text := mustState[*urlState](r, this), r.text(value)
	if name == "href" {
		u, ok := parseWebURL(text, nil)
		if !ok {
			panic(r.invalidURL(text, nil))
		}
		state.url = u
	} else {
		state.assign(name, text)
	}
	if state.params != nil {
		replace := r.callable(r.module("searchparams").Get("replace"))
		_, err := replace(goja.Undefined(), state.params, r.vm.ToValue(state.url.part("search")))
		must(err)
	}
}

// assign assigns a part. An assignment that cannot be is passed over, as the
// standard has it.
func (s *urlState) assign(name, value string) {
	// A copy: what fails may have changed some of it.
	if changed, ok := parseWebURL(s.url.String(), nil); ok && changed.assign(name, value) {
		s.url = changed
	}
}
