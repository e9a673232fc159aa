package mockscim

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/scimwright/scimwright/generator/scim"
)

// answer is what goes back: a status, headers, and a JSON value, text or nothing.
type answer struct {
	status int
	header map[string]string
	body   any
	text   *string // in the place of body, as it is
}

// refused is a SCIM error that comes with headers, such as Allow.
type refused struct {
	cause  *scim.Error
	header map[string]string
}

func (r *refused) Error() string { return r.cause.Error() }

// statusError is a SCIM error without a scimType.
func statusError(status int, format string, args ...any) *scim.Error {
	return &scim.Error{Status: status, Detail: fmt.Sprintf(format, args...)}
}

// failure turns an error into an answer.
func failure(err error) *answer {
	var r *refused
	if errors.As(err, &r) {
		return &answer{status: r.cause.Status, header: r.header, body: r.cause.Message()}
	}
	var e *scim.Error
	if !errors.As(err, &e) {
		e = statusError(http.StatusInternalServerError, "%v", err)
	}
	return &answer{status: e.Status, body: e.Message()}
}

func (a *answer) write(w http.ResponseWriter, r *http.Request) {
	text := a.begin(w, r)
	w.WriteHeader(a.status)
	if len(text) > 0 && r.Method != http.MethodHead {
		// The client may be gone; that is its affair.
		_, _ = w.Write(text)
	}
}

// begin sets the headers and returns the body as it is sent.
func (a *answer) begin(w http.ResponseWriter, r *http.Request) []byte {
	if a.body != nil {
		w.Header().Set("Content-Type", answerType(r))
	}
	for name, value := range a.header {
		if value == "" {
			w.Header()[http.CanonicalHeaderKey(name)] = nil
			continue
		}
		w.Header().Set(name, value)
	}
	switch {
	case a.text != nil:
		return []byte(*a.text)
	case a.body != nil:
		return append(appendJSON(make([]byte, 0, 1024), a.body), '\n')
	}
	return nil
}
