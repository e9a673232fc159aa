package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/parity"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// testPattern are the files that are run when none is named.
const testPattern = "*.test.yaml"

func newTestCommand(p *Process) *cobra.Command {
	return &cobra.Command{
		Use:   "test [file.test.yaml ...]",
		Short: "Runs scenarios on the Action and on its native reference",
		Long: `test runs files of scenarios: events, what the SCIM server holds and how it misbehaves,
and what is expected to come of it. Each is delivered to the generated Action and to the
native reference of the same mapping, in virtual time and to a mock server, and both
have to do the same, whatever is expected.

Without files, those of the current folder are run that are called *.test.yaml. The exit
code is 1 where an expectation is not met or the engines disagree. That there is nothing
to run is a failure, too.`,
		Example: `  scimwright test
  scimwright test staff.test.yaml
  scimwright test fuzz.test.yaml`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return p.test(cmd.Context(), args) },
	}
}

func (p *Process) test(ctx context.Context, names []string) error {
	if len(names) == 0 {
		found, err := filepath.Glob(filepath.Join(p.path("."), testPattern))
		if err != nil || len(found) == 0 {
			return unusable("there is no "+testPattern+" here", "name the files of scenarios to run")
		}
		for _, path := range found {
			names = append(names, filepath.Base(path))
		}
	}
	passed, failed := 0, 0
	for _, name := range names {
		ok, bad, err := p.testFile(ctx, name)
		if err != nil {
			return err
		}
		passed, failed = passed+ok, failed+bad
	}
	if _, err := fmt.Fprintf(p.Stdout, "%s passed, %d failed\n", plural(passed, "test"), failed); err != nil {
		return cannotPrint(err)
	}
	if failed > 0 {
		return told(ExitFindings)
	}
	return nil
}

// testFile runs the scenarios of a file.
func (p *Process) testFile(ctx context.Context, name string) (passed, failed int, err error) {
	text, shown, err := p.read(name)
	if err != nil {
		return 0, 0, err
	}
	file, err := scenario.Read([]byte(text))
	if err != nil {
		return 0, 0, unusable(fmt.Sprintf("%s: %v", shown, err), "")
	}
	both, err := p.enginesOf(name, file)
	if err != nil {
		return 0, 0, err
	}
	for i := range file.Tests {
		test := &file.Tests[i]
		problems, err := runScenario(ctx, test, both, file.Secrets)
		if err != nil {
			return 0, 0, unusable(fmt.Sprintf("%s:%d: %v", shown, test.Line, err), "")
		}
		if len(problems) == 0 {
			passed++
			continue
		}
		failed++
		_, err = fmt.Fprintf(p.Stdout, "%s:%d: FAIL %s\n%s", visible(shown), test.Line, visible(test.Name), indented(problems))
		if err != nil {
			return 0, 0, cannotPrint(err)
		}
	}
	return passed, failed, nil
}

// indented writes problems below what they are about, each of which may have several
// lines.
func indented(problems []string) string {
	var b strings.Builder
	for _, problem := range problems {
		for _, line := range strings.Split(problem, "\n") {
			b.WriteString("  " + visible(line) + "\n")
		}
	}
	return b.String()
}

// enginesOf makes the engines of the mapping that a file of scenarios is about.
func (p *Process) enginesOf(name string, file *scenario.File) (*engines.Engines, error) {
	read := func() (*generator.Checked, error) { return p.checkedText(name, file.Mapping, p.folder(name)) }
	if mapping := file.MappingFile; mapping != "" {
		if name != "-" && !filepath.IsAbs(mapping) {
			mapping = filepath.Join(filepath.Dir(name), filepath.FromSlash(mapping))
		}
		read = func() (*generator.Checked, error) { return p.checked(mapping) }
	}
	checked, err := read()
	if err != nil {
		return nil, err
	}
	both, err := engines.Of(checked)
	if err != nil {
		return nil, defect(err)
	}
	return both, nil
}

// runScenario runs a scenario on both engines, and lists what is wrong.
func runScenario(ctx context.Context, test *scenario.Test, both *engines.Engines, secrets map[string]string) ([]string, error) {
	of := func(newEngine func(engines.Options) action.Engine) ([]parity.Run, error) {
		return test.Run(ctx, func(clock *action.Clock, cache *action.Cache, seed uint64) action.Engine {
			return newEngine(engines.Options{Clock: clock, Cache: cache, Seed: seed})
		}, secrets)
	}
	generated, err := of(both.Action)
	if err != nil {
		return nil, err
	}
	native, err := of(both.Reference)
	if err != nil {
		return nil, err
	}
	problems := test.Unmet(generated)
	for i := range generated {
		for _, difference := range parity.Differences(engines.Action, generated[i], engines.Reference, native[i], true) {
			problems = append(problems, fmt.Sprintf("the engines disagree: event %d: %s", i+1, difference))
		}
	}
	return slices.Compact(problems), nil
}
