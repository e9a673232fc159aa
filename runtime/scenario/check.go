package scenario

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/scimwright/scimwright/generator/source"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// check finds what would stop the test from running.
func (t *Test) check() error {
	switch {
	case t.Name == "":
		return errors.New("a test needs a name: say `name`")
	case t.Alone() && len(t.Events) > 0:
		return fmt.Errorf("%q has a `user` and an `event`: a user is of a test of the mapping alone; the one of an event belongs into it", t.Name)
	case !t.Alone() && t.Connection != nil:
		return fmt.Errorf("%q: `connection` goes with `user`; that of an event belongs into it", t.Name)
	case !t.Alone() && len(t.Events) == 0:
		return fmt.Errorf("%q delivers nothing: say `event`, or several `events`; or `user`, for the mapping alone", t.Name)
	}
	if _, err := t.dialect(); err != nil {
		return fmt.Errorf("%q: dialect: %w", t.Name, err)
	}
	if _, err := t.faults(); err != nil {
		return fmt.Errorf("%q: server: %w", t.Name, err)
	}
	var err error
	t.messages, err = t.delivered()
	return err
}

// unfitError is an expectation that cannot be met, and what could be.
type unfitError struct{ message, help string }

// Error implements error.
func (e *unfitError) Error() string { return e.message }

// outcomes are the words of `outcome`.
var outcomes = []string{
	string(action.Created), string(action.Updated), string(action.Deleted), string(action.Deactivated), string(action.Duplicate),
	string(action.Linked), string(action.Skipped), string(action.Failed), string(action.Delivered),
}

// checkExpect finds expectations that could never be met, or are of no meaning.
func (t *Test) checkExpect() error {
	e := &t.Expect
	if e.Outcome != "" && !slices.Contains(outcomes, e.Outcome) {
		help := "there are " + strings.Join(outcomes, ", ")
		if near, ok := source.Nearest(e.Outcome, outcomes); ok {
			help = "did you mean `" + near + "`?"
		}
		return &unfitError{fmt.Sprintf("there is no outcome `%s`", e.Outcome), help}
	}
	if e.Elapsed != "" {
		if _, err := parseElapsed(e.Elapsed); err != nil {
			return err
		}
	}
	if e.Scope != "" && e.Scope != "in" && e.Scope != "out" {
		return fmt.Errorf("the scope %q is neither `in` nor `out`", e.Scope)
	}
	for _, pattern := range []any{e.Error, e.Reason, e.Body, e.Exactly, e.SCIM, e.Users, e.Log} {
		if err := checkPatterns(pattern); err != nil {
			return err
		}
	}
	for _, q := range e.Requests {
		for _, pattern := range []any{q.Line, q.Body, q.Exactly} {
			if err := checkPatterns(pattern); err != nil {
				return err
			}
		}
	}
	if t.Alone() {
		if e.Outcome != "" || e.Requests != nil || e.Body != nil || e.Users != nil || e.Log != nil || e.Elapsed != "" || e.Reason != "" {
			return errors.New("a test of the mapping alone delivers nothing: it can expect `scim`, `exactly`, `scope` and `error`; with `event` instead of `user`, all the rest")
		}
		return nil
	}
	if e.SCIM != nil || e.Scope != "" {
		return errors.New("`scim` and `scope` are of a test with `user`, of the mapping alone; what an event sends is its `body`")
	}
	return nil
}

// dialect is how the server departs from the standards.
func (t *Test) dialect() (mockscim.Dialect, error) {
	var all []mockscim.Dialect
	for _, part := range t.Dialect {
		if name, ok := part.(string); ok {
			named, err := mockscim.LookupDialect(name)
			if err != nil {
				return mockscim.Dialect{}, err
			}
			all = append(all, named)
			continue
		}
		text, err := jsonText(part)
		if err != nil {
			return mockscim.Dialect{}, err
		}
		switches, err := mockscim.ParseDialect(text)
		if err != nil {
			return mockscim.Dialect{}, err
		}
		all = append(all, switches)
	}
	return mockscim.CombineDialects(all...)
}

// faults are those of the server, new ones with each call: the server counts in them.
func (t *Test) faults() ([]mockscim.Fault, error) {
	if len(t.Server) == 0 {
		return nil, nil
	}
	text, err := jsonText(t.Server)
	if err != nil {
		return nil, err
	}
	return mockscim.ParseFaults(text)
}

// message is an event as it is delivered.
type message struct {
	text json.RawMessage
	wait time.Duration // after the one before it
}

// delivered are the events of a test as they are delivered.
func (t *Test) delivered() ([]message, error) {
	if t.messages != nil {
		return t.messages, nil
	}
	var all []message
	for i, e := range t.deliveries() {
		text, wait, err := e.message(i)
		if err != nil {
			return nil, fmt.Errorf("%q: event %d: %w", t.Name, i+1, err)
		}
		all = append(all, message{text, wait})
	}
	return all, nil
}

// deliveries are the events that are delivered. A profile alone is delivered as that of
// somebody who signs up, so that the Action makes a SCIM user of it, too.
func (t *Test) deliveries() []Event {
	if !t.Alone() {
		return t.Events
	}
	e := Event{"type": "user.created", "user": t.User}
	if t.Connection != nil {
		e["connection"] = t.Connection
	}
	return []Event{e}
}
