package harness

import (
	"reflect"
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// settled is what a Request or a fetch is to send (Fetch standard, section 5.4).
type settled struct {
	url, method, redirect string
	signal                goja.Value // null for none
	headers               *headerList
	body                  goja.Value // a string or an ArrayBuffer; nil for none
}

var (
	commonMethods    = []string{"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"}
	forbiddenMethods = []string{"CONNECT", "TRACE", "TRACK"}
	redirectModes    = []string{"follow", "error", "manual"}
)

// settle makes of the arguments of Request and fetch what is to be sent.
func (r *realm) settle(input, init goja.Value) *settled {
	options := fields{}
	if !goja.IsUndefined(init) && !goja.IsNull(init) {
		o, ok := init.(*goja.Object)
		if _, callable := goja.AssertFunction(init); !ok || callable {
			panic(r.vm.NewTypeError("Request constructor: Expected init to be an object."))
		}
		options.object = o
	}
	from := fields{r.requestFields(input)}
	s := &settled{method: "GET", redirect: "follow", signal: goja.Null()}
	if from.object != nil {
		s.url, s.method, s.redirect = from.get("url").String(), from.get("method").String(), from.get("redirect").String()
		s.signal = from.get("signal")
	} else {
		s.url = r.fetchable(r.text(input))
	}
	if v := options.get("method"); !goja.IsUndefined(v) {
		s.method = r.checkMethod(r.text(v))
	}
	if v := options.get("redirect"); !goja.IsUndefined(v) && !goja.IsNull(v) {
		s.redirect = r.text(v)
	}
	if !slices.Contains(redirectModes, s.redirect) {
		panic(r.vm.NewTypeError("Request constructor: %s is not an accepted type. Expected one of follow, error, manual.", s.redirect))
	}
	if v := options.get("signal"); !goja.IsUndefined(v) {
		s.signal = v
	}
	r.checkSignal(s.signal)
	headers := options.get("headers")
	if goja.IsUndefined(headers) || goja.IsNull(headers) {
		headers = from.get("headers")
	}
	s.headers = r.headersFrom(headers)
	r.settleBody(s, options.get("body"), from)
	return s
}

// settleBody takes the body that the options give, or else that of a Request.
func (r *realm) settleBody(s *settled, given goja.Value, from fields) {
	if goja.IsUndefined(given) || goja.IsNull(given) {
		if from.object == nil {
			return
		}
		content, err := r.callable(from.get("content"))(goja.Undefined())
		must(err)
		if local, ok := content.(*goja.Object); ok {
			s.body = local.Get("data")
		}
		return
	}
	if s.method == "GET" || s.method == "HEAD" {
		panic(r.vm.NewTypeError("Request with GET/HEAD method cannot have body."))
	}
	data, kind := r.extract(given)
	if _, told := s.headers.get("content-type"); kind != "" && !told {
		s.headers.append("content-type", kind)
	}
	s.body = data
}

// fields reads an object that may be missing.
type fields struct{ object *goja.Object }

func (f fields) get(name string) goja.Value {
	if f.object != nil {
		if v := f.object.Get(name); v != nil {
			return v
		}
	}
	return goja.Undefined()
}

// requestFields returns what input is to send if it is a Request, else nil. To
// make that class takes longer than to send a request: as long as nobody has
// asked for it, there is none.
func (r *realm) requestFields(input goja.Value) *goja.Object {
	if _, ok := input.(*goja.Object); !ok || r.modules["request"] == nil {
		return nil
	}
	origin, _ := r.inJavaScript("request", "origin", input).(*goja.Object)
	return origin
}

// fetchable returns a URL as fetch is to use it.
func (r *realm) fetchable(input string) string {
	u, ok := parseWebURL(input, nil)
	switch {
	case !ok:
		options := r.vm.NewObject()
		must(options.Set("cause", r.invalidURL(input, nil)))
		o, err := r.vm.New(r.vm.Get("TypeError"), r.vm.ToValue("Failed to parse URL from "+input), options)
		must(err)
		panic(o)
	case u.username != "" || u.password != "":
		panic(r.vm.NewTypeError("Request cannot be constructed from a URL that includes credentials: %s", input))
	default:
		return u.String()
	}
}

// checkMethod refuses what is no method, and writes the common ones in
// capitals. PATCH is not among those, here as in the standard.
func (r *realm) checkMethod(method string) string {
	if slices.Contains(commonMethods, method) {
		return method
	}
	if !isToken(method) {
		panic(r.vm.NewTypeError("'%s' is not a valid HTTP method.", method))
	}
	upper := strings.ToUpper(method)
	switch {
	case slices.Contains(forbiddenMethods, upper):
		panic(r.vm.NewTypeError("'%s' HTTP method is unsupported.", method))
	case slices.Contains(commonMethods, upper):
		return upper
	default:
		return method
	}
}

// checkSignal refuses what is neither null nor a signal.
func (r *realm) checkSignal(v goja.Value) {
	if goja.IsNull(v) {
		return
	}
	if _, ours := stateOf[*signal](v); ours {
		return
	}
	if o, ok := v.(*goja.Object); ok {
		if aborted := o.Get("aborted"); aborted != nil && aborted.ExportType() == reflect.TypeFor[bool]() {
			return
		}
	}
	panic(r.vm.NewTypeError("Failed to construct 'Request': member signal is not of type AbortSignal."))
}

// isToken tells whether s is a token (RFC 9110 section 5.6.2).
func isToken(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0) {
			return false
		}
	}
	return s != ""
}

// requestModule gives js/request.js what is to be sent.
func (r *realm) requestModule() *goja.Object {
	return r.functions(map[string]func(goja.FunctionCall) goja.Value{
		"settle": func(call goja.FunctionCall) goja.Value {
			s := r.settle(call.Argument(0), call.Argument(1))
			o := r.vm.NewObject()
			content := goja.Null()
			if s.body != nil {
				local := r.vm.NewObject()
				must(local.Set("data", s.body))
				content = local
			}
			for name, value := range map[string]any{
				"url": s.url, "method": s.method, "redirect": s.redirect, "signal": s.signal, "content": content,
				"headers": r.class("Headers").instantiate(s.headers),
			} {
				must(o.Set(name, value))
			}
			return o
		},
	})
}
