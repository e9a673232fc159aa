package harness

import (
	"net/http"
	"strings"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/runtime/action"
)

// fetchModule gives js/fetch.js what sends a request.
func (r *realm) fetchModule() *goja.Object {
	return r.functions(map[string]func(goja.FunctionCall) goja.Value{"send": r.send, "abort": r.abortFetch})
}

// fetching is a call of fetch: one exchange, or several where redirects are
// followed.
type fetching struct {
	realm    *realm
	hop      hop
	hops     int    // that redirects have added
	redirect string // follow, error or manual

	resolve, reject goja.Callable // of the promise that fetch returned
	signal, step    goja.Value    // that may abort it, and what it calls; undefined without one

	exchange *exchange // under way, or the last
	settled  bool      // the promise is
}

// hop is what one exchange sends.
type hop struct {
	method, url string
	headers     *headerList
	body        string
}

// send starts a fetch. Its arguments are method, URL, header list, the body
// (undefined, a string or an ArrayBuffer), what to do about redirects, what
// settles the promise, and the signal with its step. It returns the number
// that the fetch has for abort(number, reason).
func (r *realm) send(call goja.FunctionCall) goja.Value {
	headers, _ := call.Argument(2).Export().(*headerList)
	f := &fetching{
		realm: r,
		hop: hop{
			method:  call.Argument(0).String(),
			url:     withoutFragment(call.Argument(1).String()),
			headers: headers,
			body:    bodyOf(call.Argument(3)),
		},
		redirect: call.Argument(4).String(),
		resolve:  r.callable(call.Argument(5)),
		reject:   r.callable(call.Argument(6)),
		signal:   call.Argument(7),
		step:     call.Argument(8),
	}
	d := r.delivery
	number := d.firstFetch + len(d.fetches)
	d.fetches = append(d.fetches, f)
	f.begin()
	return r.vm.ToValue(number)
}

// begin starts the exchange of a hop.
func (f *fetching) begin() {
	r := f.realm
	if !strings.HasPrefix(f.hop.url, "http://") && !strings.HasPrefix(f.hop.url, "https://") {
		f.fail(r.newError("Error", "unknown scheme"))
		return
	}
	d := r.delivery
	header := f.hop.headers.header()
	x := &exchange{
		realm:  r,
		fetch:  f,
		number: d.firstExchange + len(d.exchanges),
		record: action.Exchange{
			Request: action.Request{Method: f.hop.method, URL: f.hop.url, Header: header, Body: f.hop.body},
			At:      d.elapsed(),
		},
	}
	d.exchanges = append(d.exchanges, x)
	f.exchange = x
	request, err := newRequest(f.hop.method, f.hop.url, header, f.hop.body)
	switch {
	case err != nil:
		r.loop.after(0, func() { x.fail(err) })
	case r.engine.options.Clock.Virtual():
		x.sendVirtual(request)
	default:
		x.sendReal(request)
	}
}

// answered hands an answer to the Action, or follows it where it leads.
func (f *fetching) answered(x *exchange, response *http.Response) {
	r := f.realm
	location, redirected := redirectTarget(response)
	if !redirected || f.redirect == "manual" {
		number := goja.Value(r.vm.ToValue(x.number))
		if r.answer == nil {
			r.answer = r.callable(r.module("response").Get("answer"))
		}
		answer, err := r.answer(goja.Undefined(), r.vm.ToValue(response.StatusCode), r.vm.ToValue(statusText(response)),
			r.vm.NewDynamicObject(headerListFrom(response.Header)), r.vm.ToValue(f.hop.url), r.vm.ToValue(f.hops > 0), number)
		must(err)
		f.settled = true
		if x.over {
			f.release()
		}
		_, err = f.resolve(goja.Undefined(), answer)
		must(err)
		return
	}
	x.finish()
	if f.redirect == "error" {
		f.fail(r.newError("Error", "unexpected redirect"))
		return
	}
	if problem := f.follow(response.StatusCode, location); problem != nil {
		f.fail(problem)
		return
	}
	f.begin()
}

// fail rejects the promise with the error that Node's fetch has for all of
// them.
func (f *fetching) fail(cause *goja.Object) {
	r := f.realm
	f.release()
	f.settled = true
	options := r.vm.NewObject()
	must(options.Set("cause", cause))
	failed, err := r.vm.New(r.vm.Get("TypeError"), r.vm.ToValue("fetch failed"), options)
	must(err)
	_, err = f.reject(goja.Undefined(), failed)
	must(err)
}

// abortFetch(number, reason) ends a fetch, be it at the header or in the body.
func (r *realm) abortFetch(call goja.FunctionCall) goja.Value {
	number := int(call.Argument(0).ToInteger()) - r.delivery.firstFetch
	if number < 0 || number >= len(r.delivery.fetches) {
		return goja.Undefined() // of a delivery that is over
	}
	f, reason := r.delivery.fetches[number], call.Argument(1)
	f.settled = true
	_, err := f.reject(goja.Undefined(), reason)
	must(err)
	if f.exchange != nil {
		f.exchange.abort(reason)
	}
	return goja.Undefined()
}

// release lets go of the signal.
func (f *fetching) release() {
	if f.step == nil || goja.IsUndefined(f.step) {
		return
	}
	unfollow := f.realm.callable(f.realm.module("abort").Get("unfollow"))
	_, err := unfollow(goja.Undefined(), f.signal, f.step)
	must(err)
	f.step = nil
}

// newError returns an error of one of JavaScript's own classes.
func (r *realm) newError(class, message string) *goja.Object {
	o, err := r.vm.New(r.vm.Get(class), r.vm.ToValue(message))
	must(err)
	return o
}
