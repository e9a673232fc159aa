package mockscim

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/scimwright/scimwright/generator/scim"
)

// answer is what goes back: a status, headers, and a JSON value or nothing.
type answer struct {
	status int
	header map[string]string
	body   any
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
	for name, value := range a.header {
		w.Header().Set(name, value)
	}
	if a.body == nil {
		w.WriteHeader(a.status)
		return
	}
	w.Header().Set("Content-Type", answerType(r))
	text := append(appendJSON(make([]byte, 0, 1024), a.body), '\n')
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		// The client may be gone; that is its affair.
		_, _ = w.Write(text)
	}
}
