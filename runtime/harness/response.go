package harness

import (
	"math"
	"net/http"
	"slices"

	"github.com/dop251/goja"
)

// responseMembers are those of Response (Fetch standard, section 5.5).
var responseMembers = []member{
	{name: "status", kind: getter}, {name: "ok", kind: getter}, {name: "statusText", kind: getter},
	{name: "headers", kind: getter}, {name: "url", kind: getter}, {name: "redirected", kind: getter},
	{name: "type", kind: getter}, {name: "body", kind: getter}, {name: "bodyUsed", kind: getter},
	{name: "text"}, {name: "json"}, {name: "arrayBuffer"}, {name: "bytes"}, {name: "clone"},
}

// bodyless are the status codes of answers that have no body.
var bodyless = []int{101, 103, 204, 205, 304}

// response is the state of a Response.
type response struct {
	status          int
	statusText, url string
	redirected      bool
	kind            string // basic, default or error

	// The header: as it was received, and what is made of it when an Action asks.
	received http.Header
	list     *headerList
	headers  *goja.Object

	content content
	stream  *goja.Object // what body returned
}

// responseClass makes Response.
func (r *realm) responseClass() *class {
	return r.newClass(&class{name: "Response", members: responseMembers, statics: r.responseStatics, does: behaviour{
		construct: func(call goja.ConstructorCall) {
			r.keep(call.This, r.responseOf(call.Argument(0), call.Argument(1), ""))
		},
		get: func(this goja.Value, name string) goja.Value {
			return r.responsePart(mustState[*response](r, this), this, name)
		},
		call: func(name string, call goja.FunctionCall) goja.Value {
			s := mustState[*response](r, call.This)
			if name == "clone" {
				return r.cloneResponse(s)
			}
			return r.consume(&s.content, name)
		},
	}})
}

func (r *realm) responseStatics(c *class) {
	c.static("json", 1, func(call goja.FunctionCall) goja.Value {
		json := r.vm.Get("JSON").ToObject(r.vm)
		text, err := r.callable(json.Get("stringify"))(json, call.Argument(0))
		must(err)
		if goja.IsUndefined(text) {
			panic(r.vm.NewTypeError("The data is not of type JSON."))
		}
		return c.instantiate(r.responseOf(text, call.Argument(1), "application/json"))
	})
	c.static("error", 0, func(goja.FunctionCall) goja.Value {
		return c.instantiate(&response{kind: "error"})
	})
	c.static("redirect", 1, r.redirectResponse)
}

// responseOf returns what new Response(body, init) stands for. The type is that
// of the content, unless init tells one; "" leaves it to the body.
func (r *realm) responseOf(body, init goja.Value, kind string) *response {
	s := &response{status: http.StatusOK, kind: "default"}
	headers := goja.Undefined()
	if o, ok := init.(*goja.Object); ok {
		if v := o.Get("status"); v != nil && !goja.IsUndefined(v) {
			status := v.ToFloat()
			if !(status >= 200 && status <= 599) {
				panic(r.rangeError(`init["status"] must be in the range of 200 to 599, inclusive.`))
			}
			s.status = int(math.Trunc(status))
		}
		if v := o.Get("statusText"); v != nil && !goja.IsUndefined(v) {
			s.statusText = r.text(v)
		}
		if v := o.Get("headers"); v != nil {
			headers = v
		}
	}
	s.list = r.headersFrom(headers)
	if goja.IsUndefined(body) || goja.IsNull(body) {
		return s
	}
	if slices.Contains(bodyless, s.status) {
		panic(r.vm.NewTypeError("Response constructor: Invalid response status code %d", s.status))
	}
	data, natural := r.extract(body)
	if kind == "" {
		kind = natural
	}
	if _, told := s.list.get("content-type"); kind != "" && !told {
		s.list.append("content-type", kind)
	}
	s.content.data = data
	return s
}

// redirectResponse implements Response.redirect(url, status).
func (r *realm) redirectResponse(call goja.FunctionCall) goja.Value {
	u, ok := parseWebURL(r.text(call.Argument(0)), nil)
	if !ok {
		panic(r.vm.NewTypeError("Failed to parse URL from %s", r.text(call.Argument(0))))
	}
	status := http.StatusFound
	if v := call.Argument(1); !goja.IsUndefined(v) {
		status = int(v.ToInteger())
	}
	if !slices.Contains([]int{301, 302, 303, 307, 308}, status) {
		panic(r.rangeError("Invalid status code " + call.Argument(1).String()))
	}
	s := &response{status: status, kind: "default", list: &headerList{}}
	s.list.append("location", u.String())
	return r.class("Response").instantiate(s)
}

func (r *realm) rangeError(message string) *goja.Object {
	o, err := r.vm.New(r.vm.Get("RangeError"), r.vm.ToValue(message))
	must(err)
	return o
}

// responsePart returns a property of a Response.
func (r *realm) responsePart(s *response, this goja.Value, name string) goja.Value {
	switch name {
	case "status":
		return r.vm.ToValue(s.status)
	case "ok":
		return r.vm.ToValue(s.status >= 200 && s.status <= 299)
	case "statusText":
		return r.vm.ToValue(s.statusText)
	case "url":
		return r.vm.ToValue(s.url)
	case "redirected":
		return r.vm.ToValue(s.redirected)
	case "type":
		return r.vm.ToValue(s.kind)
	case "bodyUsed":
		return r.vm.ToValue(s.content.used)
	case "headers":
		if s.headers == nil {
			s.headers = r.class("Headers").instantiate(s.headerList())
		}
		return s.headers
	default:
		return r.bodyStream(s, this)
	}
}

// headerList returns the header as Headers has it.
func (s *response) headerList() *headerList {
	if s.list == nil {
		s.list = headerListFrom(s.received)
	}
	return s.list
}

// bodyStream returns what stands for a ReadableStream, or null.
func (r *realm) bodyStream(s *response, this goja.Value) goja.Value {
	if s.content.empty() {
		return goja.Null()
	}
	if s.stream == nil {
		cancel := r.vm.ToValue(func(goja.FunctionCall) goja.Value {
			r.cancel(&s.content)
			return goja.Undefined()
		})
		s.stream = r.inJavaScript("body", "streamOf", this, cancel).ToObject(r.vm)
	}
	return s.stream
}

// cloneResponse implements clone(). Both read the same content.
func (r *realm) cloneResponse(s *response) goja.Value {
	if s.content.used {
		panic(r.usedBody())
	}
	clone := *s
	clone.headers, clone.stream = nil, nil
	clone.list = &headerList{fields: slices.Clone(s.headerList().fields)}
	return r.class("Response").instantiate(&clone)
}
