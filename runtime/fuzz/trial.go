package fuzz

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/parity"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// longest is how many events a history has at most, a few of which come twice.
const longest = 7

// drawTest draws a scenario for a mapping.
func (s *subject) drawTest(c *choices) scenario.Test {
	t := scenario.Test{Name: "the engines agree"}
	p := &people{choices: c, fields: s.fields, words: s.words}
	t.Events = p.history(longest)
	c.server(&t)
	c.secrets(&t)
	t.Seed = uint64(c.below(4))
	return t
}

// secrets now and then change what the mapping says, or are unusable.
func (c *choices) secrets(t *scenario.Test) {
	if c.below(12) < 11 {
		return
	}
	name := of(c, "SCIM_TIMEOUT_MS", "SCIM_MAX_RETRIES", "SCIM_CONNECTION_ALLOWLIST", "SCIM_BASE_URL", "SCIM_BEARER_TOKEN", "SCIM_TOKEN_URL", "SCIM_USERNAME")
	values := map[string][]string{
		"SCIM_TIMEOUT_MS":           {"700", "0", "3000000000", "1", " 50 ", "1.5", "99999999999999999999999"},
		"SCIM_MAX_RETRIES":          {"0", "2", "10", "11", "-1", "x"},
		"SCIM_CONNECTION_ALLOWLIST": {"Users", "Social, Other", " , ", "Users,Social"},
		"SCIM_BASE_URL": {"https://scim.example.com/scim/v2/", " https://SCIM.example.com:443/scim/v2?tenant=1 ", "", "http://scim.example.com/scim/v2",
			"https://a:b@scim.example.com/scim/v2", "https://scim.example.com/scim/v2#x", "https://scim.example.com/a/../scim/v2", "x", "http://localhost:1/scim"},
		"SCIM_BEARER_TOKEN": {"Bearer token-of-the-scenario", "", "a\nb", " bearer\tx ", "ü", "Bearer"},
		"SCIM_TOKEN_URL":    {"https://login.example.com/oauth/token?x=1", "", "http://login.example.com", "x"},
		"SCIM_USERNAME":     {"a:b", "", "ü"},
	}[name]
	t.Secrets = map[string]string{name: of(c, values...)}
}

// try runs a test on the engines, and lists where they disagree, and what the events
// came to where they do not. Its error is what stopped the test from running at all.
func (s *subject) try(ctx context.Context, t *scenario.Test) (differences []string, outcomes []action.Outcome, err error) {
	// A panic is a disagreement, too, and is to be made smaller like any other.
	defer func() {
		if p := recover(); p != nil {
			differences = []string{fmt.Sprintf("an engine panics: %v\n%s", p, debug.Stack())}
		}
	}()
	names := s.names
	if names == nil {
		names = []string{engines.Action, engines.Reference}
	}
	var runs [][]parity.Run
	for _, name := range names {
		of, err := t.Run(ctx, func(clock *action.Clock, cache *action.Cache, seed uint64) action.Engine {
			return s.engines.Engine(name, engines.Options{Clock: clock, Cache: cache, Seed: seed})
		}, nil)
		if err != nil {
			return nil, nil, err
		}
		runs = append(runs, of)
	}
	for i := range runs[0] {
		for n, other := range runs[1:] {
			for _, d := range parity.Differences(names[0], runs[0][i], names[n+1], other[i], true) {
				differences = append(differences, fmt.Sprintf("event %d: %s", i+1, d))
			}
		}
		if len(differences) > 0 {
			return differences, nil, nil // what follows, follows from it
		}
		outcomes = append(outcomes, runs[0][i].Outcome)
	}
	return nil, outcomes, nil
}
