package mockscim

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/base64"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// misbehave answers a request as a fault says.
func (s *Server) misbehave(w http.ResponseWriter, x *exchange, f *Fault) {
	a := s.replyTo(x, f)
	reply := &f.Reply
	status := a.status
	if reply.Raw != "" {
		status = statusOfRaw(reply)
	} else if reply.Drop == DropHeader {
		status = 0
	}
	s.journal.answered(x.entry, status)
	if action.Pause(x.request.Context(), time.Duration(reply.Delay)) != nil {
		panic(http.ErrAbortHandler) // the client is gone
	}
	switch {
	case reply.Drop == DropHeader:
		panic(http.ErrAbortHandler)
	case reply.Raw != "":
		writeRaw(w, x.request, reply)
	default:
		a.writeBadly(w, x.request, reply)
	}
}

// replyTo does the work of a request as far as the fault lets it, and returns
// what it is answered with, but for how that is sent.
func (s *Server) replyTo(x *exchange, f *Fault) *answer {
	reply := &f.Reply
	if !reply.own() {
		return withHeaders(s.carryOut(x), reply)
	}
	switch f.Apply {
	case ApplyBefore:
		s.carryOut(x)
	case ApplyAfter:
		s.postpone(x)
	}
	a := &answer{status: reply.Status, header: map[string]string{}, body: reply.Body}
	if reply.Redirect != "" {
		a.status = cmp.Or(reply.Status, http.StatusTemporaryRedirect)
		a.header["Location"] = reply.Redirect
	}
	switch body := reply.Body.(type) {
	case nil:
		if a.status >= http.StatusBadRequest {
			a = s.dialect.answer(x, failure(statusError(a.status, "a fault of the mock server: %s", http.StatusText(a.status))))
		}
	case string:
		a.body, a.text = nil, &body
	}
	return withHeaders(a, reply)
}

// withHeaders adds the headers of a reply to an answer.
func withHeaders(a *answer, reply *Reply) *answer {
	if len(reply.Headers) == 0 {
		return a
	}
	added := *a
	added.header = map[string]string{}
	for name, value := range a.header {
		added.header[http.CanonicalHeaderKey(name)] = value
	}
	for name, value := range reply.Headers {
		added.header[http.CanonicalHeaderKey(name)] = value
	}
	return &added
}

// writeBadly sends an answer that stalls or ends in its middle.
func (a *answer) writeBadly(w http.ResponseWriter, r *http.Request, reply *Reply) {
	if reply.Stall == 0 && reply.Drop == "" {
		a.write(w, r)
		return
	}
	text := a.begin(w, r)
	half := len(text) / 2
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	if len(text) == 0 {
		w.Header().Del("Content-Length") // one that never ends, as far as the client knows
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(text[:half])
	_ = http.NewResponseController(w).Flush()
	if action.Pause(r.Context(), time.Duration(reply.Stall)) != nil || reply.Drop == DropBody {
		panic(http.ErrAbortHandler)
	}
	_, _ = w.Write(text[half:])
}

// rawBytes returns what is to be sent in the place of an answer.
func (r *Reply) rawBytes() ([]byte, error) {
	if encoded, ok := strings.CutPrefix(r.Raw, "base64:"); ok {
		return base64.StdEncoding.DecodeString(encoded)
	}
	return []byte(r.Raw), nil
}

// statusOfRaw is the status that a raw reply tells a client of, 0 for none.
func statusOfRaw(reply *Reply) int {
	raw, _ := reply.rawBytes()
	response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(raw)), nil)
	if err != nil {
		return 0
	}
	response.Body.Close()
	return response.StatusCode
}

// writeRaw sends bytes in the place of an answer, and ends the connection. Where
// there is no connection, since client and server are in one process, the client
// gets what it would read from these bytes: an answer as far as they are one,
// then, or else, a connection that is dropped.
func writeRaw(w http.ResponseWriter, r *http.Request, reply *Reply) {
	raw, _ := reply.rawBytes()
	connection, buffered, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_, _ = buffered.Write(raw)
		_ = buffered.Flush()
		_ = connection.Close()
		return
	}
	response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(raw)), r)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	for name, values := range response.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(response.StatusCode)
	_, _ = w.Write(body)
	if err != nil {
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}
