package scenario

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/parity"
)

// NewEngine makes the engine that a scenario is run by: on a clock and with a cache that
// the scenario brings along, with random numbers by a seed.
type NewEngine func(clock *action.Clock, cache *action.Cache, seed uint64) action.Engine

// Run delivers the events of a test, in virtual time and to servers of its own. There is
// a run for each event. Secrets are laid over those of the scenario.
func (t *Test) Run(ctx context.Context, newEngine NewEngine, secrets map[string]string) ([]parity.Run, error) {
	return t.run(ctx, newEngine, defaultSecrets, secrets)
}

// run is Run with other secrets than those of every type of authentication.
func (t *Test) run(ctx context.Context, newEngine NewEngine, needed, secrets map[string]string) ([]parity.Run, error) {
	clock := action.VirtualClock(t.Now)
	w, err := newWorld(t, clock.Now)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", t.Name, err)
	}
	all := maps.Clone(needed)
	maps.Copy(all, secrets)
	maps.Copy(all, t.Secrets)
	engine := newEngine(clock, &action.Cache{}, t.Seed)
	var runs []parity.Run
	messages, err := t.delivered()
	if err != nil {
		return nil, err
	}
	for i, m := range messages {
		clock.Advance(m.wait)
		transcript, err := engine.Deliver(ctx, action.Event{Message: m.text, Secrets: all}, w)
		if err != nil {
			return nil, fmt.Errorf("%q: event %d: %w", t.Name, i+1, err)
		}
		runs = append(runs, parity.Run{Transcript: transcript, State: w.server.Users()})
	}
	return runs, nil
}

// usersOf are the users that a server was left with, as encoding/json decodes them.
func usersOf(r parity.Run) []any {
	value, err := plain(r.State)
	if err != nil {
		return nil
	}
	users, _ := value.([]any)
	return users
}

// plain is a value as encoding/json decodes it.
func plain(value any) (any, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	var decoded any
	err = json.Unmarshal(text, &decoded)
	return decoded, err
}
