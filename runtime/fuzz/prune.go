package fuzz

import (
	"maps"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/runtime/scenario"
)

// prune takes parts out of a test for as long as it still shows something: events,
// users, faults, and what is in them. Choices alone leave some of it in, for what one
// of them stands for depends on those before it.
func prune(test scenario.Test, shows func(scenario.Test) bool) {
	for better := true; better; {
		better = false
		for _, smaller := range smallerTests(test) {
			if shows(smaller) {
				test, better = smaller, true
				break
			}
		}
	}
}

// smallerTests are the tests that lack one part of this one, those first that lack more.
func smallerTests(t scenario.Test) []scenario.Test {
	var all []scenario.Test
	add := func(change func(*scenario.Test)) {
		smaller := t
		change(&smaller)
		all = append(all, smaller)
	}
	for i := range t.Events {
		if len(t.Events) > 1 {
			add(func(s *scenario.Test) { s.Events = without(t.Events, i) })
		}
	}
	if t.Secrets != nil {
		add(func(s *scenario.Test) { s.Secrets = nil })
	}
	if t.Seed != 0 {
		add(func(s *scenario.Test) { s.Seed = 0 })
	}
	for i := range t.Tokens {
		add(func(s *scenario.Test) { s.Tokens = without(t.Tokens, i) })
	}
	for i := range t.Users {
		add(func(s *scenario.Test) { s.Users = without(t.Users, i) })
	}
	for _, part := range []struct {
		list []any
		set  func(*scenario.Test, []any)
	}{
		{t.Dialect, func(s *scenario.Test, list []any) { s.Dialect = list }},
		{t.Server, func(s *scenario.Test, list []any) { s.Server = list }},
	} {
		for _, smaller := range smallerValues(part.list) {
			add(func(s *scenario.Test) { part.set(s, smaller.([]any)) })
		}
	}
	for i, event := range t.Events {
		for _, smaller := range smallerValues(map[string]any(event)) {
			add(func(s *scenario.Test) { s.Events = with(t.Events, i, scenario.Event(smaller.(map[string]any))) })
		}
	}
	for i, user := range t.Users {
		for _, smaller := range smallerValues(user) {
			add(func(s *scenario.Test) { s.Users = with(t.Users, i, smaller.(map[string]any)) })
		}
	}
	return all
}

// smallerValues are a value without one of its parts, at any depth.
func smallerValues(value any) []any {
	var all []any
	switch v := value.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			smaller := maps.Clone(v)
			delete(smaller, key)
			all = append(all, smaller)
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			for _, inner := range smallerValues(v[key]) {
				smaller := maps.Clone(v)
				smaller[key] = inner
				all = append(all, smaller)
			}
		}
	case []any:
		for i := range v {
			all = append(all, without(v, i))
		}
		for i, item := range v {
			for _, inner := range smallerValues(item) {
				all = append(all, with(v, i, inner))
			}
		}
	}
	return all
}

func without[T any](list []T, i int) []T { return slices.Delete(slices.Clone(list), i, i+1) }

func with[T any](list []T, i int, value T) []T {
	list = slices.Clone(list)
	list[i] = value
	return list
}

// smallerMappings are the texts of a mapping without one of its lines, and what is
// indented below it.
func smallerMappings(text string) []string {
	lines := strings.SplitAfter(text, "\n")
	var all []string
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		end := i + 1
		for end < len(lines) && depthOf(lines[end]) > depthOf(line) {
			end++
		}
		all = append(all, strings.Join(slices.Delete(slices.Clone(lines), i, end), ""))
	}
	return all
}

func depthOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
