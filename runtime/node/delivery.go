package node

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// message is one of the driver's.
type message struct {
	Now float64 // in milliseconds since the Unix epoch
	Ask string

	Method, URL, Body string
	Headers           [][2]string

	Key, Value string
	TTL        *float64

	Problem string // with an Action that was to be loaded

	Log      *struct{ Level, Text string }
	Answered *int // the header of that exchange has arrived
	Ended    *int // it is over
	Aborted  *int // it was given up
	Done     *struct{ Failure *failure }
}

type failure struct {
	Name, Message    string
	Status           int
	SCIMType, Detail string
	Method, Path     string
	Cause            *failure
}

func (f *failure) of() *action.Failure {
	if f == nil {
		return nil
	}
	return &action.Failure{Kind: action.Thrown, Name: f.Name, Message: f.Message, Status: f.Status, SCIMType: f.SCIMType,
		Detail: f.Detail, Method: f.Method, Path: f.Path, Cause: f.Cause.of()}
}

// delivery is one run.
type delivery struct {
	engine     *Engine
	ctx        context.Context
	transport  http.RoundTripper
	started    time.Time
	transcript *action.Transcript
	exchanges  []*exchange
}

// exchange is a request and what came back, of which the Action may not have seen all.
type exchange struct {
	record   action.Exchange
	response *action.Response
	body     string
	err      error
	open     bool
}

// pass lets the clock tell the time of the driver's.
func (d *delivery) pass(ms float64) {
	nanos := int64(ms*1e6 + 0.5)
	// A double holds milliseconds since the epoch to a fraction of a microsecond.
	d.engine.clock.Advance(time.Unix(0, nanos).Sub(d.engine.clock.Now()).Round(time.Microsecond))
}

func (d *delivery) elapsed() time.Duration { return d.engine.clock.Now().Sub(d.started) }

// answer answers what the driver asks for, and notes what it tells.
func (d *delivery) answer(m *message) any {
	now := d.engine.clock.Now()
	switch m.Ask {
	case "random":
		return map[string]any{"random": d.engine.random()}
	case "fetch":
		return d.fetch(m)
	case "cache.get":
		record, hit := d.engine.cache.Get(now, m.Key)
		d.cacheOperation(action.CacheOperation{Kind: "get", Key: m.Key, Hit: hit}, nil)
		if !hit {
			return map[string]any{}
		}
		return map[string]any{"entry": map[string]any{"value": record.Value, "expires_at": record.Expires.UnixMilli()}}
	case "cache.set":
		_, err := d.engine.cache.Set(now, m.Key, m.Value, action.Lifetime{TTL: m.TTL})
		d.cacheOperation(action.CacheOperation{Kind: "set", Key: m.Key, Value: m.Value}, err)
		return resultOf(err)
	case "cache.delete":
		err := d.engine.cache.Delete(now, m.Key)
		d.cacheOperation(action.CacheOperation{Kind: "delete", Key: m.Key}, err)
		return resultOf(err)
	}
	switch {
	case m.Log != nil:
		d.transcript.Logs = append(d.transcript.Logs, action.LogLine{Level: m.Log.Level, Text: m.Log.Text})
	case m.Answered != nil:
		x := d.exchanges[*m.Answered]
		x.record.Response = x.response
	case m.Ended != nil:
		d.exchanges[*m.Ended].end(d.elapsed())
	case m.Aborted != nil:
		x := d.exchanges[*m.Aborted]
		x.record.Error = "aborted"
		x.close(d.elapsed())
	}
	return nil
}

func resultOf(err error) any {
	if code, ok := err.(action.CacheError); ok {
		return map[string]any{"type": "error", "code": string(code)}
	}
	return map[string]any{"type": "success"}
}

func (d *delivery) cacheOperation(op action.CacheOperation, err error) {
	if code, ok := err.(action.CacheError); ok {
		op.Error = code
	}
	d.transcript.Cache = append(d.transcript.Cache, op)
}

// end notes that the whole answer is there, or why it is not.
func (x *exchange) end(at time.Duration) {
	if x.err != nil {
		x.record.Error = x.err.Error()
	}
	if x.record.Response != nil {
		x.record.Response.Body = x.body
	}
	x.close(at)
}

func (x *exchange) close(at time.Duration) {
	if x.open {
		x.open = false
		x.record.Took = at - x.record.At
	}
}

// fetch makes the whole exchange at once. The driver has it arrive as late as it has been
// paused.
func (d *delivery) fetch(m *message) any {
	header := http.Header{}
	for _, pair := range m.Headers {
		header.Add(pair[0], pair[1])
	}
	x := &exchange{open: true, record: action.Exchange{At: d.elapsed(),
		Request: action.Request{Method: m.Method, URL: m.URL, Header: header, Body: m.Body}}}
	reply := map[string]any{"number": len(d.exchanges), "late": 0.0, "rest": 0.0, "body": ""}
	d.exchanges = append(d.exchanges, x)
	request, err := http.NewRequest(m.Method, m.URL, strings.NewReader(m.Body))
	if err != nil {
		x.err = err
		reply["error"] = err.Error()
		return reply
	}
	request.Header = header
	ctx, lateness := action.WithLateness(d.ctx)
	response, err := d.transport.RoundTrip(request.WithContext(ctx))
	lateness.BeginBody()
	if err == nil {
		var body []byte
		body, x.err = io.ReadAll(response.Body)
		_ = response.Body.Close()
		x.body = string(body)
		x.response = &action.Response{Status: response.StatusCode, Header: response.Header}
		var pairs [][2]string
		for name, values := range response.Header {
			for _, value := range values {
				pairs = append(pairs, [2]string{name, value})
			}
		}
		reply["status"], reply["headers"] = response.StatusCode, pairs
		reply["body"] = base64.StdEncoding.EncodeToString(body)
		if x.err != nil {
			reply["bodyError"] = socketError
		}
	} else {
		x.err = err
		reply["error"] = socketError
	}
	reply["late"] = float64(lateness.Header()) / 1e6
	reply["rest"] = float64(lateness.Body()) / 1e6
	return reply
}

// socketError is what Node calls a connection that broke, which is the one way in which
// a transport within the process fails.
const socketError = "UND_ERR_SOCKET"

// complete completes the transcript.
func (d *delivery) complete(done *struct{ Failure *failure }, secrets map[string]string) *action.Transcript {
	t := d.transcript
	for _, x := range d.exchanges {
		if x.open {
			x.close(d.elapsed())
			if x.record.Response == nil {
				x.record.Error = "the run ended before the answer came"
			}
		}
		t.Exchanges = append(t.Exchanges, x.record)
	}
	t.Failure = done.Failure.of()
	t.Elapsed = d.elapsed()
	action.NewMasker(secrets).Transcript(t)
	t.Outcome = action.OutcomeOf(t.Logs, t.Failure)
	return t
}
