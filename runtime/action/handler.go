package action

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
)

// ErrDropped is the error of an exchange whose handler panicked: the client
// sees a connection that was dropped. A handler that wants just that panics
// with [http.ErrAbortHandler].
var ErrDropped = errors.New("the server dropped the connection")

// Handler returns a transport that hands requests to h within the process: no
// socket, no port, no network. Whatever host the URL names, h answers.
//
// In virtual time (see [WithLateness]) h runs to its end before RoundTrip
// returns. In real time h runs on a goroutine of its own and RoundTrip returns
// with the header, as it would over a network, so that a stalled body can be
// told from a late answer.
func Handler(h http.Handler) http.RoundTripper { return inProcess{h} }

type inProcess struct{ handler http.Handler }

// RoundTrip implements [http.RoundTripper].
func (t inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := context.Cause(r.Context()); err != nil {
		return nil, err
	}
	w := newAnswer(latenessOf(r.Context()))
	if w.lateness != nil {
		w.serve(t.handler, r)
		return w.response(r)
	}
	go w.serve(t.handler, r)
	select {
	case <-w.begun:
		return w.response(r)
	case <-r.Context().Done():
		return nil, context.Cause(r.Context())
	}
}

// received returns r as a server sees it.
func received(r *http.Request) *http.Request {
	in := r.Clone(r.Context())
	in.RequestURI = r.URL.RequestURI()
	in.RemoteAddr = "127.0.0.1:0"
	in.Proto, in.ProtoMajor, in.ProtoMinor = "HTTP/1.1", 1, 1
	if in.Host == "" {
		in.Host = r.URL.Host
	}
	if in.Body == nil {
		in.Body = http.NoBody
	}
	if in.Header == nil {
		in.Header = http.Header{}
	}
	if r.ContentLength > 0 || r.ContentLength == 0 && (r.Method == http.MethodPost || r.Method == http.MethodPut) {
		in.Header.Set("Content-Length", strconv.FormatInt(r.ContentLength, 10))
	}
	if in.URL.Scheme == "https" {
		// By it, servers tell by which scheme they were reached.
		in.TLS = &tls.ConnectionState{HandshakeComplete: true}
	}
	in.URL.Scheme, in.URL.Host, in.URL.User = "", "", nil
	return in
}

// answer is the ResponseWriter of an in-process exchange.
type answer struct {
	lateness *Lateness
	header   http.Header // the handler's, until it is sent

	mu     sync.Mutex
	grown  sync.Cond // something below has changed
	begun  chan struct{}
	sent   http.Header // nil until the header is sent
	status int
	body   bytes.Buffer
	done   bool
	err    error // why the handler ended early
}

func newAnswer(l *Lateness) *answer {
	w := &answer{lateness: l, header: http.Header{}, begun: make(chan struct{})}
	w.grown.L = &w.mu
	return w
}

// serve runs the handler to its end, whatever that is.
func (w *answer) serve(h http.Handler, r *http.Request) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	defer func() {
		p := recover()
		w.mu.Lock()
		defer w.mu.Unlock()
		if p != nil && p != any(http.ErrAbortHandler) {
			w.err = fmt.Errorf("%w: its handler panicked: %v", ErrDropped, p)
		} else if p != nil {
			w.err = ErrDropped
		}
		if w.sent == nil {
			w.begin(http.StatusOK)
		}
		w.done = true
		w.grown.Broadcast()
	}()
	h.ServeHTTP(w, received(r))
}

// begin sends status and header. The caller holds mu.
func (w *answer) begin(status int) {
	w.status = status
	w.sent = w.header.Clone()
	if w.lateness != nil {
		w.lateness.BeginBody()
	}
	close(w.begun)
}

// Header implements [http.ResponseWriter].
func (w *answer) Header() http.Header { return w.header }

// WriteHeader implements [http.ResponseWriter]. Like net/http, it panics on a
// status that cannot be sent, and passes over a second call.
func (w *answer) WriteHeader(status int) {
	if status < 100 || status > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %d", status))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.sent == nil && status >= 200 {
		w.begin(status)
	}
}

// Write implements [http.ResponseWriter].
func (w *answer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.sent == nil {
		if w.header.Get("Content-Type") == "" && len(p) > 0 {
			w.header.Set("Content-Type", http.DetectContentType(p))
		}
		w.begin(http.StatusOK)
	}
	if w.status == http.StatusNoContent || w.status == http.StatusNotModified {
		return 0, http.ErrBodyNotAllowed
	}
	w.body.Write(p)
	w.grown.Broadcast()
	return len(p), nil
}

// Flush implements [http.Flusher]: it sends the header.
func (w *answer) Flush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.sent == nil {
		w.begin(http.StatusOK)
	}
}

// response returns what the client sees of an answer that has begun.
func (w *answer) response(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil && w.body.Len() == 0 {
		return nil, w.err
	}
	length := int64(-1)
	if n, err := strconv.ParseInt(w.sent.Get("Content-Length"), 10, 64); err == nil {
		length = n
	}
	body := io.ReadCloser(&answerBody{answer: w, ctx: r.Context()})
	if r.Method == http.MethodHead {
		body = http.NoBody
	}
	return &http.Response{
		Status:        strconv.Itoa(w.status) + " " + http.StatusText(w.status),
		StatusCode:    w.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        w.sent,
		Body:          body,
		ContentLength: length,
		Request:       r,
	}, nil
}
