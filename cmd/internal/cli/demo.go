package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/templates"
)

// demoCommand shows the whole way of a user, from Auth0 to a SCIM server.
type demoCommand struct {
	process *Process
	json    bool
}

func newDemoCommand(p *Process) *cobra.Command {
	c := &demoCommand{process: p}
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Shows a user arriving at a SCIM server; needs no files",
		Long: `demo compiles the default mapping into an Action, runs that Action on this
computer, and delivers four events of one user to it: created, updated, blocked,
deleted. It shows every request that the Action sends to a SCIM server in memory,
the answer, and what the server then holds.

It needs no file and no network, and prints the same every time.`,
		Example: `  scimwright demo
  scimwright demo --json | jq .outcome`,
		Args: atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd.Context()) },
	}
	cmd.Flags().BoolVar(&c.json, "json", false, "print transcripts, one JSON object a line")
	return cmd
}

// demoEvents is what happens to the user, in order.
var demoEvents = []struct{ title, event string }{
	{"Ada Byron signs up", templates.SampleEvent},
	{"she takes the name Lovelace", templates.UpdatedEvent},
	{"an administrator blocks her", templates.BlockedEvent},
	{"her account is deleted", templates.DeletedEvent},
}

func (c *demoCommand) run(ctx context.Context) error {
	p := c.process
	compiled, found, err := generator.Compile(defaultMapping, templates.DefaultMapping, generator.Options{})
	if err == nil && len(found) > 0 {
		err = fmt.Errorf("the default mapping: %s", found[0].Summary)
	}
	if err != nil {
		return defect(err)
	}
	program, err := p.load("action.js", compiled.Code)
	if err != nil {
		return err
	}
	s := mockStage(program, nil)
	report := &deliveryReport{process: p, json: c.json, base: s.secrets[secretBaseURL]}
	err = report.header([][2]string{
		{"mapping", "the default one; `scimwright init` writes it"},
		{"action", "JavaScript, compiled from it, run as Auth0 would"},
		{"server", "a SCIM 2.0 server in memory; nothing leaves this computer"},
	})
	if err != nil {
		return err
	}
	failed := false
	for _, d := range demoEvents {
		e := newEvent([]byte(d.event))
		t, err := s.deliver(ctx, e)
		if err != nil {
			return err
		}
		if err := report.delivery(e, d.title, t, s); err != nil {
			return err
		}
		failed = failed || t.Failure != nil
	}
	if failed {
		return told(ExitFindings)
	}
	if c.json {
		return nil
	}
	return report.print(`
What next

   scimwright init                     write scimwright.yaml and event.json here
   scimwright check                    what is wrong with the mapping, and where
   scimwright generate -o action.js    the Action, to be pasted into Auth0
   scimwright run --event event.json   what that Action does with an event
`)
}
