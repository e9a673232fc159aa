package fuzz

import (
	"fmt"
	"time"

	"github.com/scimwright/scimwright/runtime/scenario"
)

// history draws the events about some users: mostly what happens to them in turn, and
// now and then what comes twice, too late, out of order, or broken.
func (p *people) history(longest int) []scenario.Event {
	var all []*person
	for n := range 1 + p.below(2) {
		all = append(all, p.born(n+1))
	}
	var events []scenario.Event
	for n := range 1 + p.below(longest) {
		who := of(p.choices, all...)
		kind := of(p.choices, kinds...)
		if !who.seen && p.below(4) > 0 {
			kind = "user.created" // as it should be
		}
		who.seen = true
		e := p.event(who, kind, n)
		events = append(events, e)
		if p.once(8) {
			again := scenario.Event{}
			for key, value := range e {
				again[key] = value
			}
			events = append(events, again)
		}
	}
	return events
}

// kinds are the types of events, more often those that do more.
var kinds = []string{"user.created", "user.updated", "user.updated", "user.updated", "user.created", "user.deleted"}

func (p *people) event(who *person, kind string, n int) scenario.Event {
	before := who.profile
	if kind == "user.updated" {
		p.change(who)
	}
	e := scenario.Event{"type": kind, "user": who.profile, "time": at(n)}
	if kind == "user.deleted" && p.below(3) < 2 {
		e["user"] = map[string]any{"user_id": who.id}
	}
	if kind == "user.updated" && p.below(3) > 0 {
		e["previous"] = before
	}
	switch p.below(8) {
	case 0, 1, 2, 3, 4:
		e["connection"] = map[string]any{"name": "Users", "strategy": "auth0"}
	case 5:
		e["connection"] = map[string]any{"name": of(p.choices, "Social", "Other", ""), "strategy": of(p.choices, "google-oauth2", "")}
	}
	if p.once(16) {
		e["wait"] = of(p.choices, "30s", "1h", "2h")
	}
	if p.once(60) {
		return p.broken(e)
	}
	return e
}

// at is when the n-th event was, some of them before others.
func at(n int) string {
	return time.Date(2025, 1, 1, 0, n, 0, 0, time.UTC).Format("2006-01-02T15:04:05.000Z")
}

// broken is an event that no stream should send.
func (p *people) broken(e scenario.Event) scenario.Event {
	data := map[string]any{"object": e["user"]}
	message := scenario.Event{"id": "evt_broken", "type": e["type"], "time": e["time"], "data": data}
	switch p.below(8) {
	case 0:
		message["a0purpose"] = "test"
	case 1:
		message["type"] = of[any](p.choices, "organization.created", "", nil, 5, "user.created ")
	case 2:
		data["object"] = of[any](p.choices, nil, "x", []any{}, map[string]any{}, map[string]any{"user_id": ""}, map[string]any{"user_id": 5})
	case 3:
		message["data"] = of[any](p.choices, nil, 5, []any{})
	case 4:
		data["previous_object"] = of[any](p.choices, nil, 5, "x", []any{}, map[string]any{}, false)
	case 5:
		data["context"] = of[any](p.choices, nil, 5, map[string]any{"connection": nil}, map[string]any{"connection": map[string]any{"name": 5}})
	case 6:
		message["id"] = of[any](p.choices, nil, 5, fmt.Sprintf("%0300d", 1), map[string]any{"a": "b"})
	case 7:
		message["time"] = of[any](p.choices, nil, 5, "x")
	}
	return message
}
