package coverage

import (
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
	"github.com/scimwright/scimwright/runtime/action"
)

// path is a way that the policy of a mapping leads an event.
type path struct {
	goal  Goal
	event string // the type that it is of; "" for any
	takes func(d delivered) bool
}

// delivered is what came of an event.
type delivered struct {
	outcome action.Outcome
	reason  string
	error   string
	retried bool
}

// pathsOf are the ways that the policy of a mapping has.
func pathsOf(m *mapping.Mapping) []*path {
	var all []*path
	add := func(event, label string, at source.Span, takes func(delivered) bool) {
		group := event
		if event == "" {
			group = "any event"
		}
		all = append(all, &path{Goal{Group: group, Label: label, Span: at}, event, takes})
	}
	outcome := func(want action.Outcome) func(delivered) bool {
		return func(d delivered) bool { return d.outcome == want }
	}
	skipped := func(reason string) func(delivered) bool {
		return func(d delivered) bool { return d.outcome == action.Skipped && d.reason == reason }
	}
	var nowhere source.Span

	add("user.created", "created", nowhere, outcome(action.Created))
	if m.Create.Conflict.Value != mapping.ConflictFail {
		add("user.created", "again: duplicate", m.Create.Conflict.Span, outcome(action.Duplicate))
	}
	if m.Create.Conflict.Value == mapping.ConflictAdopt {
		add("user.created", "account without externalId: linked", m.Create.Conflict.Span, outcome(action.Linked))
	}
	add("user.created", "conflict: fails", m.Create.Conflict.Span, func(d delivered) bool {
		return d.outcome == action.Failed && strings.HasPrefix(d.error, "409")
	})

	add("user.updated", "updated", m.Update.Method.Span, outcome(action.Updated))
	switch m.Update.Missing.Value {
	case mapping.MissingCreate:
		add("user.updated", "not there: created", m.Update.Missing.Span, outcome(action.Created))
	case mapping.MissingFail:
		add("user.updated", "not there: fails", m.Update.Missing.Span, func(d delivered) bool {
			return strings.HasPrefix(d.error, "nothing to update")
		})
	default:
		add("user.updated", "not there: skipped", m.Update.Missing.Span, skipped("no such resource"))
	}
	if m.Update.Unchanged.Value == mapping.UnchangedSkip {
		add("user.updated", "unchanged: skipped", m.Update.Unchanged.Span, skipped("unchanged"))
	}
	if m.Update.Order.Value != "" {
		add("user.updated", "late: skipped", m.Update.Order.Span, skipped("stale"))
	}
	if m.Scope.When != nil {
		switch m.Scope.Outside.Value {
		case mapping.OutsideDeactivate:
			add("user.updated", "out of scope: deactivated", m.Scope.Outside.Span, outcome(action.Deactivated))
		case mapping.OutsideDelete:
			add("user.updated", "out of scope: deleted", m.Scope.Outside.Span, outcome(action.Deleted))
		default:
			add("user.updated", "out of scope: skipped", m.Scope.Outside.Span, skipped("not in scope"))
		}
	}

	switch m.Delete.Action.Value {
	case mapping.DeleteIgnore:
		add("user.deleted", "ignored", m.Delete.Action.Span, skipped("deletions are ignored"))
	case mapping.DeleteDeactivate:
		add("user.deleted", "deactivated", m.Delete.Action.Span, outcome(action.Deactivated))
	default:
		add("user.deleted", "deleted", m.Delete.Action.Span, outcome(action.Deleted))
	}
	if m.Delete.Action.Value != mapping.DeleteIgnore {
		add("user.deleted", "not there: skipped", m.Delete.Action.Span, skipped("no such resource"))
	}
	if len(m.Scope.Connections) > 0 {
		add("", "connection not allowed: skipped", m.Scope.Connections[0].Span, skipped("connection is not allowed"))
	}
	if m.Transport.Retries.Value > 0 {
		add("", "a request is tried again", m.Transport.Retries.Span, func(d delivered) bool { return d.retried })
	}
	return all
}

// Delivered notes what came of an event, by its type.
func (m *Mapping) Delivered(event string, t *action.Transcript) {
	d := delivered{outcome: t.Outcome, reason: t.Reason()}
	if t.Failure != nil {
		d.error = t.Failure.Message
	}
	for i := 1; i < len(t.Exchanges); i++ {
		before, x := t.Exchanges[i-1].Request, t.Exchanges[i].Request
		if before.Method == x.Method && before.URL == x.URL && before.Body == x.Body {
			d.retried = true
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range m.policy {
		if (p.event == "" || p.event == event) && p.takes(d) {
			p.goal.Hits++
		}
	}
}
