package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/diag"
)

// checkCommand tells all that is wrong with mappings.
type checkCommand struct {
	process *Process
	format  string
	json    bool
	strict  bool
	times   bool
}

func newCheckCommand(p *Process) *cobra.Command {
	c := &checkCommand{process: p}
	cmd := &cobra.Command{
		Use:   "check [mapping.yaml ...]",
		Short: "Tells what is wrong with a mapping, and where",
		Long: `check reads mappings and tells everything that is wrong with them: attributes that
SCIM does not have, expressions that do not fit, settings that make no sense; each
with its place and what to do about it.

An error makes a mapping unusable, and the exit code 2. A warning does not: the
exit code is 0, or 1 with --strict.`,
		Example: `  scimwright check
  scimwright check staff.yaml customers.yaml
  cat staff.yaml | scimwright check -
  scimwright check --times                # how long an event may take at the worst
  scimwright check --format github         # annotations in GitHub Actions
  scimwright check --format sarif > scimwright.sarif`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := jsonFormat(cmd, c.json, &c.format); err != nil {
				return err
			}
			if len(args) == 0 {
				args = []string{defaultMapping}
			}
			return c.run(args)
		},
	}
	cmd.Flags().StringVar(&c.format, "format", "text", "how to tell: text, json, github or sarif")
	cmd.Flags().BoolVar(&c.json, "json", false, "short for --format json")
	cmd.Flags().BoolVar(&c.times, "times", false, "tell how long each type of event may take at the worst")
	cmd.Flags().BoolVar(&c.strict, "strict", false, "make warnings count: exit code 1")
	return cmd
}

// jsonFormat makes --json what it is short for.
func jsonFormat(cmd *cobra.Command, json bool, format *string) error {
	if json && cmd.Flags().Changed("format") && *format != "json" {
		return unusable("--json and --format "+*format+" contradict each other", "use one of them")
	}
	if json {
		*format = "json"
	}
	return nil
}

func (c *checkCommand) run(names []string) error {
	p := c.process
	writers := map[string]func(io.Writer, diag.List) error{
		"json": diag.WriteJSON, "github": diag.WriteGitHub, "sarif": diag.WriteSARIF,
	}
	write := writers[c.format]
	if write == nil && c.format != "text" {
		return unusable(fmt.Sprintf("there is no format `%s`", c.format), "text, json, github and sarif are there")
	}
	var all diag.List
	var fine []string
	var unread error // the first file that could not be read; the others are checked all the same
	for _, name := range names {
		text, shown, err := p.readMapping(name)
		if err != nil {
			if unread == nil {
				unread = err
			}
			continue
		}
		action, found, err := generator.Compile(shown, text, generator.Options{Folder: p.folder(name)})
		if err != nil {
			return defect(err)
		}
		all = append(all, found...)
		if action != nil {
			fine = append(fine, verdict(shown, action, found))
			if c.times {
				fine = append(fine, times(action.Meta))
			}
		}
	}
	if err := c.tell(write, all, fine); err != nil {
		return err
	}
	switch {
	case unread != nil:
		return unread
	case all.HasErrors():
		return told(ExitUnusable)
	case c.strict && len(all) > 0:
		return told(ExitFindings)
	}
	return nil
}

// tell writes findings: for people to the standard error, with a line for each
// usable mapping on the standard output; for machines to the standard output.
func (c *checkCommand) tell(write func(io.Writer, diag.List) error, all diag.List, fine []string) error {
	if write != nil {
		return cannotPrint(write(c.process.Stdout, all))
	}
	if len(all) > 0 {
		if err := c.process.report(all); err != nil {
			return err
		}
	}
	_, err := fmt.Fprint(c.process.Stdout, strings.Join(fine, ""))
	return cannotPrint(err)
}

// verdict is the line about a mapping that can be used.
func verdict(name string, action *generator.Action, found diag.List) string {
	word := "fine"
	if len(found) > 0 {
		word = "usable, with " + plural(len(found), "warning")
	}
	return fmt.Sprintf("%s: %s; its Action has %s\n", visible(name), word, size(len(action.Code)))
}

// times tells the longest ways through an Action, and where they end.
func times(meta generator.Meta) string {
	var out strings.Builder
	for _, l := range meta.Longest {
		fmt.Fprintf(&out, "  user.%s  %v", l.Event, l.Time)
		if l.Requests > 0 {
			fmt.Fprintf(&out, " in %s", plural(l.Requests, "request"))
		}
		if l.Time > meta.Budget {
			fmt.Fprintf(&out, "; it fails after %v, and Auth0 delivers the event again", meta.Budget)
		}
		out.WriteString("\n")
	}
	return "  at the worst, if each request is answered at its last moment and after all of its retries:\n" + out.String()
}

// size is a number of bytes as people say it.
func size(bytes int) string {
	return fmt.Sprintf("%d kB", (bytes+500)/1000)
}
