package harness

import (
	"errors"
	"strings"

	"github.com/dop251/goja"
)

// bodyModule gives js/body.js the bodies of answers.
func (r *realm) bodyModule() *goja.Object {
	all := r.textFunctions()
	all["read"], all["cancel"] = r.readExchange, r.cancelExchange
	return r.functions(all)
}

// exchangeOf returns the exchange that the first argument numbers, or nil for
// one of a delivery that is over.
func (r *realm) exchangeOf(call goja.FunctionCall) *exchange {
	number := int(call.Argument(0).ToInteger()) - r.delivery.firstExchange
	if number < 0 || number >= len(r.delivery.exchanges) {
		return nil
	}
	return r.delivery.exchanges[number]
}

func (r *realm) cancelExchange(call goja.FunctionCall) goja.Value {
	if x := r.exchangeOf(call); x != nil {
		x.finish()
	}
	return goja.Undefined()
}

// readExchange(number, form) promises the body as text, json or arrayBuffer.
func (r *realm) readExchange(call goja.FunctionCall) goja.Value {
	promise, resolve, reject := r.vm.NewPromise()
	if x := r.exchangeOf(call); x != nil {
		x.read(bodyReader{call.Argument(1).String(), resolve, reject})
	} else {
		must(reject(r.vm.NewTypeError("terminated")))
	}
	return r.vm.ToValue(promise)
}

// bodyReader waits for the body.
type bodyReader struct {
	form            string // text, json or arrayBuffer
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
	case reader.form == "arrayBuffer":
		must(reader.resolve(vm.NewArrayBuffer(append([]byte(nil), x.body...))))
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
