package action

import (
	"fmt"
	"strings"
)

// FailureKind tells who ended a failed run.
type FailureKind string

// The kinds of failure. All but Thrown are imposed on the Action from outside.
const (
	Thrown    FailureKind = "thrown"    // the Action threw, or its promise was rejected
	Unhandled FailureKind = "unhandled" // a promise that nobody awaits was rejected, which ends a Node process
	Unsettled FailureKind = "unsettled" // nothing was left to run, and the Action's promise was still pending
	Timeout   FailureKind = "timeout"   // the run took longer than the platform grants
	CPU       FailureKind = "cpu"       // it computed longer than the engine allows
	Memory    FailureKind = "memory"    // it needed more memory than the engine allows
)

// Failure is what a failed run came to. It is an error, and its cause, where
// the thrown error had one, is what [errors.Unwrap] gives.
type Failure struct {
	Kind    FailureKind
	Name    string // of the error: "Error", "TypeError"; "" when no Error object was thrown
	Message string
	Stack   []Frame // innermost first; empty when the thrown value had none

	// What an error that tells of a SCIM answer carries, where it does
	// (RFC 7644 §3.12).
	Status   int    // HTTP status, 0 when there is none
	SCIMType string // such as "uniqueness"
	Detail   string
	Method   string // of the request that was refused
	Path     string

	Cause *Failure // of the error's cause property
}

// Frame is one call on a stack: a function and a place in its source, which is
// that of the source map where there is one.
type Frame struct {
	Function string // "" for code outside of any function
	File     string
	Line     int // from 1; 0 when unknown
	Column   int // from 1; 0 when unknown
}

// Error returns name and message, as JavaScript prints an error.
func (f *Failure) Error() string {
	switch {
	case f.Name == "":
		return f.Message
	case f.Message == "":
		return f.Name
	default:
		return f.Name + ": " + f.Message
	}
}

// Unwrap returns the cause, or nil.
func (f *Failure) Unwrap() error {
	if f.Cause == nil {
		return nil
	}
	return f.Cause
}

// String returns the frame as a line of a JavaScript stack has it, without
// the leading "at".
func (f Frame) String() string {
	place := f.File
	if f.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
	}
	if f.Function == "" {
		return place
	}
	return f.Function + " (" + place + ")"
}

// Trace returns the error, its stack and its causes, a line each.
func (f *Failure) Trace() string {
	var b strings.Builder
	for at := f; at != nil; at = at.Cause {
		if at != f {
			b.WriteString("caused by: ")
		}
		b.WriteString(at.Error())
		b.WriteByte('\n')
		for _, frame := range at.Stack {
			b.WriteString("    at " + frame.String() + "\n")
		}
	}
	return b.String()
}
