package cli

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// requestLog is the mock server with a line for each request.
type requestLog struct {
	out    io.Writer
	json   bool
	now    func() time.Time
	server *mockscim.Server
	token  string

	mu sync.Mutex // one line at a time
}

// requestLineJSON is the machine's form of a line.
type requestLineJSON struct {
	Time   time.Time `json:"time"`
	Method string    `json:"method"`
	Path   string    `json:"path"`
	Query  string    `json:"query,omitempty"`
	Status int       `json:"status"`
}

// ServeHTTP implements [http.Handler].
func (l *requestLog) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := l.now()
	recorder := &statusRecorder{ResponseWriter: w}
	// A fault that drops the connection panics, and has its line too.
	defer func() { l.write(r, began, recorder.status) }()
	l.server.ServeHTTP(recorder, r)
}

// write writes the line of a request. A status of 0 is that of one whose sender
// got no answer, or something else than one.
func (l *requestLog) write(r *http.Request, began time.Time, status int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	// The server keeps every request for whoever asks. Here nobody does.
	l.server.ClearRequests()
	path, query := l.hide(r.URL.Path), l.hide(r.URL.RawQuery)
	if l.json {
		// A log that cannot be written is no reason to fail the request.
		_ = writeJSONLine(l.out, requestLineJSON{began.UTC(), r.Method, path, query, status})
		return
	}
	target := path
	if query != "" {
		target = transcriptText{}.readableURL(r.URL.EscapedPath() + "?" + r.URL.RawQuery)
	}
	came := strconv.Itoa(status)
	if status == 0 {
		came = "no status"
	}
	fmt.Fprintf(l.out, "%s  %-6s %s  %s\n",
		began.Format(time.TimeOnly), visible(r.Method), visible(l.hide(target)), came)
}

// hide removes the token from what a client has put into the wrong place.
func (l *requestLog) hide(s string) string {
	if l.token == "" {
		return s
	}
	return strings.ReplaceAll(s, l.token, action.Masked)
}

// statusRecorder notes the status that a handler answers with.
type statusRecorder struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements [http.ResponseWriter].
func (r *statusRecorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write implements [http.ResponseWriter].
func (r *statusRecorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(p)
}

// Unwrap lets [http.ResponseController] reach the connection.
func (r *statusRecorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
