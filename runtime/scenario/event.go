package scenario

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/scimwright/scimwright/runtime/reference"
)

// shortForm are the members of an event in short.
var shortForm = []string{"type", "user", "previous", "connection", "id", "time", "wait"}

// message is the CloudEvent of an event, the n-th of its test, and how long it comes
// after the one before.
func (e Event) message(n int) (json.RawMessage, time.Duration, error) {
	if _, whole := e["data"]; whole || e["user"] == nil {
		text, err := jsonText(map[string]any(e))
		return text, 0, err
	}
	for _, key := range slices.Sorted(maps.Keys(e)) {
		if !slices.Contains(shortForm, key) {
			return nil, 0, fmt.Errorf("it has no member %q: an event in short has %s; a whole CloudEvent has `data`",
				key, strings.Join(shortForm, ", "))
		}
	}
	var wait time.Duration
	if text, ok := e["wait"].(string); ok {
		var err error
		if wait, err = time.ParseDuration(text); err != nil || wait < 0 {
			return nil, 0, fmt.Errorf("wait: %q is no duration: write it as 90s or 10m", text)
		}
	}
	kind, ok := e["type"].(string)
	if !ok {
		return nil, 0, fmt.Errorf("it has no type: say `type: user.updated`, or the like")
	}
	data := map[string]any{"object": e["user"]}
	if previous, ok := e["previous"]; ok {
		data["previous_object"] = previous
	}
	if connection, ok := e["connection"]; ok {
		data["context"] = map[string]any{"connection": connection}
	}
	message := map[string]any{
		"specversion": "1.0", "id": "evt_" + strconv.Itoa(n+1), "source": "urn:auth0:example.eu.auth0.com",
		"time": "2025-01-01T00:00:00.000Z", "type": kind, "data": data,
	}
	for _, key := range []string{"id", "time"} {
		if value, ok := e[key]; ok {
			message[key] = value
		}
	}
	text, err := jsonText(message)
	return text, wait, err
}

// Type is the type of the n-th event of a test, from 0; "" where it has none.
func (t *Test) Type(n int) string {
	kind, _ := t.deliveries()[n]["type"].(string)
	return kind
}

// jsonText is a value of YAML as JSON, in which an Auth0 event and a server are told of.
func jsonText(value any) ([]byte, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("it is no JSON data: %w", err)
	}
	return text, nil
}

// profile is that of a test of the mapping alone, or of its last event.
func (t *Test) profile() (*reference.Object, reference.Connection, error) {
	deliveries := t.deliveries()
	e := deliveries[len(deliveries)-1]
	user, connection := e["user"], e["connection"]
	if data, ok := e["data"].(map[string]any); ok {
		user = data["object"]
		if context, ok := data["context"].(map[string]any); ok {
			connection = context["connection"]
		}
	}
	text, err := jsonText(user)
	if err != nil {
		return nil, reference.Connection{}, err
	}
	profile, err := reference.ParseObject(string(text))
	var from reference.Connection
	if c, ok := connection.(map[string]any); ok {
		from.Name, _ = c["name"].(string)
		from.Strategy, _ = c["strategy"].(string)
	}
	return profile, from, err
}
