package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/generator"
)

// generateCommand writes the Action of a mapping.
type generateCommand struct {
	process   *Process
	output    string
	minify    bool
	sourceMap string
	check     bool
}

func newGenerateCommand(p *Process) *cobra.Command {
	c := &generateCommand{process: p}
	cmd := &cobra.Command{
		Use:   "generate [mapping.yaml]",
		Short: "Compiles a mapping into the Action to paste into Auth0",
		Long: `generate compiles a mapping into one JavaScript file: the code of an Auth0 Action
for event streams. The same mapping gives the same file, byte for byte.

The file is written as a whole or not at all. With --check nothing is written: the
exit code is 1, and a diff is shown, when the file differs from what the mapping
gives, because the mapping has changed or somebody has edited the file.`,
		Example: `  scimwright generate                          # to the standard output
  scimwright generate -o action.js
  scimwright generate -o action.js --check     # in continuous integration
  scimwright generate --minify -o action.min.js --source-map action.min.js.map`,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.run(mappingName(args)) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&c.output, "output", "o", "", "write the Action to this `file`")
	flags.BoolVar(&c.minify, "minify", false, "make the file small instead of readable")
	flags.StringVar(&c.sourceMap, "source-map", "", "with --minify: write what leads back to the readable form to this `file`")
	flags.BoolVar(&c.check, "check", false, "write nothing; fail when the file of -o is not what the mapping gives")
	return cmd
}

func (c *generateCommand) run(name string) error {
	p := c.process
	switch {
	case c.check && c.output == "":
		return unusable("--check needs a file to compare with", "name it by -o")
	case c.sourceMap != "" && !c.minify:
		return unusable("--source-map is of use with --minify alone", "add --minify: without it, the file is readable as it is")
	case c.sourceMap != "" && p.path(c.sourceMap) == p.path(c.output):
		return unusable("-o and --source-map name the same file", "name two")
	}
	compiled, err := p.compile(name, generator.Options{Minify: c.minify})
	if err != nil {
		return err
	}
	code := compiled.Code
	if c.minify {
		code = compiled.Minified
	}
	if c.check {
		if err := c.compare(shownName(name), c.output, code); err != nil || c.sourceMap == "" {
			return err
		}
		return c.compare(shownName(name), c.sourceMap, compiled.SourceMap)
	}
	if c.sourceMap != "" {
		if err := p.write(c.sourceMap, compiled.SourceMap); err != nil {
			return err
		}
	}
	if c.output == "" {
		_, err := fmt.Fprint(p.Stdout, code)
		return cannotPrint(err)
	}
	if err := p.write(c.output, code); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.Stdout, "wrote %s: %s\n", visible(c.output), size(len(code)))
	return cannotPrint(err)
}

// compare fails, with a diff, when a file is not what the mapping gives.
func (c *generateCommand) compare(name, file, want string) error {
	p := c.process
	data, err := os.ReadFile(p.path(file))
	if errors.Is(err, fs.ErrNotExist) {
		return &failure{ExitFindings, "there is no " + file + " yet", "run the same command without --check"}
	}
	if err != nil {
		return cannotRead(file, err)
	}
	if string(data) == want {
		_, err := fmt.Fprintf(p.Stdout, "%s is what %s gives\n", visible(file), visible(name))
		return cannotPrint(err)
	}
	// The first line, a command of diff, is not to be run by anybody.
	_, changes, _ := bytes.Cut(diff.Diff(file, data, "what "+name+" gives", []byte(want)), []byte("\n"))
	if _, err := p.Stdout.Write(changes); err != nil {
		return cannotPrint(err)
	}
	return &failure{ExitFindings, fmt.Sprintf("%s is not what %s gives", file, name),
		"if somebody has edited it, put that into the mapping; then run the same command without --check"}
}
