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

// Scope says which users are provisioned at all.
type Scope struct {
	Connections []String    // default of the secret SCIM_CONNECTION_ALLOWLIST; empty: all
	When        *Expression // a bool: whether the user is in scope; nil: every user is
	Outside     String      // what an update of a user outside leads to: [OutsideIgnore]
}

// OutsideIgnore leaves the resource of a user who is not in scope as it is.
const OutsideIgnore = "ignore"

// Match says how the resource of a user is found.
type Match struct {
	By []String // keys in order of trial; defaults to externalId, then userName
}

// Keys of [Match].By.
const (
	ByExternalID = "externalId"
	ByUserName   = "userName"
)

// Create says what a created user leads to.
type Create struct {
	Conflict String // what to do about a 409: [ConflictVerify]
}

// ConflictVerify takes a 409 for a duplicate when the resource is ours already,
// and for an error otherwise.
const ConflictVerify = "verify"

// Update says what an updated user leads to.
type Update struct {
	Method  String // [MethodPut]
	Missing String // what to do when there is no resource: [MissingSkip], [MissingCreate], [MissingFail]
}

// Values of [Update].
const (
	MethodPut     = "put"
	MissingSkip   = "skip"
	MissingCreate = "create"
	MissingFail   = "fail"
)

// Delete says what a deleted user leads to.
type Delete struct {
	Action String // [DeleteDelete]
}

// DeleteDelete removes the resource.
const DeleteDelete = "delete"

// Auth says how requests authenticate.
type Auth struct {
	Type String // [AuthBearer]
}

// AuthBearer sends the secret SCIM_BEARER_TOKEN as an OAuth 2.0 bearer token.
const AuthBearer = "bearer"

// Transport holds the settings of the HTTP exchange.
type Transport struct {
	Timeout     Duration // of one attempt, body included; default of SCIM_TIMEOUT_MS
	Retries     Int      // attempts after the first; default of SCIM_MAX_RETRIES
	Budget      Duration // of a whole execution
	ContentType String
}
