package reference

import (
	"slices"

	"github.com/scimwright/scimwright/runtime/action"
)

// actionError is what is wrong with an event, a secret or an answer. It quotes none of
// them, for it is logged.
type actionError struct{ message string }

func (e *actionError) Error() string { return e.message }

// requestError is a request that failed. Its head is what Auth0 keeps: the status and
// scimType, or what else was wrong, the method and the path. The detail may quote the
// profile, and is not logged.
type requestError struct {
	request  request
	problem  string
	detail   string
	suffix   string // of the message
	status   int    // 0 where there was no answer
	scimType string
	after    *float64 // milliseconds that the server asks to wait
	cause    error
}

func (e *requestError) head() string {
	return e.problem + " " + e.request.method + " " + e.request.path
}

func (e *requestError) Error() string {
	if e.detail == "" {
		return e.head() + e.suffix
	}
	return e.head() + ": " + e.detail + e.suffix
}

func (e *requestError) Unwrap() error { return e.cause }

// hasStatus tells whether a request failed with one of those statuses.
func hasStatus(err error, statuses ...int) bool {
	failed, ok := err.(*requestError)
	return ok && slices.Contains(statuses, failed.status)
}

// transient tells whether another attempt may succeed. Without an answer there is no
// status, and 501 is for good.
func (e *requestError) transient() bool {
	return e.status == 0 || e.status == 429 || e.status >= 500 && e.status != 501
}

// loggable is what the log may tell of an error.
func loggable(err error) string {
	if failed, ok := err.(*requestError); ok {
		return failed.head()
	}
	return err.Error()
}

// networkError is the cause of a request that got no answer, as Node's fetch has it.
type networkError struct{ err error }

func (e *networkError) Error() string { return "fetch failed" }

func (e *networkError) Unwrap() error { return e.err }

// failureOf is an error as a transcript has it.
func failureOf(err error) *action.Failure {
	f := &action.Failure{Kind: action.Thrown, Name: "Error", Message: wellFormed(err.Error())}
	switch err := err.(type) {
	case *actionError:
		f.Name = "ActionError"
	case *MappingError:
		f.Name = "MappingError"
	case *requestError:
		f.Name = "ScimError"
		f.Status, f.SCIMType, f.Detail = err.status, err.scimType, wellFormed(err.detail)
		f.Method, f.Path = err.request.method, err.request.path
		if err.cause != nil {
			f.Cause = failureOf(err.cause)
		}
	case *networkError:
		f.Name = "TypeError"
		f.Cause = failureOf(err.err)
	}
	return f
}
