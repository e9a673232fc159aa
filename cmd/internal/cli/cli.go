package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/source"
)

// Main runs the command line of p and returns its exit code.
func Main(p *Process) int {
	root := newRoot(p)
	root.SetArgs(p.Args)
	err := root.ExecuteContext(context.Background())
	return p.tellFailure(err)
}

// tellFailure tells why a verb failed, where that has not been told yet, and returns the
// exit code that this makes; nil is no failure.
func (p *Process) tellFailure(err error) int {
	if err == nil {
		return ExitOK
	}
	f := asFailure(err)
	if f.what != "" {
		paint := painter(p.colour(p.StderrTerminal))
		fmt.Fprintf(p.Stderr, "%s %s\n", paint.bad("error:"), visible(f.what))
		if f.help != "" {
			fmt.Fprintf(p.Stderr, "  = %s %s\n", paint.strong("help:"), visible(f.help))
		}
	}
	return f.code
}

// newRoot builds the tree of commands.
func newRoot(p *Process) *cobra.Command {
	root := &cobra.Command{
		Use:   "scimwright",
		Short: "Compiles a mapping into an Auth0 Action that provisions users by SCIM",
		Long: `scimwright compiles a mapping, a YAML file that says how Auth0 users become
SCIM users, into the JavaScript of an Auth0 event-stream Action, and runs that
Action on this computer, against a SCIM server in memory or a real one.

New here? "scimwright demo" shows all of it, without a file.`,
		Version:       generator.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return unknownVerb(cmd, args[0])
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(p.Stdin)
	root.SetOut(p.Stdout)
	root.SetErr(p.Stderr)
	root.SetVersionTemplate("scimwright {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(printHelp)
	root.CompletionOptions.HiddenDefaultCmd = true // it has a line of its own in the help
	root.AddCommand(
		newDemoCommand(p),
		newInitCommand(p),
		newCheckCommand(p),
		newGenerateCommand(p),
		newRunCommand(p),
		newMockCommand(p),
		newSimulateCommand(p),
		newExplainCommand(p),
		newTestCommand(p),
		newDiffCommand(p),
		newFuzzCommand(p),
		newSchemaCommand(p),
	)
	root.SetHelpCommand(newHelpCommand())
	root.Flags().BoolP("version", "v", false, "show the version")
	for _, cmd := range append(root.Commands(), root) {
		cmd.Flags().BoolP("help", "h", false, "show this help")
	}
	return root
}

func newHelpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [verb]",
		Short: "Tells more about a verb",
		RunE: func(cmd *cobra.Command, args []string) error {
			target, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownVerb(cmd.Root(), strings.Join(args, " "))
			}
			return target.Help()
		},
	}
}

func unknownVerb(root *cobra.Command, name string) error {
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	help := "`scimwright --help` lists the verbs"
	if near, ok := source.Nearest(name, names); ok && near != name {
		help = fmt.Sprintf("did you mean `%s`?", near)
	} else if strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml") {
		help = "name the verb first: `scimwright check " + name + "`"
	}
	return unusable(fmt.Sprintf("`%s` is not a verb of scimwright", name), help)
}

// flagError makes the complaints of pflag ours, with a suggestion where a flag
// is nearly right.
func flagError(cmd *cobra.Command, err error) error {
	help := fmt.Sprintf("`%s --help` lists the flags", cmd.CommandPath())
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &invalid):
		return unusable(fmt.Sprintf("`%s` is not a value of --%s", invalid.GetValue(), invalid.GetFlag().Name), help)
	case errors.As(err, &missing):
		return unusable(fmt.Sprintf("--%s needs a value", missing.GetFlag().Name), help)
	case !errors.As(err, &unknown):
		return unusable(err.Error(), help)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	given := unknown.GetSpecifiedName()
	dashes := "--"
	if unknown.GetSpecifiedShortnames() != "" {
		dashes = "-"
	}
	if near, ok := source.Nearest(given, names); ok {
		help = fmt.Sprintf("did you mean `--%s`?", near)
	}
	return unusable(fmt.Sprintf("`%s` has no flag %s%s", cmd.CommandPath(), dashes, given), help)
}

// atMost refuses arguments beyond the first n.
func atMost(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) <= n {
			return nil
		}
		return unusable(fmt.Sprintf("`%s` cannot do anything with `%s`", cmd.CommandPath(), args[n]),
			fmt.Sprintf("its form is `%s`", cmd.UseLine()))
	}
}
