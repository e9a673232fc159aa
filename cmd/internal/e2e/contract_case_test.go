package e2e_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// contractFolder holds the cases of the contract; its README says how they are
// written.
var contractFolder = filepath.Join(root, "testdata", "contract")

// contractCase is a document in a file of that folder.
type contractCase struct {
	name string // of the file, and of the case in it

	Case    string             `yaml:"case"`
	Mapping map[string]any     `yaml:"mapping"` // laid over the base mapping
	Secrets map[string]any     `yaml:"secrets"` // laid over those that the mapping needs
	Given   []map[string]any   `yaml:"given"`   // users on the server
	Dialect dialectText        `yaml:"dialect"`
	Server  faultText          `yaml:"server"`
	Tokens  []tokenReply       `yaml:"tokens"` // of the token endpoint, the last for good
	Text    contractText       `yaml:"text"`   // of the Action
	Deliver []contractDelivery `yaml:"deliver"`
	Node    string             `yaml:"node"` // why it does not run in Node, if it does not
}

// contractText is what the text of an Action has and lacks: regular expressions.
type contractText struct {
	Has   []string `yaml:"has"`
	Lacks []string `yaml:"lacks"`
}

// contractDelivery is an event, and what comes of it.
type contractDelivery struct {
	Event    string          `yaml:"event"`    // created, updated or deleted
	Wait     time.Duration   `yaml:"wait"`     // before it
	User     map[string]any  `yaml:"user"`     // laid over the base user
	Previous map[string]any  `yaml:"previous"` // the same for the user before the change
	Message  map[string]any  `yaml:"message"`  // laid over the CloudEvent
	Secrets  map[string]any  `yaml:"secrets"`  // laid over those of the case
	Expect   contractOutcome `yaml:"expect"`
}

// contractOutcome is what a delivery comes to.
type contractOutcome struct {
	Outcome     string            `yaml:"outcome"`
	Error       string            `yaml:"error"` // its first fifty characters
	Tells       []string          `yaml:"tells"` // what else it says
	Cause       string            `yaml:"cause"` // the first fifty characters of its cause
	Log         map[string]any    `yaml:"log"`   // parts of the line; level is its level
	Requests    []expectedRequest `yaml:"requests"`
	Changes     map[string]any    `yaml:"changes"`     // on the server, by id; nothing else changes
	Elapsed     int64             `yaml:"elapsed"`     // in ms of virtual time
	Cache       []string          `yaml:"cache"`       // the operations on api.cache
	Connections *int              `yaml:"connections"` // opened to the server; by default one at most
}

// expectedRequest is a line such as `GET /Users?filter=userName eq "ada"`, or a
// map with more about it.
type expectedRequest struct {
	Line    string         `yaml:"line"`
	Raw     string         `yaml:"raw"` // path and query as they are sent
	Body    any            `yaml:"body"`
	Headers map[string]any `yaml:"headers"` // null: there is none
}

// UnmarshalYAML implements [yaml.Unmarshaler].
func (r *expectedRequest) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		r.Line = node.Value
		return nil
	}
	type plain expectedRequest
	return knownFields(node, (*plain)(r))
}

// knownFields decodes a node strictly, which a decoder that is strict forgets to
// do within an UnmarshalYAML.
func knownFields(node *yaml.Node, into any) error {
	text, err := yaml.Marshal(node)
	if err != nil {
		return err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	return decoder.Decode(into)
}

// faultText are the faults of a server, in the form that mockscim reads.
type faultText []any

// parse returns faults of their own, for the server counts in them.
func (f faultText) parse() ([]mockscim.Fault, error) {
	text, err := json.Marshal(f)
	if err != nil || len(f) == 0 {
		return nil, err
	}
	return mockscim.ParseFaults(text)
}

// dialectText are dialects of a server: names, and switches as mockscim reads
// them.
type dialectText []any

func (d dialectText) parse() (mockscim.Dialect, error) {
	var all []mockscim.Dialect
	for _, part := range d {
		name, named := part.(string)
		text, err := json.Marshal(part)
		if err != nil {
			return mockscim.Dialect{}, err
		}
		parse := func() (mockscim.Dialect, error) { return mockscim.ParseDialect(text) }
		if named {
			parse = func() (mockscim.Dialect, error) { return mockscim.LookupDialect(name) }
		}
		dialect, err := parse()
		if err != nil {
			return mockscim.Dialect{}, err
		}
		all = append(all, dialect)
	}
	return mockscim.CombineDialects(all...)
}

// tokenReply is what the token endpoint answers with. Without a status it issues
// token-1, token-2 and so on, for an hour.
type tokenReply struct {
	Status    int           `yaml:"status"`
	Body      any           `yaml:"body"`
	ExpiresIn any           `yaml:"expires_in"`
	Length    int           `yaml:"length"` // of the token, at least
	Delay     time.Duration `yaml:"delay"`
	Redirect  string        `yaml:"redirect"` // where it leads to
}

// contractCases reads all cases.
func contractCases(t *testing.T) []*contractCase {
	t.Helper()
	var cases []*contractCase
	seen := map[string]bool{}
	for _, path := range files(t, contractFolder, "*.yaml") {
		found, err := readContract(path)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, c := range found {
			if seen[c.name] {
				t.Fatalf("%s: there are two cases of this name", c.name)
			}
			seen[c.name] = true
		}
		cases = append(cases, found...)
	}
	return cases
}

// readContract reads the documents of a file.
func readContract(path string) ([]*contractCase, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var cases []*contractCase
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	for {
		c := &contractCase{}
		if err := decoder.Decode(c); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("document %d: %w", len(cases)+1, err)
		}
		c.name = strings.TrimSuffix(filepath.Base(path), ".yaml") + "/" + c.Case
		if err := c.check(); err != nil {
			return nil, fmt.Errorf("%q: %w", c.Case, err)
		}
		cases = append(cases, c)
	}
	if len(cases) == 0 {
		return nil, errors.New("it has no case")
	}
	return cases, nil
}

// outcomes are those that an Action logs.
var outcomes = []action.Outcome{
	action.Created, action.Updated, action.Deleted, action.Deactivated,
	action.Duplicate, action.Linked, action.Skipped, action.Failed,
}

func (c *contractCase) check() error {
	switch {
	case c.Case == "":
		return errors.New("it lacks `case`, its name")
	case len(c.Deliver) == 0:
		return errors.New("it delivers nothing")
	}
	for i, d := range c.Deliver {
		switch {
		case !slices.Contains([]string{"created", "updated", "deleted"}, d.Event):
			return fmt.Errorf("delivery %d: %q is no event", i+1, d.Event)
		case d.Expect.Outcome == "":
			return fmt.Errorf("delivery %d: it expects no outcome", i+1)
		case !slices.Contains(outcomes, action.Outcome(d.Expect.Outcome)):
			return fmt.Errorf("delivery %d: %q is no outcome", i+1, d.Expect.Outcome)
		}
		if (d.Expect.Outcome == "failed") != (d.Expect.Error != "") {
			return fmt.Errorf("delivery %d: what has failed has an error, and nothing else has", i+1)
		}
	}
	if _, err := c.Server.parse(); err != nil {
		return fmt.Errorf("server: %w", err)
	}
	if _, err := c.Dialect.parse(); err != nil {
		return fmt.Errorf("dialect: %w", err)
	}
	return nil
}

// briefly is as many milliseconds as pass where nothing waits: a timer takes one.
const briefly = 1

// waits tells whether time passes in the case.
func (c *contractCase) waits() bool {
	for _, d := range c.Deliver {
		if d.Expect.Elapsed > briefly {
			return true
		}
	}
	return false
}
