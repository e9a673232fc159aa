package reference

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/action"
)

// request is one of the requests that the contract knows. Its path is what errors call
// it by.
type request struct {
	method, path string
	filter       string
	body         *Object // nil for none
}

// answer is what came back. Its body is nil when it is empty or null, and a string
// when it is no JSON.
type answer struct {
	status     int
	body       any
	empty      bool
	location   string
	retryAfter string
}

// attempt sends a SCIM request once.
func (d *delivery) attempt(r request) (answer, error) {
	target := d.settings.baseURL + r.path + d.settings.query
	if r.filter != "" {
		separator := "?"
		if d.settings.query != "" {
			separator = "&"
		}
		target += separator + "filter=" + percentEncoded(r.filter)
	}
	header := http.Header{"Accept": {"application/scim+json, application/json"}}
	for _, h := range d.mapping.Transport.Headers {
		header.Set(h.Name.Value, h.Value.Value)
	}
	for name, values := range d.settings.credentials.header {
		header[name] = values
	}
	body := ""
	if r.body != nil {
		header.Set("Content-Type", d.mapping.Transport.ContentType.Value)
		body = string(appendJSON(nil, r.body))
	}
	return d.exchange(r, target, header, body)
}

// limit is how long an exchange may take: the least of the time limit and of what is
// left of the budget.
func (d *delivery) limit() time.Duration {
	left := d.left()
	if d.settings.timeoutMS < float64(left) {
		left = int64(d.settings.timeoutMS)
	}
	return time.Duration(left) * time.Millisecond
}

// exchange sends a request and waits for the whole answer, but no longer than the time
// limit. It never follows a redirect.
func (d *delivery) exchange(r request, target string, header http.Header, body string) (answer, error) {
	limit := d.limit()
	if limit <= 0 {
		return answer{}, &actionError{fmt.Sprintf("out of time %s %s: not sent", r.method, r.path)}
	}
	d.requests++
	sent, err := http.NewRequest(r.method, target, strings.NewReader(body))
	if err != nil {
		return answer{}, &requestError{request: r, problem: "network error", detail: networkCode(err), cause: &networkError{err}}
	}
	sent.Header = header
	x := &exchange{limit: limit, record: action.Exchange{
		At:      d.elapsed(),
		Request: action.Request{Method: r.method, URL: sent.URL.String(), Header: header, Body: body},
	}}
	if d.engine.clock.Virtual() {
		d.virtually(x, sent)
	} else {
		d.really(x, sent)
	}
	x.record.Took = d.elapsed() - x.record.At
	d.transcript.Exchanges = append(d.transcript.Exchanges, x.record)
	switch {
	case x.late:
		return answer{}, &requestError{request: r, problem: "time-out",
			detail: fmt.Sprintf("no whole answer within %d ms", limit.Milliseconds())}
	case x.err != nil:
		return answer{}, &requestError{request: r, problem: "network error", detail: networkCode(x.err), cause: &networkError{x.err}}
	}
	return x.answer(), nil
}

// exchange is an exchange under way.
type exchange struct {
	limit  time.Duration
	record action.Exchange

	late bool  // the time was up
	err  error // of the network
	body string
}

// virtually makes an exchange on a virtual clock: an answer is as late as its server
// has paused.
func (d *delivery) virtually(x *exchange, sent *http.Request) {
	ctx, lateness := action.WithLateness(d.ctx)
	response, err := d.transport.RoundTrip(sent.WithContext(ctx))
	lateness.BeginBody()
	var body string
	if err == nil {
		body, err = readBody(response)
	}
	header, whole := lateness.Header(), lateness.Header()+lateness.Body()
	if response != nil && bodiless(response.StatusCode) {
		body, err, whole = "", nil, header
	}
	if response != nil && header < x.limit {
		x.saw(response, "")
	}
	if whole >= x.limit {
		x.late = true
		x.record.Error = timedOut
		d.engine.clock.Advance(x.limit)
		return
	}
	d.engine.clock.Advance(whole)
	x.finish(response, body, err)
}

// bodiless tells whether an answer of that status is whole with its header (Fetch
// Standard, section 2.2.3): whatever follows it is none of its body.
func bodiless(status int) bool {
	return status == http.StatusNoContent || status == http.StatusResetContent || status == http.StatusNotModified
}

// timedOut is what a transcript says of an exchange that was given up.
const timedOut = "aborted: AbortError: This operation was aborted"

// finish notes what came back, or why nothing did.
func (x *exchange) finish(response *http.Response, body string, err error) {
	if response != nil {
		x.saw(response, body)
	}
	x.body = body
	if err != nil {
		x.err = err
		x.record.Error = err.Error()
	}
}

// saw notes an answer in the record.
func (x *exchange) saw(response *http.Response, body string) {
	x.record.Response = &action.Response{Status: response.StatusCode, Header: response.Header, Body: body}
}

// maxBody is how many bytes of an answer are read.
const maxBody = 32 << 20

func readBody(response *http.Response) (string, error) {
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	if err == nil && len(body) > maxBody {
		err = fmt.Errorf("the answer is larger than %d MiB", maxBody>>20)
	}
	return string(body), err
}

// answer reads what came back.
func (x *exchange) answer() answer {
	response := x.record.Response
	a := answer{
		status:     response.Status,
		location:   joined(response.Header, "Location"),
		retryAfter: joined(response.Header, "Retry-After"),
	}
	text := decoded(x.body)
	if text == "" {
		a.empty = true
		return a
	}
	value, err := Parse(text)
	if err != nil {
		value = text
	}
	a.body = value
	a.empty = value == nil
	return a
}

// joined is a header of whose values there may be several.
func joined(header http.Header, name string) string {
	return strings.Trim(strings.Join(header.Values(name), ", "), " \t\r\n")
}

// operations are how PATCH spells what it does.
type operations struct{ add, replace, remove string }

func operationsOf(u mapping.Update) operations {
	if u.OpCase.Value == mapping.OpCapitalised {
		return operations{"Add", "Replace", "Remove"}
	}
	return operations{"add", "replace", "remove"}
}
