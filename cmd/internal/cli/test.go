package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/report"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// testPattern are the files that are run when none is named.
const testPattern = "*.test.yaml"

// testCommand runs files of scenarios.
type testCommand struct {
	process  *Process
	run      string
	failFast bool
	format   string
	json     bool
	action   string
	update   bool
	watch    bool
	jobs     int
	measure
}

func newTestCommand(p *Process) *cobra.Command {
	c := &testCommand{process: p}
	cmd := &cobra.Command{
		Use:   "test [file.test.yaml ...]",
		Short: "Runs scenarios on the Action and on its native reference",
		Long: `test runs files of scenarios: events, what the SCIM server holds and how it misbehaves,
and what is expected to come of it. Each is delivered to the generated Action and to the
native reference of the same mapping, in virtual time and to a mock server, and both
have to do the same, whatever is expected. docs/testing.md begins at the beginning.

Without files, those of the current folder are run that are called *.test.yaml; a folder
stands for those in it. What is not as expected is shown with the expressions in question
and the values of their parts. With --action the same scenarios run on any other Action,
and where it differs from the mapping is told.

The exit code is 1 where an expectation is not met or the engines disagree, where less
is covered than --coverage-min asks for, and where --update has written something. That
there is nothing to run is a failure, too: 2.`,
		Example: `  scimwright test
  scimwright test staff.test.yaml --run 'blocked'
  scimwright test --watch
  scimwright test --coverage --coverage-html coverage.html --coverage-min 90
  scimwright test --action handwritten.js
  scimwright test --format junit > junit.xml`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := jsonFormat(cmd, c.json, &c.format); err != nil {
				return err
			}
			return c.runAll(cmd.Context(), args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&c.run, "run", "", "run the scenarios alone whose name this `pattern`, a regular expression, is found in")
	flags.BoolVar(&c.failFast, "fail-fast", false, "stop at the first that fails")
	flags.StringVar(&c.format, "format", "text", "how to tell: "+strings.Join(report.Formats(), ", "))
	flags.BoolVar(&c.json, "json", false, "short for --format json")
	flags.StringVar(&c.action, "action", "", "run them on the Action of this `file` instead of the mapping's")
	flags.BoolVar(&c.update, "update", false, "take the snapshots anew that are not as they were")
	flags.BoolVar(&c.watch, "watch", false, "run again whenever a file changes, until interrupted")
	flags.IntVar(&c.jobs, "jobs", 0, "how many scenarios run side by side; 0 is one for each processor")
	c.measure.flags(flags)
	return cmd
}

func (c *testCommand) runAll(ctx context.Context, names []string) error {
	if err := c.checkFlags(names); err != nil {
		return err
	}
	if c.watch {
		return c.keepRunning(ctx, names)
	}
	_, err := c.once(ctx, names)
	return err
}

func (c *testCommand) checkFlags(names []string) error {
	switch {
	case (c.update || c.watch) && slices.Contains(names, "-"):
		return unusable("the standard input can be read once, and not be written to", "put it into a file")
	case !slices.Contains(report.Formats(), c.format):
		return unusable(fmt.Sprintf("there is no format `%s`", c.format), strings.Join(report.Formats(), ", ")+" are there")
	case c.watch && c.format != "text":
		return unusable("--watch is for people, and --format "+c.format+" is not", "use one of them")
	case c.watch && c.update:
		return unusable("--watch and --update contradict each other", "update once what you have looked at")
	case c.jobs < 0:
		return unusable("--jobs counts from 0 on", "")
	}
	if _, err := regexp.Compile(c.run); err != nil {
		return unusable(fmt.Sprintf("--run: `%s` is no regular expression", c.run), "letters and digits stand for themselves: --run blocked")
	}
	return c.measure.check()
}

// once runs all files, and tells which files it has read.
func (c *testCommand) once(ctx context.Context, names []string) (*testFiles, error) {
	files := &testFiles{process: c.process, action: c.action}
	suites, err := files.load(names)
	if err != nil {
		return files, err
	}
	out := c.process.Stdout
	writer := report.New(c.format, out, c.process.colour(c.process.StdoutTerminal))
	pattern := regexp.MustCompile(c.run)
	results := map[*scenario.Suite][]*scenario.Result{}
	ran, failed := 0, 0
	var written error
	options := scenario.Options{Workers: c.jobs, FailFast: c.failFast, Match: pattern.MatchString}
	c.measure.begin(suites, &options)
	err = scenario.RunAll(ctx, suites, options, func(r *scenario.Result) {
		ran++
		if r.Failed() {
			failed++
		}
		c.measure.note(r)
		if c.update {
			results[r.Suite] = append(results[r.Suite], r)
			return // what is written down anew is told as such
		}
		if err := writer.Result(r); err != nil && written == nil {
			written = err
		}
	})
	switch {
	case err != nil:
		return files, c.stopped(ctx, err)
	case written != nil:
		return files, cannotPrint(written)
	case ran == 0:
		return files, unusable(fmt.Sprintf("no scenario has a name that --run %s is found in", c.run), "leave --run out to see that there are some")
	case c.update:
		return files, c.rewrite(suites, results)
	}
	if err := writer.End(); err != nil {
		return files, cannotPrint(err)
	}
	var beside io.Writer = c.process.Stderr
	if c.format == "text" {
		beside = out
	}
	if err := c.measure.end(c.process, beside); err != nil {
		return files, err
	}
	if failed > 0 {
		return files, told(ExitFindings)
	}
	return files, nil
}

// stopped tells what stopped a scenario from running at all.
func (c *testCommand) stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return unusable("interrupted", "")
	}
	var load *harness.LoadError
	if errors.As(err, &load) {
		return unusable(load.Error(), "an Action exports onExecuteEventStream: exports.onExecuteEventStream = async (event, api) => { … }")
	}
	var stopped *scenario.Error
	if errors.As(err, &stopped) {
		return unusable(fmt.Sprintf("%s:%d: %v", stopped.Suite.File.Source.Name, stopped.Test.Line, stopped.Err), "")
	}
	return defect(err)
}

// rewrite takes snapshots anew. That it has is no success: they have to be looked at.
func (c *testCommand) rewrite(suites []*scenario.Suite, results map[*scenario.Suite][]*scenario.Result) error {
	all := 0
	for _, s := range suites {
		name := s.File.Source.Name
		text, updated, err := s.File.Update(results[s])
		if err != nil {
			return unusable(fmt.Sprintf("%s: %v", name, err), "")
		}
		if updated == 0 {
			continue
		}
		if err := c.process.write(name, text); err != nil {
			return err
		}
		all += updated
		if _, err := fmt.Fprintf(c.process.Stdout, "%s: %s taken anew\n", visible(name), plural(updated, "snapshot")); err != nil {
			return cannotPrint(err)
		}
	}
	if all == 0 {
		_, err := fmt.Fprintln(c.process.Stdout, "every snapshot is as it was")
		return cannotPrint(err)
	}
	return &failure{ExitFindings, plural(all, "snapshot") + " changed", "look at what has changed, and run `scimwright test` again"}
}
