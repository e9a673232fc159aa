package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/fuzz"
	"github.com/scimwright/scimwright/runtime/node"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// fuzzCommand looks for a case that the two engines part at.
type fuzzCommand struct {
	process *Process
	seed    uint64
	runs    int
	period  time.Duration
	output  string
	engines []string
	text    string // of the mapping, where one is given
}

func newFuzzCommand(p *Process) *cobra.Command {
	c := &fuzzCommand{process: p}
	cmd := &cobra.Command{
		Use:   "fuzz [mapping.yaml]",
		Short: "Looks for events that the Action and its native reference treat differently",
		Long: `fuzz draws histories of users, SCIM servers with peculiarities and faults, and delivers
each event to two engines: the generated Action, and a native implementation of the
same contract that shares no code with it. In all that can be seen of a delivery they
have to be the same: requests, outcome, log, errors, the state of the server, and time.

With a mapping, its profiles are built around the fields that it reads. Without one,
mappings are drawn as well. What the engines disagree about is made as small as it can
be and written to a file of scenarios, which "scimwright test" runs again. The exit code
is then 1. The same seed draws the same cases.`,
		Example: `  scimwright fuzz scimwright.yaml
  scimwright fuzz --runs 50000
  scimwright fuzz staff.yaml --for 10m --seed 7`,
		Args: atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	flags := cmd.Flags()
	flags.Uint64Var(&c.seed, "seed", 1, "what all chance follows from")
	flags.IntVar(&c.runs, "runs", 5000, "how many events to deliver to both engines; 0 is no end but --for")
	flags.DurationVar(&c.period, "for", 0, "for how long at most, such as 10m; 0 is for as long as the runs take")
	flags.StringSliceVar(&c.engines, "engines", []string{engines.Action, engines.Reference},
		"compare these, the first with each other one: action (under goja), reference, node (the Action in Node 22), watched (the reference while it is observed, as for coverage)")
	flags.StringVarP(&c.output, "output", "o", "fuzz.test.yaml", "the `file` that a disagreement is written to; it must not be there yet")
	return cmd
}

func (c *fuzzCommand) run(ctx context.Context, args []string) error {
	switch {
	case c.runs < 0 || c.period < 0:
		return unusable("--runs and --for count from 0 on", "")
	case c.runs == 0 && c.period == 0:
		return unusable("with --runs 0 and without --for, there is no end", "say how long: --for 10m")
	case c.process.exists(c.output):
		return unusable(c.output+" is there already", "look at it, and remove it or name another --output")
	}
	for _, name := range c.engines {
		if !slices.Contains(engines.Names(), name) {
			return unusable(fmt.Sprintf("there is no engine %q", name), "the engines are "+strings.Join(engines.Names(), ", "))
		}
	}
	if len(c.engines) < 2 {
		return unusable("one engine alone has nothing to differ from", "name two: --engines action,reference")
	}
	o := fuzz.Options{Engines: c.engines, Seed: c.seed, Deliveries: c.runs, For: c.period}
	name := "mappings drawn by chance"
	if len(args) > 0 {
		checked, err := c.process.checked(args[0])
		if err != nil {
			return err
		}
		o.Mapping, name, c.text = checked, args[0], checked.Mapping.File.Text
	}
	meter := &fuzzMeter{progress: progress{process: c.process}}
	o.Progress = meter.tell
	found, progress, err := fuzz.Run(ctx, o)
	meter.end()
	switch {
	case ctx.Err() != nil:
		return unusable("interrupted", "")
	case errors.Is(err, node.ErrNoNode):
		return world(err.Error(), "")
	case err != nil:
		return defect(err)
	}
	if err := c.report(name, progress); err != nil || found == nil {
		return err
	}
	if err := c.place(found.File, args); err != nil {
		return err
	}
	return c.tell(found)
}

// place has the file of scenarios name its mapping as it is seen from there; one from
// the standard input becomes part of it.
func (c *fuzzCommand) place(file *scenario.File, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if args[0] == "-" {
		file.Mapping, file.MappingFile = c.text, ""
		return nil
	}
	relative, err := filepath.Rel(c.process.folder(c.output), c.process.path(args[0]))
	if err != nil {
		return unusable(fmt.Sprintf("%s cannot be named from where %s is: %v", args[0], c.output, err), "write --output beside the mapping")
	}
	file.MappingFile = filepath.ToSlash(relative)
	return nil
}

func (c *fuzzCommand) report(name string, p fuzz.Progress) error {
	var b strings.Builder
	row := func(label, format string, args ...any) {
		fmt.Fprintf(&b, "   %-11s  %s\n", label, fmt.Sprintf(format, args...))
	}
	row("mapping", "%s", visible(name))
	row("seed", "%d", c.seed)
	if p.Mappings > 0 {
		row("mappings", "%d, and %d that check refuses", p.Mappings-p.Refused, p.Refused)
		row("settings", "%d of %d values tried", p.Settings, p.AllSettings)
	}
	row("engines", "%s", strings.Join(c.engines, ", "))
	row("deliveries", "%d to each engine, in %s", p.Deliveries, plural(p.Tests, "scenario"))
	row("outcomes", "%s", outcomes(p.Outcomes))
	_, err := fmt.Fprint(c.process.Stdout, b.String())
	return cannotPrint(err)
}

// tell writes a disagreement to its file, and says what it is.
func (c *fuzzCommand) tell(found *fuzz.Disagreement) error {
	text, err := scenario.Write(found.File)
	if err != nil {
		return defect(err)
	}
	// Never over a file that has come meanwhile.
	file, err := os.OpenFile(c.process.path(c.output), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return unusable(c.output+" is there already", "remove it or name another --output")
	}
	if err == nil {
		_, err = file.Write(text)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return world(fmt.Sprintf("cannot write %s: %v", c.output, reason(err)), "")
	}
	if _, err := fmt.Fprintf(c.process.Stdout, "\nThe engines disagree:\n%s", indented(found.Differences)); err != nil {
		return cannotPrint(err)
	}
	return &failure{ExitFindings, "the engines disagree, which is a defect of scimwright: " + c.output + " has the case",
		"please report it; `scimwright test " + c.output + "` shows it again"}
}

// fuzzMeter tells on a terminal how far a run is.
type fuzzMeter struct {
	progress
	last time.Time
}

func (m *fuzzMeter) tell(p fuzz.Progress) {
	if !m.process.StderrTerminal || time.Since(m.last) < time.Second/5 {
		return
	}
	m.last = time.Now()
	rate := float64(p.Deliveries) / p.Elapsed.Seconds()
	m.show(fmt.Sprintf("%d deliveries, %.0f/s, settings %d of %d", p.Deliveries, rate, p.Settings, p.AllSettings))
}

// indented writes problems below what they are about, each of which may have several
// lines.
func indented(problems []string) string {
	var b strings.Builder
	for _, problem := range problems {
		for line := range strings.SplitSeq(problem, "\n") {
			b.WriteString("  " + visible(line) + "\n")
		}
	}
	return b.String()
}
