package simulate

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
)

// eventMaker makes CloudEvents of what happens, in the forms that Auth0's event
// catalogue allows (version 0.7.2).
type eventMaker struct {
	random *rand.Rand
	count  int
}

// make gives an occurrence its event. What the catalogue leaves out at will is
// there sometimes: the previous profile, the connection, and all of a deleted user
// but the id.
func (m *eventMaker) make(o *occurrence, before *profile) {
	m.count++
	o.event = fmt.Sprintf("evt_%07d%015d", m.count, m.random.Int64N(1e15))
	object := o.after.object()
	if o.kind == deleted {
		if m.random.IntN(5) < 2 {
			object = map[string]any{"user_id": o.account.id}
		}
		object["deleted_at"] = stamp(o.at)
	}
	data := map[string]any{"object": object}
	if o.kind == updated && m.random.IntN(5) < 3 {
		data["previous_object"] = before.object()
	}
	context := map[string]any{"tenant": map[string]any{"id": "simulated"}}
	switch n := m.random.IntN(10); {
	case n < 7:
		strategy := o.after.provider
		context["connection"] = map[string]any{"id": "con_0123456789abcdef", "name": o.after.connection, "strategy": strategy}
		data["context"] = context
	case n < 9:
		data["context"] = context
	}
	o.message = message(o, o.kind, o.event, data)
}

// clean is the event of a creation that makes an account at once what it was after
// an occurrence.
func (o *occurrence) clean() []byte {
	data := map[string]any{"object": o.after.object(), "context": map[string]any{
		"tenant":     map[string]any{"id": "simulated"},
		"connection": map[string]any{"id": "con_0123456789abcdef", "name": o.after.connection, "strategy": o.after.provider},
	}}
	return message(o, created, "evt_clean", data)
}

func message(o *occurrence, k kind, id string, data map[string]any) []byte {
	text, err := json.Marshal(map[string]any{
		"specversion": "1.0", "type": "user." + string(k), "source": "urn:auth0:simulated.auth0app.com",
		"id": id, "time": stamp(o.at), "data": data,
		"a0tenant": "simulated", "a0stream": "est_simulatedsimulated00000",
	})
	if err != nil {
		panic("simulate: an event that is no JSON: " + err.Error())
	}
	return text
}
