package reference

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/action"
)

// delivery is one run: its settings, and what has come of it so far.
type delivery struct {
	engine    *Engine
	mapping   *mapping.Mapping
	ctx       context.Context
	transport http.RoundTripper
	started   time.Time // on the engine's clock

	message  any // of the event
	settings settings

	scim       *Object                 // what the mapping makes of the user
	formerly   func() (*Object, error) // of the user before the change; nil where the event does not tell
	adopting   bool                    // an account without externalId may become ours
	fresh      bool                    // the access token was issued in this delivery
	requests   int                     // sent so far
	transcript *action.Transcript
}

// The types of events that lead to something.
const (
	userCreated = "user.created"
	userUpdated = "user.updated"
	userDeleted = "user.deleted"
)

// provision takes an event in, and does what it asks for.
func (d *delivery) provision(secrets map[string]string) (outcome, error) {
	var err error
	if d.settings, err = d.engine.settingsOf(secrets); err != nil {
		return outcome{}, err
	}
	event, ignored, err := readEvent(d.message)
	if err != nil {
		return outcome{}, err
	}
	if ignored != "" {
		return outcome{name: action.Skipped, reason: ignored}, nil
	}
	if reason := d.settings.refusal(event); reason != "" {
		return outcome{name: action.Skipped, reason: reason}, nil
	}
	return d.act(event)
}

// refusal tells why the connection of an event keeps it out, if it does. A deletion
// often names none: to skip it would leave the account alive.
func (s *settings) refusal(e event) string {
	name := e.connection.Name
	switch {
	case len(s.connections) == 0 || slices.Contains(s.connections, name):
		return ""
	case name != "":
		return "connection is not allowed"
	case e.kind == userDeleted:
		return ""
	}
	return "connection is unknown"
}

// act makes a SCIM user of the event's, and does what the event asks for.
func (d *delivery) act(e event) (outcome, error) {
	v, err := d.engine.reference.variables(e.user, e.connection)
	if err != nil {
		return outcome{}, err
	}
	outside := false
	// Of a deleted user the event may tell the id alone: the condition would be about
	// nobody.
	if e.kind != userDeleted {
		in, err := d.engine.reference.inScope(v)
		if err != nil {
			return outcome{}, err
		}
		outside = !in
	}
	leave := d.mapping.Scope.Outside.Value
	if outside && (leave == mapping.OutsideIgnore || e.kind == userCreated) {
		return outcome{name: action.Skipped, reason: "not in scope"}, nil
	}
	if d.scim, err = d.engine.reference.document(v); err != nil {
		return outcome{}, err
	}
	d.prepare(e)
	switch {
	case outside && leave == mapping.OutsideDelete:
		return d.remove()
	case outside:
		return d.shutOut()
	case e.kind == userCreated:
		return d.create(false)
	case e.kind == userUpdated:
		return d.update()
	}
	switch d.mapping.Delete.Action.Value {
	case mapping.DeleteIgnore:
		return outcome{name: action.Skipped, reason: "deletions are ignored"}, nil
	case mapping.DeleteDeactivate:
		return d.shutOut()
	}
	return d.remove()
}

// prepare completes what is known of the user by what the event says besides.
func (d *delivery) prepare(e event) {
	if e.kind == userDeleted && d.ordered() {
		// It may tell the id alone, and is later than whatever the server has of before.
		d.stamp(e.time)
	}
	if e.connection.Name == "" && len(d.settings.connections) > 0 {
		// Somebody of that name may be of a connection that is not allowed.
		d.scim.remove("userName")
	}
	if e.previous != nil {
		d.formerly = func() (*Object, error) {
			v, err := d.engine.reference.variables(e.previous, e.connection)
			if err != nil {
				return nil, err
			}
			return d.engine.reference.document(v)
		}
	}
}
