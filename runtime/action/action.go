// Package action is the contract of a run: what an engine that executes an
// Auth0 event-stream Action is given, and the transcript that it gives back.
//
// Engines differ in how they run (JavaScript under goja, natively in Go) and
// must not differ in their transcripts.
package action

import (
	"context"
	"encoding/json"
	"net/http"
)

// Engine executes one delivery of an event after the other. An Engine is not
// safe for concurrent use unless it says so.
type Engine interface {
	// Deliver runs the event and sends its HTTP requests through transport.
	// That the Action fails is no error of Deliver: it is in the Transcript.
	// An error means that there is no run to tell of, such as a cancelled ctx.
	Deliver(ctx context.Context, event Event, transport http.RoundTripper) (*Transcript, error)
}

// Event is what Auth0 hands to an Action's onExecuteEventStream.
type Event struct {
	Message json.RawMessage   // event.message: a CloudEvent
	Secrets map[string]string // event.secrets
}
