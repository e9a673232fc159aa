package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/mockscim"
	"github.com/scimwright/scimwright/runtime/simulate"
)

// simulateCommand lets random users live, and delivers their events badly.
type simulateCommand struct {
	process *Process
	misbehaviour
	action     string
	users      int
	events     int
	seed       uint64
	window     time.Duration
	duplicates float64
	faultRate  float64
	json       bool
}

func newSimulateCommand(p *Process) *cobra.Command {
	c := &simulateCommand{process: p}
	cmd := &cobra.Command{
		Use:   "simulate [mapping.yaml]",
		Short: "Delivers the events of random users late, twice and to a failing server",
		Long: `simulate lets users live at random: they sign up, change, are blocked, link accounts,
are deleted and come back. Their events are delivered as Auth0 does it, at least once,
out of order within a window, again after 1, 2 and 4 seconds, and at last as dead
letters, while the SCIM server in memory fails at random. In the end it tells how the
server differs from the tenant, and whether the contract of the Action permits it.

Time is virtual, and the same seed gives the same report. The exit code is 1 where
something is found that no Action may do: the wrong person touched, a second account,
an event lost without a word. With --action any Action can be put to the same test.`,
		Example: `  scimwright simulate
  scimwright simulate staff.yaml --seed 7 --users 500 --window 2m
  scimwright simulate --dialect ignores-filter --action handwritten.js
  scimwright simulate --json > report.json`,
		Args: atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&c.action, "action", "", "simulate with the Action of this `file` instead of a mapping's")
	flags.IntVar(&c.users, "users", 100, "how many people there are")
	flags.IntVar(&c.events, "events", 8, "how many events happen to each")
	flags.Uint64Var(&c.seed, "seed", 1, "what all chance follows from")
	flags.DurationVar(&c.window, "window", 30*time.Second, "how late a delivery may be: of two events within it, either may come first")
	flags.Float64Var(&c.duplicates, "duplicates", 0.1, "the share of events that are delivered twice")
	flags.Float64Var(&c.faultRate, "fault-rate", 0.05, "the share of requests towards which the server misbehaves")
	flags.StringArrayVar(&c.dialects, "dialect", nil, "make the server behave like this: a `name`, or a JSON file; repeatable")
	flags.BoolVar(&c.json, "json", false, "print the report as JSON")
	return cmd
}

func (c *simulateCommand) run(ctx context.Context, args []string) error {
	source := &runCommand{process: c.process, action: c.action}
	if c.action != "" && len(args) > 0 {
		return unusable(fmt.Sprintf("%s and --action %s are two Actions", args[0], c.action), "name one of them")
	}
	subject, err := source.subject(args)
	if err != nil {
		return err
	}
	o := simulate.Options{
		Engine: func(clock *action.Clock) action.Engine {
			return harness.New(subject.program, harness.Options{Clock: clock, Seed: c.seed})
		},
		Seed: c.seed, Users: c.users, Events: c.events,
		Window: c.window, Duplicates: c.duplicates, Faults: c.faultRate,
	}
	for _, schema := range subject.schemas {
		o.Server = append(o.Server, mockscim.WithSchema(schema))
	}
	if len(c.dialects) > 0 {
		if o.Dialect, err = c.dialect(c.process); err != nil {
			return err
		}
	}
	progress := newProgress(c.process, "deliveries")
	o.Progress = progress.tell
	report, err := simulate.Run(ctx, o)
	progress.end()
	if err != nil {
		return unusable(err.Error(), "")
	}
	if err := c.tell(subject.name, report); err != nil {
		return err
	}
	if !report.OK() {
		return &failure{ExitFindings, "the simulation found what no Action may do", "run it again with --seed " + fmt.Sprint(c.seed) + " to see the same"}
	}
	return nil
}

func (c *simulateCommand) tell(name string, r *simulate.Report) error {
	if !c.json {
		return cannotPrint(writeSimulation(c.process.Stdout, visible(name), r))
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return defect(err)
	}
	_, err = fmt.Fprintf(c.process.Stdout, "%s\n", text)
	return cannotPrint(err)
}
