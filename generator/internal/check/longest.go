package check

import (
	"time"

	"github.com/scimwright/scimwright/generator/mapping"
)

// Longest is the longest way that an event can take through an Action without
// failing: every request but the last of its attempts times out, the last one is
// answered at the last moment, and everything that can go wrong does.
type Longest struct {
	Event    string        // created, updated or deleted
	Requests int           // attempts, tokens included
	Time     time.Duration // without regard to the budget, at which the Action ends
}

// LongestRuns are those of a mapping, by the type of the event.
func LongestRuns(m *mapping.Mapping) []Longest {
	p := path{m.Transport, m.Auth}
	keys := len(m.Match.By)
	find := p.requests(keys)
	// An update may be about a user whom the server knows by the former name.
	findFormer := find
	if matchesBy(m, mapping.ByUserName) {
		findFormer = p.requests(keys + 1)
	}
	write := p.requests(1)

	// A POST of which nobody knows is looked up before each retry.
	post := func(find cost) cost { return write.and(find.times(m.Transport.Retries.Value)) }
	// At a conflict the resource is found, and revived.
	create := func(find cost) cost {
		c := post(find)
		if m.Create.Lookup.Value == mapping.LookupFirst {
			c = c.and(find)
		}
		if m.Create.Conflict.Value != mapping.ConflictFail {
			c = c.and(find).and(write)
		}
		return c
	}
	// A resource that is gone when it is to be written is looked for once more.
	change := func(find cost) cost { return find.and(write).times(2) }

	updated := change(findFormer)
	if m.Update.Missing.Value == mapping.MissingCreate {
		updated = findFormer.and(write).and(findFormer).and(create(findFormer))
	}
	if m.Scope.When != nil && m.Scope.Outside.Value == mapping.OutsideDelete {
		updated = longer(updated, findFormer.and(write))
	}
	var deleted cost
	switch m.Delete.Action.Value {
	case mapping.DeleteDelete:
		deleted = find.and(write)
	case mapping.DeleteDeactivate:
		deleted = change(find)
	}
	return []Longest{
		p.longest("created", create(find)),
		p.longest("updated", updated),
		p.longest("deleted", deleted),
	}
}

// cost is what requests take.
type cost struct {
	attempts int
	time     time.Duration
}

func (c cost) and(other cost) cost { return cost{c.attempts + other.attempts, c.time + other.time} }

func (c cost) times(n int64) cost { return cost{c.attempts * int(n), c.time * time.Duration(n)} }

func longer(a, b cost) cost {
	if b.time > a.time {
		return b
	}
	return a
}

// path is what all requests have in common.
type path struct {
	transport mapping.Transport
	auth      mapping.Auth
}

// requests is the cost of n requests, each with all of its retries.
func (p path) requests(n int) cost {
	one := cost{1, p.transport.Timeout.Value}
	for retry := range p.transport.Retries.Value {
		one = one.and(cost{1, firstPause<<retry + p.transport.Timeout.Value})
	}
	return one.times(int64(n))
}

// longest adds what authentication takes: with OAuth, a token from the cache is
// refused, and another one issued.
func (p path) longest(event string, c cost) Longest {
	if p.auth.Type.Value == mapping.AuthOAuth2 && c.attempts > 0 {
		token := p.requests(1)
		c = c.and(cost{1, p.transport.Timeout.Value}).and(token)
	}
	return Longest{Event: event, Requests: c.attempts, Time: c.time}
}
