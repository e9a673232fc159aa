package scenario

import (
	"bytes"
	"fmt"

	"gopkg.in/yaml.v3"
)

// fileText is a file as it is written.
type fileText struct {
	Mapping yaml.Node         `yaml:"mapping,omitempty"`
	Secrets map[string]string `yaml:"secrets,omitempty"`
	Tests   []testText        `yaml:"tests"`
}

// testText is a test as it is written.
type testText struct {
	Name       string            `yaml:"name"`
	Now        string            `yaml:"now,omitempty"`
	Given      givenText         `yaml:"given,omitempty"`
	Dialect    []any             `yaml:"dialect,omitempty,flow"`
	Server     []any             `yaml:"server,omitempty"`
	Tokens     []Token           `yaml:"tokens,omitempty"`
	Secrets    map[string]string `yaml:"secrets,omitempty"`
	Seed       uint64            `yaml:"seed,omitempty"`
	User       map[string]any    `yaml:"user,omitempty"`
	Connection map[string]any    `yaml:"connection,omitempty"`
	Event      Event             `yaml:"event,omitempty"`
	Events     []Event           `yaml:"events,omitempty"`
	Expect     Expect            `yaml:"expect,omitempty"`
}

// givenText is what the server holds.
type givenText struct {
	Users []map[string]any `yaml:"users,omitempty"`
}

// MarshalYAML implements yaml.Marshaler: a request of which no more is expected is its
// line.
func (q Request) MarshalYAML() (any, error) {
	if q.Body == nil && q.Exactly == nil && len(q.Headers) == 0 {
		return q.Line, nil
	}
	return struct {
		Line    string            `yaml:"request"`
		Body    any               `yaml:"body,omitempty"`
		Exactly any               `yaml:"exactly,omitempty"`
		Headers map[string]string `yaml:"headers,omitempty"`
	}(q), nil
}

// Write writes a file of scenarios, as [Read] reads it.
func Write(f *File) ([]byte, error) {
	var raw fileText
	if f.Mapping == "" {
		raw.Mapping.SetString(f.MappingFile)
	} else {
		var document yaml.Node
		if err := yaml.Unmarshal([]byte(f.Mapping), &document); err != nil || len(document.Content) == 0 {
			return nil, fmt.Errorf("the mapping is no YAML: %w", err)
		}
		raw.Mapping = *document.Content[0]
	}
	raw.Secrets = f.Secrets
	for _, t := range f.Tests {
		written := testText{Name: t.Name, Given: givenText{t.Users}, Dialect: t.Dialect, Server: t.Server, Tokens: t.Tokens,
			Secrets: t.Secrets, Seed: t.Seed, User: t.User, Connection: t.Connection, Events: t.Events, Expect: t.Expect}
		if !t.Now.IsZero() {
			written.Now = t.Now.Format("2006-01-02T15:04:05.999999999Z07:00")
		}
		if len(t.Events) == 1 {
			written.Event, written.Events = t.Events[0], nil
		}
		raw.Tests = append(raw.Tests, written)
	}
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(raw); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
