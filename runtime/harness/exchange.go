package harness

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/runtime/action"
)

// How long Node's fetch waits for an answer's header, and between two chunks
// of its body, when no signal ends it earlier.
const (
	headersTimeout = 300 * time.Second
	bodyTimeout    = 300 * time.Second
)

// maxBody is how many bytes of an answer are read.
const maxBody = 32 << 20

// exchange is a request under way. All of it belongs to the loop, save the
// goroutine in sendReal.
type exchange struct {
	realm    *realm
	delivery *delivery
	fetch    *fetching // that it is part of
	record   action.Exchange

	over   bool               // answered to the end, failed, or aborted
	reason goja.Value         // of the abort, if it was one
	cancel context.CancelFunc // of the request on a real clock
	next   *task              // of the virtual clock: header, then end of the body

	complete bool // the body is
	body     []byte
	bodyErr  error
	readers  []bodyReader
}

// sendVirtual makes the whole exchange at once, and lets its answer arrive as
// late as it has been paused.
func (x *exchange) sendVirtual(request *http.Request) {
	d := x.realm.delivery
	request, lateness := lateRequest(d.ctx, request)
	d.dog.resting()
	response, err := d.transport.RoundTrip(request)
	lateness.BeginBody()
	var body []byte
	var bodyErr error
	if err == nil {
		body, bodyErr = readBody(response)
	}
	d.dog.running()

	after := x.realm.loop.after
	late := lateness.Header()
	if late > headersTimeout {
		late, err = headersTimeout, errHeadersTimeout
	}
	if err != nil {
		x.next = after(late, func() { x.fail(err) })
		return
	}
	rest := lateness.Body()
	if rest > bodyTimeout {
		rest, bodyErr = bodyTimeout, errBodyTimeout
	}
	x.next = after(late, func() {
		if rest > 0 {
			x.next = after(rest, func() { x.end(body, bodyErr) })
		} else {
			x.end(body, bodyErr)
		}
		x.answer(response)
	})
}

// sendReal makes the exchange on a goroutine of its own.
func (x *exchange) sendReal(request *http.Request) {
	d := x.realm.delivery
	ctx, cancel := context.WithCancel(d.ctx)
	x.cancel = cancel
	header, rest := x.realm.loop.expect(d.ctx), x.realm.loop.expect(d.ctx)
	go func() {
		late := time.AfterFunc(headersTimeout, cancel)
		response, err := d.transport.RoundTrip(request.WithContext(ctx))
		if !late.Stop() && err != nil {
			err = errHeadersTimeout
		}
		if err != nil {
			header(func() { x.fail(err) })
			rest(func() {})
			return
		}
		header(func() { x.answer(response) })
		body, err := readBody(response)
		rest(func() { x.end(body, err) })
	}()
}

func readBody(response *http.Response) ([]byte, error) {
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	if err == nil && len(body) > maxBody {
		return nil, fmt.Errorf("the answer is larger than %d MiB", maxBody>>20)
	}
	return body, err
}

// answer hands status and header to the Action.
func (x *exchange) answer(response *http.Response) {
	if x.over && !x.complete {
		return
	}
	if x.record.Response == nil {
		x.record.Response = &action.Response{Status: response.StatusCode, Header: response.Header, Body: string(x.body)}
	}
	x.fetch.answered(x, response)
}

// end notes that the body is complete, or was cut, and serves who waits for it.
func (x *exchange) end(body []byte, err error) {
	if x.over {
		return
	}
	x.complete, x.body, x.bodyErr = true, body, err
	if x.record.Response != nil {
		x.record.Response.Body = string(body)
	}
	if err != nil {
		x.record.Error = err.Error()
	}
	x.finish()
	readers := x.readers
	x.readers = nil
	for _, reader := range readers {
		x.serve(reader)
	}
}

// fail ends an exchange that gets no answer.
func (x *exchange) fail(err error) {
	if x.over {
		return
	}
	x.record.Error = err.Error()
	x.finish()
	x.fetch.fail(x.realm.networkError(err))
}

// abort ends an exchange for the reason of a signal.
func (x *exchange) abort(reason goja.Value) {
	if x.over {
		return
	}
	x.reason = reason
	x.record.Error = "aborted: " + x.realm.failureOf(action.Thrown, reason).Error()
	x.finish()
	for _, reader := range x.readers {
		must(reader.reject(reason))
	}
}

// finish closes the exchange and notes how long it took.
func (x *exchange) finish() {
	if x.over {
		return
	}
	x.over = true
	x.record.Took = x.realm.delivery.elapsed() - x.record.At
	if x.next != nil {
		x.realm.loop.cancel(x.next)
	}
	if x.cancel != nil {
		x.cancel()
	}
	if x.fetch.settled {
		x.fetch.release()
	}
}

// abandon closes the record of an exchange that the run did not wait for. That
// nobody wanted the rest of an answer is no error.
func (x *exchange) abandon() {
	if x.over {
		return
	}
	x.over = true
	x.record.Took = x.realm.delivery.elapsed() - x.record.At
	if x.record.Response == nil {
		x.record.Error = "the run ended before the answer came"
	}
}
