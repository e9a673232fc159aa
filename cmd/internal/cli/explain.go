package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/source"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/explain"
	"github.com/scimwright/scimwright/runtime/reference"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// explainCommand tells what a mapping makes of one user, and why.
type explainCommand struct {
	process    *Process
	input      string
	id         string
	kind       string
	connection string
	format     string
	json       bool
	values     bool
}

// kinds are the types of events that --as names.
var kinds = []string{"created", "updated", "deleted"}

func newExplainCommand(p *Process) *cobra.Command {
	c := &explainCommand{process: p}
	cmd := &cobra.Command{
		Use:   "explain [mapping.yaml] --user file",
		Short: "Tells what a mapping makes of one user, and why",
		Long: `explain takes one user, or an event about one, and tells step by step what becomes of
it: whether the user is in scope, by each clause; what the account is found by; every
attribute with its value, or why it is empty; and the requests that would go out.
Nothing is sent.

The file holds a user as the Management API gives it, or a CloudEvent; of a file with
many, --id names one. Which requests go out depends on what the server holds. For an
update or a deletion it is taken to hold the account as the mapping has made it before,
and for a creation nobody.`,
		Example: `  scimwright explain --user event.json
  scimwright explain staff.yaml --user user.json --as updated
  scimwright explain --user export.ndjson --id 'auth0|67a1f0c2e4b0a91d3c5e7f01'
  scimwright explain --user event.json --format curl
  pbpaste | scimwright explain --user - --values`,
		Args: atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := jsonFormat(cmd, c.json, &c.format); err != nil {
				return err
			}
			return c.run(cmd.Context(), mappingName(args))
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&c.input, "user", "u", "", "the `file` with the user or event, - for the standard input")
	flags.StringVar(&c.id, "id", "", "the user_id of the one that is meant")
	flags.StringVar(&c.kind, "as", "created", "of a user, not an event: what has happened: created, updated or deleted")
	flags.StringVar(&c.connection, "connection", "", "of a user, not an event: the `name` of the connection")
	flags.StringVar(&c.format, "format", "text", "how to tell: text, curl (the requests alone, as commands) or json")
	flags.BoolVar(&c.json, "json", false, "short for --format json")
	flags.BoolVar(&c.values, "values", false, "show the values of all parts of expressions")
	return cmd
}

func (c *explainCommand) run(ctx context.Context, name string) error {
	switch {
	case c.input == "":
		return unusable("no user to explain", "name a file by --user; `scimwright init` writes an event.json")
	case c.input == "-" && name == "-":
		return unusable("- stands for the standard input, which can be read once", "put one of the two into a file")
	case !slices.Contains(kinds, c.kind):
		return unusable(fmt.Sprintf("--as `%s` is nothing that happens to a user", c.kind), "created, updated and deleted are")
	case !slices.Contains([]string{"text", "curl", "json"}, c.format):
		return unusable(fmt.Sprintf("there is no format `%s`", c.format), "text, curl and json are there")
	}
	subject, err := c.read()
	if err != nil {
		return err
	}
	checked, err := c.process.checked(name)
	if err != nil {
		return err
	}
	told, err := explain.Of(checked, subject.profile, subject.from)
	if err != nil {
		return defect(err)
	}
	transcript, err := c.deliver(ctx, checked, subject)
	if err != nil {
		return err
	}
	t := &explanation{Explanation: told, subject: subject, checked: checked, transcript: transcript,
		process: c.process, values: c.values, paint: painter(c.process.colour(c.process.StdoutTerminal))}
	switch c.format {
	case "curl":
		return cannotPrint(t.curl())
	case "json":
		return cannotPrint(t.json())
	}
	return cannotPrint(t.text())
}

// explained is the user that is told of, and the event that is about them.
type explained struct {
	id      string
	event   scenario.Event
	kind    string
	profile *reference.Object
	before  map[string]any // the profile that the server's account is of; nil where it has none
	from    reference.Connection
}

// read reads the one user, or event, that is meant.
func (c *explainCommand) read() (*explained, error) {
	text, shown, err := c.process.read(c.input)
	if err != nil {
		return nil, err
	}
	values, fault := jsonObjects(source.NewFile(shown, text), "user")
	if fault != nil {
		return nil, c.process.refuse(*fault)
	}
	var all []*explained
	for _, v := range values {
		s, err := c.subject(v.raw)
		if err != nil {
			return nil, unusable(fmt.Sprintf("%s: %v", shown, err), "")
		}
		if c.id == "" || s.id == c.id {
			all = append(all, s)
		}
	}
	switch {
	case len(all) == 0 && c.id != "":
		return nil, unusable(fmt.Sprintf("%s has no user %s", shown, c.id), "look at the user_id")
	case len(all) > 1 && c.id == "":
		return nil, unusable(fmt.Sprintf("%s has %d users", shown, len(all)), "name one by --id, such as --id '"+all[0].id+"'")
	}
	return all[len(all)-1], nil
}

// subject is a user, or the one that an event is about.
func (c *explainCommand) subject(raw json.RawMessage) (*explained, error) {
	var o map[string]any
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, err
	}
	s := &explained{kind: "user." + c.kind}
	told, err := reference.ParseObject(string(raw))
	if err != nil {
		return nil, err
	}
	if s.profile, s.from, err = reference.Subject(told); err != nil {
		return nil, err
	}
	id, _ := s.profile.Get("user_id")
	s.id, _ = id.(string)
	if data, whole := o["data"].(map[string]any); whole {
		s.event = o
		s.kind, _ = o["type"].(string)
		s.before, _ = data["previous_object"].(map[string]any)
		o, _ = data["object"].(map[string]any)
	} else {
		s.event = scenario.Event{"type": s.kind, "user": o}
		if c.connection != "" {
			s.event["connection"] = map[string]any{"name": c.connection}
			s.from.Name = c.connection
		}
	}
	if s.before == nil && s.kind != "user.created" {
		s.before = o
	}
	return s, nil
}

// deliver delivers the event to a server in memory, and tells what would be sent.
func (c *explainCommand) deliver(ctx context.Context, checked *generator.Checked, s *explained) (*action.Transcript, error) {
	native, err := engines.ReferenceOf(checked)
	if err != nil {
		return nil, defect(err)
	}
	test := scenario.Test{Name: "explain", Events: []scenario.Event{s.event}}
	if s.before != nil {
		// One that no account can be made of was never there.
		if account := accountOf(native, s); account != nil {
			test.Users = []map[string]any{account}
		}
	}
	runs, err := test.Run(ctx, func(clock *action.Clock, cache *action.Cache, seed uint64) action.Engine {
		return reference.NewEngine(native, reference.EngineOptions{Clock: clock, Cache: cache, Seed: seed})
	}, nil)
	if err != nil {
		return nil, unusable(err.Error(), "")
	}
	return runs[0].Transcript, nil
}

// accountOf is the account that the mapping made of the user before.
func accountOf(native *reference.Reference, s *explained) map[string]any {
	text, err := json.Marshal(s.before)
	if err != nil {
		return nil
	}
	profile, err := reference.ParseObject(string(text))
	if err != nil {
		return nil
	}
	made, err := native.User(profile, s.from)
	if err != nil {
		return nil
	}
	var account map[string]any
	if text, err = json.Marshal(made); err != nil || json.Unmarshal(text, &account) != nil || account["userName"] == nil {
		return nil
	}
	return account
}
