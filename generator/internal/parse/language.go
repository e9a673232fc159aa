package parse

import "github.com/scimwright/scimwright/generator/mapping"

// Language returns the keys of a mapping, as [Parse] reads them: those that can be
// used, in the order in which messages list them.
func Language() []Key {
	return keysOf((&parser{}).fields(defaults(nil)))
}

// Key is a key of a section and what it takes.
type Key struct {
	Name string
	Takes
}

// Takes says what a key takes.
type Takes struct {
	Kind     Kind
	Required bool
	Keys     []Key    // of KindSection
	Choices  []string // of KindChoice and KindChoices: the values that can be used
	Max      int64    // of KindCount, and of KindName in code points
	Default  any      // a string, int64, time.Duration or []string; nil: none
}

// Kind is a kind of value.
type Kind int

// The kinds of values.
const (
	KindSection     Kind = iota // a map of further keys
	KindUser                    // the SCIM user
	KindVersion                 // the number 1
	KindName                    // a line of text
	KindChoice                  // one of several words
	KindChoices                 // a list of several of them
	KindConnections             // a list of names of connections
	KindDuration                // a number with a unit, in text
	KindCount                   // an integer from 0 to Max
	KindMediaType               // of JSON
	KindExpression              // one ${expression}
	KindTables                  // maps of literals, by their names
	KindFiles                   // a list of relative paths
	KindModule                  // the relative path of a JavaScript or TypeScript module
	KindSignatures              // signatures of functions, by their names
	KindHeaderName              // the name of an HTTP header
	KindHeaders                 // values of HTTP headers, by their names
	KindURL                     // an address that begins with https://
	KindScopes                  // a list of OAuth scopes
	KindAttribute               // the path of a SCIM attribute, or null
)

func keysOf(fields []field) []Key {
	keys := make([]Key, len(fields))
	for i, f := range fields {
		keys[i] = Key{Name: f.name, Takes: f.Takes}
	}
	return keys
}

func texts(list []mapping.String) []string {
	values := make([]string, len(list))
	for i, s := range list {
		values[i] = s.Value
	}
	return values
}
