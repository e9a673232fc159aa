package harness

import (
	"net/http"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/runtime/action"
)

// fetching is a call of fetch: one exchange, or several where redirects are
// followed.
type fetching struct {
	realm    *realm
	delivery *delivery
	hop      hop
	hops     int    // that redirects have added
	redirect string // follow, error or manual

	resolve, reject func(any) error // the promise that fetch returned

	signal *signal // that may abort it; nil for none
	step   *step   // by which it does

	exchange *exchange // under way, or the last
	settled  bool      // the promise is
}

// hop is what one exchange sends.
type hop struct {
	method, url string
	headers     *headerList
	body        string
}

// fetch implements fetch(input, init) (Fetch standard, section 5.6).
func (r *realm) fetch(call goja.FunctionCall) goja.Value {
	promise, resolve, reject := r.vm.NewPromise()
	thrown := r.vm.Try(func() {
		input, init := call.Argument(0), call.Argument(1)
		if goja.IsUndefined(input) && goja.IsUndefined(init) {
			panic(r.vm.NewTypeError("fetch: 1 argument required, but only 0 present."))
		}
		r.send(r.settle(input, init), resolve, reject)
	})
	if thrown != nil {
		must(reject(thrown.Value()))
	}
	return r.vm.ToValue(promise)
}

// send starts a fetch, unless its signal is aborted already.
func (r *realm) send(s *settled, resolve, reject func(any) error) {
	f := &fetching{
		realm:    r,
		delivery: r.delivery,
		hop:      hop{method: s.method, url: withoutFragment(s.url), headers: s.headers, body: bodyOf(s.body)},
		redirect: s.redirect,
		resolve:  resolve,
		reject:   reject,
	}
	if !goja.IsNull(s.signal) {
		f.signal = mustState[*signal](r, s.signal)
		if f.signal.aborted {
			must(reject(f.signal.reason))
			return
		}
		f.step = f.signal.follow(f.abort)
	}
	f.begin()
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
		realm:    r,
		delivery: d,
		fetch:    f,
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
func (f *fetching) answered(x *exchange, answer *http.Response) {
	r := f.realm
	location, redirected := redirectTarget(answer)
	if !redirected || f.redirect == "manual" {
		s := &response{status: answer.StatusCode, statusText: statusText(answer), kind: "basic",
			received: answer.Header, url: f.hop.url, redirected: f.hops > 0}
		if !slices.Contains(bodyless, s.status) {
			s.content.exchange = x
		}
		f.settled = true
		if x.over {
			f.release()
		}
		must(f.resolve(r.class("Response").instantiate(s)))
		return
	}
	x.finish()
	if f.redirect == "error" {
		f.fail(r.newError("Error", "unexpected redirect"))
		return
	}
	if problem := f.follow(answer.StatusCode, location); problem != nil {
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
	must(f.reject(failed))
}

// abort ends a fetch, be it at the header or in the body.
func (f *fetching) abort(reason goja.Value) {
	if f.delivery != f.realm.delivery {
		return
	}
	f.settled = true
	must(f.reject(reason))
	if f.exchange != nil {
		f.exchange.abort(reason)
	}
}

// release lets go of the signal.
func (f *fetching) release() {
	if f.step != nil {
		f.signal.unfollow(f.step)
		f.step = nil
	}
}

// newError returns an error of one of JavaScript's own classes.
func (r *realm) newError(class, message string) *goja.Object {
	o, err := r.vm.New(r.vm.Get(class), r.vm.ToValue(message))
	must(err)
	return o
}
