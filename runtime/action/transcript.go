package action

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

// Transcript is all that can be seen of a run from outside.
type Transcript struct {
	Exchanges []Exchange // in the order in which the requests were sent
	Outcome   Outcome
	Failure   *Failure // set exactly when the run failed
	Logs      []LogLine
	Cache     []CacheOperation
	Elapsed   time.Duration // on the engine's clock, which may be virtual
}

// Reason is why the run did what it did, as the last line of the log tells that has a
// reason; "" where none does.
func (t *Transcript) Reason() string {
	for _, line := range slices.Backward(t.Logs) {
		var told struct{ Reason string }
		if json.Unmarshal([]byte(line.Text), &told) == nil && told.Reason != "" {
			return told.Reason
		}
	}
	return ""
}

// Outcome names what a run came to, in the words of the Action's own log line.
type Outcome string

// The outcomes. An Action that does not log one of scimwright's log lines ends
// as Delivered or Failed.
const (
	Created     Outcome = "created"
	Updated     Outcome = "updated"
	Deleted     Outcome = "deleted"
	Deactivated Outcome = "deactivated"
	Duplicate   Outcome = "duplicate"
	Linked      Outcome = "linked"
	Skipped     Outcome = "skipped"
	Delivered   Outcome = "delivered"
	Failed      Outcome = "failed"
)

// Exchange is one HTTP request and what came of it.
type Exchange struct {
	Request  Request
	Response *Response     // nil when there was no answer
	Error    string        // why there was none, or why its body is not complete
	At       time.Duration // when it was sent, after the start of the run
	Took     time.Duration // until the body was complete, or the exchange given up
}

// Request is an HTTP request as it was sent. Values of headers that hold
// secrets are masked.
type Request struct {
	Method string
	URL    string
	Header http.Header
	Body   string
}

// Response is an HTTP answer as the Action saw it.
type Response struct {
	Status int
	Header http.Header
	Body   string
}

// LogLine is one call of console.log and its like.
type LogLine struct {
	Level string // log, info, warn, error, debug
	Text  string
}

// CacheOperation is one call of api.cache.
type CacheOperation struct {
	Kind  string // get, set, delete
	Key   string
	Hit   bool       // of a get: whether there was a value
	Value string     // of a set: what was to be stored
	Error CacheError // of a set or delete: why it was refused; else ""
}
