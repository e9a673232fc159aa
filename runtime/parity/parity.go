// Package parity tells where two runs of one event differ: what holds the generated
// Action and the native reference to each other.
//
// Compared are the requests in their order, what came back and when, the outcome, the
// failure with its causes, the log, the operations on api.cache, the time that passed,
// and the state that the server is left in. What is written in several ways that mean
// the same is brought into one form before. [NotCompared] has all that is left out.
package parity

import (
	"fmt"
	"reflect"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// Run is what came of an event.
type Run struct {
	*action.Transcript
	State any // of the server afterwards, in values of JSON; nil where it is not known
}

// Omission is something that is not compared, and why.
type Omission struct{ What, Why string }

// NotCompared are the differences that are none.
var NotCompared = []Omission{
	{"the order of keys in a body, and how its numbers and strings are escaped", "JSON gives it no meaning (RFC 8259 sections 4, 6 and 7)"},
	{"the order of the fields of a form", "it has none (RFC 6749 appendix B)"},
	{"which characters of a URL are percent-encoded beyond those that have to be", "they are equivalent (RFC 3986 section 6.2.2.2)"},
	{"the order of PATCH operations whose paths differ", "each changes another attribute, so that they commute (RFC 7644 section 3.5.2)"},
	{"headers that the runtime adds: Accept-Encoding, Accept-Language, Connection, Content-Length, Host, Sec-Fetch-Mode, and a User-Agent that is the runtime's", "they are of Node, or of Go, and not of the Action"},
	{"the words for a broken connection behind its code, and the cause of a network error", "they are the runtime's; that there was such an error, for which request, and its code are compared"},
	{"stack traces", "they name lines of a program, and there are two"},
	{"the words behind the name of a function of the mapping's own that failed", "they are the function's; what it gave back that is no JSON, such as a promise, never reaches Go"},
	{"real time, where the clock is the one on the wall", "it is never the same twice"},
}

// Differences lists where two runs differ, in words; nothing where they agree. Names
// are what the engines are called.
func Differences(nameA string, a Run, nameB string, b Run, virtual bool) []string {
	d := &differences{names: [2]string{nameA, nameB}, virtual: virtual}
	d.exchanges(a.Exchanges, b.Exchanges)
	d.same("outcome", a.Outcome, b.Outcome)
	d.failures("failure", a.Failure, b.Failure)
	d.logs(a.Logs, b.Logs)
	d.cache(a.Cache, b.Cache)
	if virtual {
		d.same("elapsed", a.Elapsed, b.Elapsed)
	}
	if (a.State != nil || b.State != nil) && !reflect.DeepEqual(a.State, b.State) {
		d.same("state of the server", canonical(a.State), canonical(b.State))
	}
	return d.found
}

// differences collects them.
type differences struct {
	names   [2]string
	virtual bool
	found   []string
}

// same notes two values that should be the same and are not.
func (d *differences) same(what string, a, b any) {
	if a != b {
		d.found = append(d.found, fmt.Sprintf("%s:\n  %s: %v\n  %s: %v", what, d.names[0], show(a), d.names[1], show(b)))
	}
}

func show(value any) any {
	if duration, ok := value.(time.Duration); ok {
		return duration.String()
	}
	return value
}

func (d *differences) exchanges(a, b []action.Exchange) {
	d.same("number of requests", len(a), len(b))
	for i := range min(len(a), len(b)) {
		what := fmt.Sprintf("request %d", i+1)
		if a[i].Request.Method != b[i].Request.Method || a[i].Request.URL != b[i].Request.URL {
			d.same(what, a[i].Request.Method+" "+canonicalURL(a[i].Request.URL), b[i].Request.Method+" "+canonicalURL(b[i].Request.URL))
		}
		d.same(what+", headers", canonicalHeader(a[i].Request.Header), canonicalHeader(b[i].Request.Header))
		if a[i].Request.Body != b[i].Request.Body {
			d.same(what+", body", canonicalBody(a[i].Request), canonicalBody(b[i].Request))
		}
		d.same(what+", answer", answerOf(a[i]), answerOf(b[i]))
		if d.virtual {
			d.same(what+", sent at", a[i].At, b[i].At)
			d.same(what+", took", a[i].Took, b[i].Took)
		}
	}
}

// answerOf is what came of an exchange, in short.
func answerOf(x action.Exchange) string {
	switch {
	case x.Response != nil && x.Error != "":
		return fmt.Sprintf("%d, and then an error", x.Response.Status)
	case x.Response != nil:
		return fmt.Sprintf("%d %s", x.Response.Status, x.Response.Body)
	}
	return "none"
}

func (d *differences) logs(a, b []action.LogLine) {
	d.same("number of log lines", len(a), len(b))
	for i := range min(len(a), len(b)) {
		d.same("level of the log", a[i].Level, b[i].Level)
		if a[i].Text != b[i].Text {
			d.same("log", d.facts(a[i].Text), d.facts(b[i].Text))
		}
	}
}

func (d *differences) cache(a, b []action.CacheOperation) {
	d.same("number of cache operations", len(a), len(b))
	for i := range min(len(a), len(b)) {
		d.same(fmt.Sprintf("cache operation %d", i+1), a[i], b[i])
	}
}
