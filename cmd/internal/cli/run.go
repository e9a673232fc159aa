package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/runtime/harness"
)

// runCommand delivers events to an Action.
type runCommand struct {
	process     *Process
	events      []string
	action      string
	sourceMap   string
	engine      string
	url         string
	given       string
	secrets     []string
	secretsFile string
	json        bool
	misbehaviour
}

func newRunCommand(p *Process) *cobra.Command {
	c := &runCommand{process: p}
	cmd := &cobra.Command{
		Use:   "run [mapping.yaml] --event file",
		Short: "Delivers events to an Action, and shows what it does",
		Long: `run compiles a mapping and delivers events to its Action, one after the other. It
shows every request that the Action sends, the answer, and what came of it. With
--action it runs any other file that exports onExecuteEventStream.

Requests go to a SCIM server in memory, which --given fills, and time is virtual:
waiting takes none, and the same events give the same output. --dialect makes that
server behave like others do, --faults makes it fail for certain requests:
docs/mock.md has all of it. With --url requests go to a real server, in real time,
and change what it holds.

An event file holds one event, a list of them, or one after the other (NDJSON).

Secrets come from --secret, else from --secrets-file (NAME=VALUE lines, or a JSON
object), else, with --url, from variables of the environment that begin with
SCIM_. They are never printed.`,
		Example: `  scimwright run --event event.json
  scimwright run staff.yaml --event created.json --event updated.json
  tail -n 5 events.ndjson | scimwright run --event - --given users.json
  scimwright run --event event.json --dialect slack --faults faults.json
  scimwright run --action handwritten.js --event event.json
  scimwright run --action action.min.js --source-map action.min.js.map --event event.json
  SCIM_BEARER_TOKEN=… scimwright run --event event.json --url https://example.com/scim/v2`,
		Args: atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	flags := cmd.Flags()
	flags.StringArrayVarP(&c.events, "event", "e", nil, "deliver the events of this `file`, - for the standard input; repeatable")
	flags.StringVar(&c.action, "action", "", "run the Action of this `file` instead of a mapping's")
	flags.StringVar(&c.sourceMap, "source-map", "", "with --action: tell errors by the places that the source map in this `file` leads to")
	flags.StringVar(&c.url, "url", "", "send requests to the real server with this base `URL`")
	flags.StringVar(&c.given, "given", "", "fill the server in memory with the resources of this JSON `file`")
	flags.StringArrayVar(&c.secrets, "secret", nil, "a secret of the Action, as `NAME=VALUE`; repeatable")
	flags.StringVar(&c.secretsFile, "secrets-file", "", "read secrets from this `file`")
	flags.StringVar(&c.engine, "engine", "goja", "what executes the Action; goja is all there is")
	c.flags(flags)
	flags.BoolVar(&c.json, "json", false, "print transcripts, one JSON object a line")
	return cmd
}

func (c *runCommand) run(ctx context.Context, args []string) error {
	if err := c.checkFlags(args); err != nil {
		return err
	}
	subject, err := c.subject(args)
	if err != nil {
		return err
	}
	var events []event
	for _, name := range c.events {
		more, err := c.process.readEvents(name)
		if err != nil {
			return err
		}
		events = append(events, more...)
	}
	options, rows, err := c.options(c.process)
	if err != nil {
		return err
	}
	s, err := c.stage(subject, options)
	if err != nil {
		return err
	}
	report := &deliveryReport{process: c.process, json: c.json, base: withoutQuery(s.secrets[secretBaseURL])}
	server := "one in memory; --url names a real one"
	if c.url != "" {
		server = withoutQuery(c.url)
	}
	if err := report.header(append([][2]string{{"action", subject.name}, {"server", server}}, rows...)); err != nil {
		return err
	}
	return c.deliver(ctx, s, events, report)
}

// deliver delivers all events, also behind one that failed: as Auth0 would.
func (c *runCommand) deliver(ctx context.Context, s *stage, events []event, report *deliveryReport) error {
	failed, unreachable := 0, false
	for _, e := range events {
		t, err := s.deliver(ctx, e)
		if err != nil {
			return err
		}
		if err := report.delivery(e, "", t, s); err != nil {
			return err
		}
		if t.Failure != nil {
			failed++
			unreachable = unreachable || (s.server == nil && unanswered(t))
		}
	}
	if failed == 0 {
		return nil
	}
	what := "the delivery failed"
	if len(events) > 1 {
		what = fmt.Sprintf("%d of %d deliveries failed", failed, len(events))
	}
	if unreachable {
		return world(what+": "+visible(hostOf(c.url))+" did not answer", "look at --url, and whether the server runs")
	}
	return &failure{ExitFindings, what, ""}
}

// checkFlags refuses what contradicts itself before anything is read.
func (c *runCommand) checkFlags(args []string) error {
	stdin := 0
	for _, name := range slices.Concat([]string{c.given, c.secretsFile, c.action, c.sourceMap}, c.files(), c.events, args) {
		if name == "-" {
			stdin++
		}
	}
	switch {
	case len(c.events) == 0:
		return unusable("no event to deliver", "name a file by --event; `scimwright init` writes an event.json")
	case stdin > 1:
		return unusable("- stands for the standard input, which can be read once", "put all but one into files")
	case c.action != "" && len(args) > 0:
		return unusable(fmt.Sprintf("%s and --action %s are two Actions", args[0], c.action), "name one of them")
	case c.sourceMap != "" && c.action == "":
		return unusable("--source-map is of an Action file, and there is none", "name the file by --action")
	case c.engine != "goja":
		return unusable(fmt.Sprintf("there is no engine `%s`", c.engine), "goja is the one that is there")
	case c.url != "" && c.given != "":
		return unusable("--given fills the server in memory, and --url names a real one", "use one of them")
	case c.url != "" && len(c.dialects) > 0:
		return unusable("--dialect is about the server in memory, and --url names a real one", "use one of them")
	case c.url != "" && c.faults != "":
		return unusable("--faults is about the server in memory, and --url names a real one", "use one of them")
	case c.url != "":
		return checkURL(c.url)
	}
	return nil
}

// runSubject is the Action that is run.
type runSubject struct {
	program  *harness.Program
	name     string         // what to call it
	required []string       // secrets that it cannot do without, as far as known
	schemas  []*scim.Schema // that its mapping says the server has
}

func (s *runSubject) needs(secret string) bool { return slices.Contains(s.required, secret) }

// subject is the Action of --action, else that of the mapping.
func (c *runCommand) subject(args []string) (*runSubject, error) {
	p := c.process
	if c.action != "" {
		text, shown, err := p.read(c.action)
		if err != nil {
			return nil, err
		}
		var options []harness.CompileOption
		if c.sourceMap != "" {
			places, _, err := p.read(c.sourceMap)
			if err != nil {
				return nil, err
			}
			options = append(options, harness.WithSourceMap([]byte(places)))
		}
		program, err := p.load(shown, text, options...)
		return &runSubject{program: program, name: shown}, err
	}
	name := mappingName(args)
	compiled, err := p.compile(name, generator.Options{})
	if err != nil {
		return nil, err
	}
	s := &runSubject{name: "compiled from " + shownName(name), schemas: compiled.Meta.Schemas}
	for _, secret := range compiled.Meta.Secrets {
		if secret.Required {
			s.required = append(s.required, secret.Name)
		}
	}
	s.program, err = p.load("action.js", compiled.Code)
	return s, err
}
