package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/runtime/mockscim"
)

// fileText is a file as YAML has it.
type fileText struct {
	Mapping yaml.Node         `yaml:"mapping,omitempty"`
	Secrets map[string]string `yaml:"secrets,omitempty"`
	Tests   []yaml.Node       `yaml:"tests"`
}

// testText is a test as YAML has it.
type testText struct {
	Name    string            `yaml:"name"`
	Given   given             `yaml:"given,omitempty"`
	Dialect []any             `yaml:"dialect,omitempty,flow"`
	Server  []any             `yaml:"server,omitempty"`
	Tokens  []Token           `yaml:"tokens,omitempty"`
	Secrets map[string]string `yaml:"secrets,omitempty"`
	Seed    uint64            `yaml:"seed,omitempty"`
	Event   Event             `yaml:"event,omitempty"`
	Events  []Event           `yaml:"events,omitempty"`
	Expect  Expect            `yaml:"expect,omitempty"`
}

// given is what the server holds.
type given struct {
	Users []map[string]any `yaml:"users,omitempty"`
}

// Read reads a file of scenarios. Its error tells the line, what is wrong, and what
// would be right.
func Read(text []byte) (*File, error) {
	var raw fileText
	if err := decode(text, &raw); err != nil {
		return nil, err
	}
	if len(raw.Tests) == 0 {
		return nil, errors.New("it has no tests: list them under `tests`")
	}
	f := &File{Secrets: raw.Secrets}
	switch raw.Mapping.Kind {
	case 0:
		f.MappingFile = "scimwright.yaml"
	case yaml.ScalarNode:
		f.MappingFile = raw.Mapping.Value
	default:
		mapping, err := yaml.Marshal(&raw.Mapping)
		if err != nil {
			return nil, fmt.Errorf("line %d: the mapping: %w", raw.Mapping.Line, err)
		}
		f.Mapping = string(mapping)
	}
	for i := range raw.Tests {
		test, err := readTest(&raw.Tests[i])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", raw.Tests[i].Line, err)
		}
		f.Tests = append(f.Tests, test)
	}
	return f, nil
}

// decode reads YAML and refuses keys that nobody knows.
func decode(text []byte, into any) error {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

func readTest(node *yaml.Node) (Test, error) {
	var raw testText
	text, err := yaml.Marshal(node)
	if err != nil {
		return Test{}, err
	}
	// Positions in the node's own text would mislead, and the node alone is not strict.
	if err := decode(text, &raw); err != nil {
		return Test{}, fmt.Errorf("the test: %w", err)
	}
	t := Test{Name: raw.Name, Line: node.Line, Users: raw.Given.Users, Dialect: raw.Dialect, Server: raw.Server,
		Tokens: raw.Tokens, Secrets: raw.Secrets, Seed: raw.Seed, Events: raw.Events, Expect: raw.Expect}
	if raw.Event != nil {
		t.Events = append(t.Events, raw.Event)
	}
	return t, t.check()
}

// check finds what would stop the test from running.
func (t *Test) check() error {
	if t.Name == "" {
		return errors.New("a test needs a name: say `name`")
	}
	if len(t.Events) == 0 {
		return fmt.Errorf("%q delivers nothing: say `event`, or several `events`", t.Name)
	}
	if _, err := t.dialect(); err != nil {
		return fmt.Errorf("%q: dialect: %w", t.Name, err)
	}
	if _, err := t.faults(); err != nil {
		return fmt.Errorf("%q: server: %w", t.Name, err)
	}
	for i, e := range t.Events {
		if _, _, err := e.message(i); err != nil {
			return fmt.Errorf("%q: event %d: %w", t.Name, i+1, err)
		}
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
