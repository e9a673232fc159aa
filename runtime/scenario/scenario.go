// Package scenario has scenarios: what is delivered to a mapping's Action, what the
// SCIM server holds and how it misbehaves, and what is expected to come of it. A file of
// them is written in YAML, and each is run by any engine, in virtual time.
package scenario

import "time"

// File is a file of scenarios.
type File struct {
	// Mapping is what they are about: the text of one. MappingFile is its name, relative
	// to the file of scenarios, where it is one of its own.
	Mapping     string
	MappingFile string

	Secrets map[string]string // laid over those that the mapping needs
	Tests   []Test
}

// Test is one scenario: the events that are delivered to a server of its own, one after
// the other.
type Test struct {
	Name    string
	Line    int              // in the file, from 1; 0 where it is in none
	Users   []map[string]any // that the server holds
	Dialect []any            // of the server: names, and switches as mockscim.ParseDialect reads them
	Server  []any            // its faults, as mockscim.ParseFaults reads them
	Tokens  []Token          // what the token endpoint answers, the last one for good; none: tokens
	Secrets map[string]string
	Seed    uint64 // of the engine's random numbers
	Events  []Event
	Expect  Expect // of the last event
}

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

// Expect is what is expected. What it does not say is not looked at.
type Expect struct {
	Outcome  string   `yaml:"outcome,omitempty"`
	Error    string   `yaml:"error,omitempty"`    // how the error begins
	Reason   string   `yaml:"reason,omitempty"`   // of the log
	Requests []string `yaml:"requests,omitempty"` // such as GET /Users?filter=userName eq "ada"
}
