package harness

import (
	"errors"
	"strings"

	"github.com/dop251/goja"
)

// bodyModule gives js/body.js the conversions between strings and bytes.
func (r *realm) bodyModule() *goja.Object { return r.functions(r.textFunctions()) }

// content is where the bytes of a body come from: an exchange, or data that are
// at hand.
type content struct {
	exchange *exchange
	data     goja.Value // a string or an ArrayBuffer
	used     bool
}

func (c *content) empty() bool { return c.exchange == nil && c.data == nil }

// consume promises the content as text, json, arrayBuffer or bytes.
func (r *realm) consume(c *content, form string) goja.Value {
	if c.used {
		promise, _, reject := r.vm.NewPromise()
		must(reject(r.usedBody()))
		return r.vm.ToValue(promise)
	}
	c.used = !c.empty()
	if c.exchange == nil {
		data := c.data
		if data == nil {
			data = r.vm.ToValue("")
		}
		return r.inJavaScript("body", "convert", data, r.vm.ToValue(form))
	}
	reader := bodyReader{form: form}
	var promise *goja.Promise
	promise, reader.resolve, reader.reject = r.vm.NewPromise()
	if c.exchange.delivery == r.delivery {
		c.exchange.read(reader)
	} else {
		must(reader.reject(r.vm.NewTypeError("terminated")))
	}
	return r.vm.ToValue(promise)
}

func (r *realm) usedBody() *goja.Object {
	return r.vm.NewTypeError("Body is unusable: Body has already been read")
}

// cancel gives a body up that nobody has read.
func (r *realm) cancel(c *content) {
	if c.used {
		return
	}
	c.used = true
	if x := c.exchange; x != nil && x.delivery == r.delivery {
		x.finish()
	}
}

// extract returns the data of what an Action gives as a body, nil for none, and
// the content type that goes with it.
func (r *realm) extract(body goja.Value) (data goja.Value, contentType string) {
	if text, ok := body.(goja.String); ok {
		return text, "text/plain;charset=UTF-8"
	}
	extracted := r.inJavaScript("body", "extract", body).ToObject(r.vm)
	if local, ok := extracted.Get("content").(*goja.Object); ok {
		data = local.Get("data")
	}
	if kind, ok := extracted.Get("type").(goja.String); ok {
		contentType = kind.String()
	}
	return data, contentType
}

// bodyReader waits for the body.
type bodyReader struct {
	form            string // text, json, arrayBuffer or bytes
	resolve, reject func(any) error
}

// read hands the body to reader when it is complete.
func (x *exchange) read(reader bodyReader) {
	if x.complete || x.over {
		x.serve(reader)
	} else {
		x.readers = append(x.readers, reader)
	}
}

// serve hands the body, or why there is none, to a reader.
func (x *exchange) serve(reader bodyReader) {
	vm := x.realm.vm
	switch {
	case !x.complete && x.reason != nil:
		must(reader.reject(x.reason))
	case !x.complete:
		must(reader.reject(vm.NewTypeError("terminated")))
	case errors.Is(x.bodyErr, errBodyTimeout):
		must(reader.reject(x.realm.networkError(x.bodyErr)))
	case x.bodyErr != nil:
		terminated := vm.NewTypeError("terminated")
		must(terminated.Set("cause", x.realm.networkError(x.bodyErr)))
		must(reader.reject(terminated))
	case reader.form == "arrayBuffer" || reader.form == "bytes":
		buffer := vm.ToValue(vm.NewArrayBuffer(append([]byte(nil), x.body...)))
		if reader.form == "bytes" {
			bytes, err := vm.New(vm.Get("Uint8Array"), buffer)
			must(err)
			buffer = bytes
		}
		must(reader.resolve(buffer))
	case reader.form == "json":
		x.serveJSON(reader)
	default:
		must(reader.resolve(x.text()))
	}
}

// text returns the body without a byte order mark.
func (x *exchange) text() string {
	return strings.TrimPrefix(decodeUTF8(x.body), "\uFEFF")
}

func (x *exchange) serveJSON(reader bodyReader) {
	var value goja.Value
	thrown := x.realm.vm.Try(func() {
		var err error
		value, err = x.realm.parse(goja.Undefined(), x.realm.vm.ToValue(x.text()))
		must(err)
	})
	if thrown != nil {
		must(reader.reject(thrown.Value()))
		return
	}
	must(reader.resolve(value))
}
