package reference

import "errors"

// event is what the contract asks of a CloudEvent about a user.
type event struct {
	kind       string // its type
	user       any    // the profile
	previous   any    // the profile before the change; nil where the event does not tell
	time       any
	connection Connection
}

// readEvent reads a CloudEvent. Why it is to be ignored is "" where it is not; one that
// is malformed is an error, for to ignore it would look like success.
func readEvent(message any) (e event, ignored string, err error) {
	kind, ok := textAt(message, "type")
	if !ok {
		return e, "", &actionError{"malformed event: no message.type"}
	}
	if purpose, _ := textAt(message, "a0purpose"); purpose == "test" {
		return e, "test event", nil
	}
	if kind != userCreated && kind != userUpdated && kind != userDeleted {
		return e, kind + " is not handled", nil
	}
	user := valueAt(message, "data", "object")
	if _, ok := textAt(user, "user_id"); !ok {
		return e, "", &actionError{"malformed event: no data.object.user_id"}
	}
	e = event{kind: kind, user: user, previous: valueAt(message, "data", "previous_object"), time: valueAt(message, "time")}
	if isFalsy(e.previous) {
		e.previous = nil
	}
	e.connection = connectionOf(message, user)
	return e, "", nil
}

// connectionOf is the event's connection, else that of the user's primary identity:
// its name and its strategy each for itself.
func connectionOf(message, user any) Connection {
	var primary any
	if identities, ok := valueAt(user, "identities").([]any); ok && len(identities) > 0 {
		primary = identities[0]
	}
	read := func(key, of string) string {
		told := valueAt(message, "data", "context", "connection", key)
		if told == nil {
			told = valueAt(primary, of)
		}
		text, _ := told.(string)
		return wellFormed(text)
	}
	return Connection{Name: read("name", "connection"), Strategy: read("strategy", "provider")}
}

// valueAt follows names, in their exact case, through objects; nil where there is
// nothing.
func valueAt(value any, names ...string) any {
	for _, name := range names {
		o, ok := value.(*Object)
		if !ok {
			return nil
		}
		value, _ = o.Get(name)
	}
	return value
}

// textAt is a text that is not empty.
func textAt(value any, names ...string) (string, bool) {
	text, ok := valueAt(value, names...).(string)
	return text, ok && text != ""
}

// isFalsy tells whether a value says nothing: null, false, 0 or "".
func isFalsy(value any) bool {
	return value == nil || value == false || value == 0.0 || value == ""
}

// Subject is the user that an object is about, and the connection that they come from:
// of a CloudEvent its data.object; else the object is the user itself. A connection that
// is not told is that of the primary identity, as it is for an event.
func Subject(o *Object) (profile *Object, from Connection, err error) {
	user := any(o)
	if _, event := textAt(o, "type"); event && valueAt(o, "data") != nil {
		user = valueAt(o, "data", "object")
	}
	profile, ok := user.(*Object)
	if !ok {
		return nil, from, errors.New("the event is about no user: it has no data.object")
	}
	if _, ok := textAt(profile, "user_id"); !ok {
		return nil, from, errors.New("the user has no user_id")
	}
	return profile, connectionOf(o, profile), nil
}
