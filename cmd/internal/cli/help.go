package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// printHelp writes the help of a command: what it does, its form, its verbs or
// examples, its flags, and the exit codes.
func printHelp(cmd *cobra.Command, _ []string) {
	var b strings.Builder
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	fmt.Fprintf(&b, "%s\n\n", about)
	if cmd.HasParent() {
		fmt.Fprintf(&b, "Usage:\n  %s\n", cmd.UseLine())
	} else {
		b.WriteString("Usage:\n  scimwright <verb> [mapping.yaml] [flags]\n")
	}
	if names := verbNames(cmd); len(names) > 0 {
		writeVerbs(&b, cmd, names)
	}
	if cmd.HasExample() {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", strings.Trim(cmd.Example, "\n"))
	}
	if flags := cmd.LocalFlags(); flags.HasAvailableFlags() {
		fmt.Fprintf(&b, "\nFlags:\n%s", flags.FlagUsages())
	}
	if !cmd.HasParent() {
		b.WriteString(`
Without a file, a verb takes ./scimwright.yaml; "-" is the standard input.
Colours are used on a terminal, and not when NO_COLOR is set.
"scimwright <verb> --help" tells more about a verb,
"scimwright completion <shell> --help" how to have names completed.
`)
	}
	b.WriteString("\n" + exitCodeHelp)
	fmt.Fprint(cmd.OutOrStdout(), b.String())
}

// verbNames are the verbs of a command in the order in which somebody new
// meets them. Those of "completion" are cobra's, and the shells are in the
// order of the alphabet.
func verbNames(cmd *cobra.Command) []string {
	if !cmd.HasParent() {
		return []string{"demo", "init", "check", "generate", "run", "test", "mock", "simulate", "fuzz", "schema"}
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return names
}

func writeVerbs(b *strings.Builder, cmd *cobra.Command, names []string) {
	b.WriteString("\nVerbs:\n")
	for _, name := range names {
		for _, c := range cmd.Commands() {
			if c.Name() == name {
				fmt.Fprintf(b, "  %-10s %s\n", name, c.Short)
			}
		}
	}
}
