package scim

import (
	"fmt"
	"net/http"
	"strconv"
)

// ErrorType is a detail error keyword, the scimType of an error message
// (RFC 7644 section 3.12, table 9).
type ErrorType string

// The detail error keywords.
const (
	InvalidFilter ErrorType = "invalidFilter" // the filter cannot be parsed, or compares what cannot be compared
	TooMany       ErrorType = "tooMany"       // the filter yields more than the server is willing to answer
	UniqueValue   ErrorType = "uniqueness"    // a value is taken
	BadMutability ErrorType = "mutability"    // the change is not compatible with the attribute's mutability
	InvalidSyntax ErrorType = "invalidSyntax" // the body is not a message of the expected form
	InvalidPath   ErrorType = "invalidPath"   // the path of a PATCH operation is malformed or names nothing
	NoTarget      ErrorType = "noTarget"      // the path of a PATCH operation yields nothing to operate on
	InvalidValue  ErrorType = "invalidValue"  // a required value is missing, or a value is of the wrong type
	InvalidVers   ErrorType = "invalidVers"   // the protocol version is not supported
	Sensitive     ErrorType = "sensitive"     // the URI would hold sensitive information
)

// ErrorTypes are the detail error keywords in the order of table 9.
var ErrorTypes = []ErrorType{
	InvalidFilter, TooMany, UniqueValue, BadMutability, InvalidSyntax,
	InvalidPath, NoTarget, InvalidValue, InvalidVers, Sensitive,
}

// Status returns the HTTP status that goes with the keyword: 409 for uniqueness
// (section 3.3), 403 for sensitive (section 7.5.2), and 400 for all others.
func (t ErrorType) Status() int {
	switch t {
	case UniqueValue:
		return http.StatusConflict
	case Sensitive:
		return http.StatusForbidden
	}
	return http.StatusBadRequest
}

// Error is a SCIM error: what an error message says (RFC 7644 section 3.12).
type Error struct {
	Status int       // HTTP status code
	Type   ErrorType // empty where the status says it all
	Detail string    // for people
}

// Errorf returns an Error of that type with the status that goes with it.
func Errorf(t ErrorType, format string, args ...any) *Error {
	return &Error{Status: t.Status(), Type: t, Detail: fmt.Sprintf(format, args...)}
}

// Error returns the status, the keyword if there is one, and the detail.
func (e *Error) Error() string {
	text := strconv.Itoa(e.Status)
	if e.Type != "" {
		text += " " + string(e.Type)
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}

// Message returns the error as the JSON object that is sent; status is a
// string there.
func (e *Error) Message() map[string]any {
	m := map[string]any{
		"schemas": []any{ErrorURN},
		"status":  strconv.Itoa(e.Status),
	}
	if e.Type != "" {
		m["scimType"] = string(e.Type)
	}
	if e.Detail != "" {
		m["detail"] = e.Detail
	}
	return m
}
