// Package mapping is the typed tree of a mapping file: what a user wrote, each
// node with the place where it was written. It knows neither YAML nor JavaScript.
//
// The tree is built by generator/internal/parse, is immutable from then on, and
// is read by every later phase and by the native reference engine.
package mapping

import (
	"time"

	"github.com/scimwright/scimwright/generator/source"
)

// Mapping is a whole mapping file.
type Mapping struct {
	File *source.File

	// Flawed tells that the file has errors: something of it is not in the tree.
	Flawed bool

	Version Int
	Name    String
	User    *Object // the SCIM User that the mapping builds; nil when the file has none

	Tables    []*Table
	Schemas   []String   // files of SCIM Schema resources, relative to the mapping's own
	Functions *Functions // nil when the mapping has none

	Scope     Scope
	Match     Match
	Create    Create
	Update    Update
	Delete    Delete
	Auth      Auth
	Transport Transport
}

// String is a text scalar and the place where it was written; the zero Span
// means that it is a default.
type String struct {
	Value string
	Span  source.Span
}

// Int is an integer scalar and the place where it was written.
type Int struct {
	Value int64
	Span  source.Span
}

// Duration is a time span such as 1500ms and the place where it was written.
type Duration struct {
	Value time.Duration
	Span  source.Span
}

// Transport holds the settings of the HTTP exchange.
type Transport struct {
	Timeout     Duration // of one attempt, body included; default of SCIM_TIMEOUT_MS
	Retries     Int      // attempts after the first; default of SCIM_MAX_RETRIES
	Budget      Duration // of a whole execution
	ContentType String
	Headers     []Header // further ones of each request, in the order in which they were written
}

// Header is an HTTP header.
type Header struct {
	Name  String
	Value String
}
