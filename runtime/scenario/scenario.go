// Package scenario has scenarios: what is delivered to a mapping's Action, what the
// SCIM server holds and how it misbehaves, and what is expected to come of it. A file of
// them is written in YAML, and each is run by any engine, in virtual time.
//
// [Read] reads a file, [Load] makes the engines of the mapping that it is about, and
// [Suite.RunAll] runs what is in it on the generated Action and on the native reference,
// which have to agree. [Run] does all of it within a Go test.
package scenario

import (
	"time"

	"github.com/scimwright/scimwright/generator/source"
)

// File is a file of scenarios.
type File struct {
	Source *source.File // nil where it was not read from one

	// Mapping is what they are about: the text of one. MappingFile is its name, relative
	// to the file of scenarios, where it is one of its own.
	Mapping     string
	MappingFile string

	Secrets map[string]string // laid over those that the mapping needs
	Tests   []Test
}

// Test is one scenario: the events that are delivered to a server of its own, one after
// the other; or a profile of which the mapping makes a SCIM user.
type Test struct {
	Name       string
	Line       int              // in the file, from 1; 0 where it is in none
	Now        time.Time        // where the clock starts; the zero time is action.Epoch
	User       map[string]any   // a profile, of a test of the mapping alone
	Connection map[string]any   // of that profile
	Users      []map[string]any // that the server holds
	Dialect    []any            // of the server: names, and switches as mockscim.ParseDialect reads them
	Server     []any            // its faults, as mockscim.ParseFaults reads them
	Tokens     []Token          // what the token endpoint answers, the last one for good; none: tokens
	Secrets    map[string]string
	Seed       uint64  // of the engine's random numbers
	Events     []Event // not to be changed once the test was read from a file
	Expect     Expect  // of the last event

	snapshot *snapshotPlace // nil where none is asked for
	messages []message      // of the events, where they have been made already
}

// Alone tells whether the test is one of the mapping alone.
func (t *Test) Alone() bool { return t.User != nil }

// Token is an answer of the token endpoint. Without a status, it issues a token.
type Token struct {
	Status    int           `yaml:"status,omitempty"`
	Body      any           `yaml:"body,omitempty"`
	ExpiresIn any           `yaml:"expires_in,omitempty"` // of the token; an hour where it is not said
	Delay     time.Duration `yaml:"delay,omitempty"`
}

// Event is an event in short, with the members type, user, previous, connection, id, time
// and wait, which is how long after the event before it comes; or a whole CloudEvent,
// which has data.
type Event map[string]any

// Expect is what is expected. What it does not say is not looked at. Values are matched
// by [Match]: a map by those of its members that are named, anything else as it is.
type Expect struct {
	Outcome  string    `yaml:"outcome,omitempty"`
	Error    string    `yaml:"error,omitempty"`    // how the error begins, or /a pattern/
	Reason   string    `yaml:"reason,omitempty"`   // of the log
	Requests []Request `yaml:"requests,omitempty"` // all of them, in their order; empty and not nil: none
	Body     any       `yaml:"body,omitempty"`     // of the last request that has one
	Exactly  any       `yaml:"exactly,omitempty"`  // the same, and nothing besides
	Users    []any     `yaml:"users,omitempty"`    // that the server holds in the end, in its order
	Log      []any     `yaml:"log,omitempty"`      // lines of the log
	Elapsed  string    `yaml:"elapsed,omitempty"`  // such as 1s, or < 3s

	// Of a test of the mapping alone; Exactly is there, too.
	SCIM  any    `yaml:"scim,omitempty"`
	Scope string `yaml:"scope,omitempty"` // in or out
}

// Request is an expected request.
type Request struct {
	Line    string            // such as GET /Users?filter=userName eq "ada", or /a pattern/
	Body    any               // nil: not looked at
	Exactly any               // nil: not looked at
	Headers map[string]string // of those that are named
}
