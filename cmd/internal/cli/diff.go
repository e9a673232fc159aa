package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/change"
	"github.com/scimwright/scimwright/runtime/fuzz"
	"github.com/scimwright/scimwright/runtime/population"
	"github.com/scimwright/scimwright/runtime/reference"
)

// diffCommand tells what a change of a mapping does to users.
type diffCommand struct {
	process    *Process
	users      string
	format     string
	json       bool
	exitCode   bool
	skipBad    bool
	showValues bool
	samples    int
	guards     []*guard
}

// drawnUsers is how many users are drawn where no population is named.
const drawnUsers = 2000

func newDiffCommand(p *Process) *cobra.Command {
	c := &diffCommand{process: p}
	cmd := &cobra.Command{
		Use:   "diff OLD [NEW] --users file",
		Short: "Tells what a change of a mapping does to all users",
		Long: `diff makes the SCIM user of every user of a population by two mappings, and tells what
is not the same: which attributes change and how, who enters or leaves the scope, becomes
inactive, loses the userName, or fails. Before that, it tells which rules have changed and
what follows from it. Nothing is sent.

A mapping is a file, or git:REF or git:REF:PATH, as it is in a commit. NEW is by default
./scimwright.yaml, and the file of git:REF is NEW's.

--users names the population: users or events, one a line (NDJSON, as Auth0 exports
them), one after the other, or a list; compressed by gzip or not; - for the standard
input. It may be of any length. Without it, users are drawn around the fields that the
mappings read, which finds changes and says nothing about how many there are.

Values of samples are masked: the letters of a text but the first of each word, and
numbers. --show-values shows them.

The guards --max-… fail, exit code 1, where more users than that are affected; a number,
or a share of the population such as 10%. With --exit-code any change does.`,
		Example: `  scimwright diff git:main --users users.ndjson.gz
  scimwright diff old.yaml new.yaml --users users.json --show-values
  scimwright diff git:HEAD~1:staff.yaml staff.yaml
  scimwright diff git:origin/main --users users.ndjson --max-changed 10% --max-deactivated 5
  scimwright diff git:origin/main --users users.ndjson --format markdown > diff.md`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return unusable("diff compares two mappings", "name the old one: a file, or git:main")
			}
			return atMost(2)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := jsonFormat(cmd, c.json, &c.format); err != nil {
				return err
			}
			return c.run(cmd.Context(), args)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&c.users, "users", "u", "", "the `file` with the population, - for the standard input")
	flags.StringVar(&c.format, "format", "text", "how to tell: text, json or markdown")
	flags.BoolVar(&c.json, "json", false, "short for --format json")
	flags.BoolVar(&c.exitCode, "exit-code", false, "exit code 1 where anything changes")
	flags.BoolVar(&c.skipBad, "skip-bad", false, "leave out, and count, what is no user")
	flags.BoolVar(&c.showValues, "show-values", false, "show the values of samples as they are")
	flags.IntVar(&c.samples, "samples", 2, "how many users to show of each kind of change")
	c.guards = newGuards(flags)
	return cmd
}

func (c *diffCommand) run(ctx context.Context, args []string) error {
	name := defaultMapping
	if len(args) == 2 {
		name = args[1]
	}
	stdin := 0
	for _, n := range []string{args[0], name, c.users} {
		if n == "-" {
			stdin++
		}
	}
	switch {
	case !slices.Contains([]string{"text", "json", "markdown"}, c.format):
		return unusable(fmt.Sprintf("there is no format `%s`", c.format), "text, json and markdown are there")
	case c.samples < 0:
		return unusable("--samples counts from 0 on", "")
	case stdin > 1:
		return unusable("- stands for the standard input, which can be read once", "put all but one into files")
	}
	for _, g := range c.guards {
		if err := g.check(); err != nil {
			return err
		}
	}
	before, err := c.process.mappingAt(args[0], name)
	if err != nil {
		return err
	}
	after, err := c.process.mappingAt(name, defaultMapping)
	if err != nil {
		return err
	}
	d := &diffReport{old: before.Mapping.File.Name, new: after.Mapping.File.Name, users: c.users,
		rules: change.Rules(before.Mapping, after.Mapping), tally: change.NewTally(c.samples), showValues: c.showValues,
		paint: painter(c.process.colour(c.process.StdoutTerminal))}
	if err := c.compare(ctx, before, after, d.tally); err != nil {
		return err
	}
	for _, g := range c.guards {
		d.broken = append(d.broken, g.broken(d.tally)...)
	}
	if err := d.write(c.process.Stdout, c.format); err != nil {
		return cannotPrint(err)
	}
	switch {
	case len(d.broken) > 0:
		return &failure{ExitFindings, strings.Join(d.broken, "; "), "if it is meant, raise the limit for this once"}
	case c.exitCode && (d.tally.Changed > 0 || len(d.rules) > 0):
		return told(ExitFindings)
	}
	return nil
}

// compare compares what both mappings make of everybody.
func (c *diffCommand) compare(ctx context.Context, before, after *generator.Checked, tally *change.Tally) error {
	comparer, err := change.NewComparer(before, after)
	if err != nil {
		return defect(err)
	}
	if c.users == "" {
		for i, profile := range fuzz.Profiles(1, drawnUsers, before, after) {
			u, err := drawn(i, profile)
			if err != nil {
				return defect(err)
			}
			tally.Add(comparer.User(u))
		}
		return nil
	}
	in, size, err := c.open()
	if err != nil {
		return err
	}
	defer in.Close()
	meter := &populationMeter{progress: progress{process: c.process}, size: size}
	users, err := population.NewReader(meter.reading(in))
	if err == nil {
		err = population.Each(ctx, users, comparer.User, func(d change.Difference) error {
			if d.Bad != nil && !c.skipBad {
				return d.Bad
			}
			tally.Add(d)
			meter.tell(tally.Users)
			return nil
		})
	}
	meter.end()
	return c.unreadable(ctx, err, tally)
}

// open opens the population, and tells how many bytes it has; 0 where nobody knows.
func (c *diffCommand) open() (io.ReadCloser, int64, error) {
	if c.users == "-" {
		return io.NopCloser(c.process.Stdin), 0, nil
	}
	file, err := os.Open(c.process.path(c.users))
	if err != nil {
		return nil, 0, cannotRead(c.users, err)
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		file.Close()
		return nil, 0, unusable(c.users+" is a folder", "name a file in it")
	}
	if err != nil {
		return file, 0, nil
	}
	return file, info.Size(), nil
}

// unreadable tells why a population could not be read to its end.
func (c *diffCommand) unreadable(ctx context.Context, err error, tally *change.Tally) error {
	shown := shownName(c.users)
	var wrong *population.Error
	switch {
	case ctx.Err() != nil:
		return unusable("interrupted", "")
	case errors.As(err, &wrong) && errors.Is(err, population.ErrNoUsers):
		return unusable(fmt.Sprintf("%s: %v", shown, err), "")
	case errors.As(err, &wrong):
		return unusable(fmt.Sprintf("%s: %v", shown, err), fmt.Sprintf("%d users were read before; get the file anew", wrong.After))
	case err != nil:
		return unusable(fmt.Sprintf("%s: %v", shown, err), "mend the line, or leave such lines out by --skip-bad")
	case tally.Users == 0 && tally.Bad > 0:
		return unusable(fmt.Sprintf("%s has no users: %d records are none", shown, tally.Bad), fmt.Sprint(tally.FirstBad))
	case tally.Users == 0:
		return unusable(shown+" has no users", "a population is a file of JSON objects, one a line")
	}
	return nil
}

// drawn is a profile as a user of a population.
func drawn(i int, profile map[string]any) (population.User, error) {
	text, err := json.Marshal(profile)
	if err != nil {
		return population.User{}, err
	}
	o, err := reference.ParseObject(string(text))
	if err != nil {
		return population.User{}, err
	}
	u := population.User{Line: i + 1}
	u.Profile, u.From, err = reference.Subject(o)
	return u, err
}
