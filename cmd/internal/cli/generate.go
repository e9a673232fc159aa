package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"

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
	types     string
	check     bool
}

func newGenerateCommand(p *Process) *cobra.Command {
	c := &generateCommand{process: p}
	cmd := &cobra.Command{
		Use:   "generate [mapping.yaml]",
		Short: "Compiles a mapping into the Action to paste into Auth0",
		Long: `generate compiles a mapping into one JavaScript file: the code of an Auth0 Action
for event streams. The same mapping gives the same file, byte for byte.

With --types it also writes TypeScript declarations, for tests of the Action in
JavaScript and for editors: of the event, the secrets and what the Action exports.

The file is written as a whole or not at all. With --check nothing is written: the
exit code is 1, and a diff is shown, when the file differs from what the mapping
gives, because the mapping has changed or somebody has edited the file.`,
		Example: `  scimwright generate                          # to the standard output
  scimwright generate -o action.js
  scimwright generate -o action.js --check     # in continuous integration
  scimwright generate -o action.js --types action.d.ts
  scimwright generate --minify -o action.min.js --source-map action.min.js.map`,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.run(mappingName(args)) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&c.output, "output", "o", "", "write the Action to this `file`")
	flags.BoolVar(&c.minify, "minify", false, "make the file small instead of readable")
	flags.StringVar(&c.sourceMap, "source-map", "", "with --minify: write what leads back to the readable form to this `file`")
	flags.StringVar(&c.types, "types", "", "write the TypeScript declarations of the Action to this `file`")
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
	case c.types != "" && (p.path(c.types) == p.path(c.output) || p.path(c.types) == p.path(c.sourceMap)):
		return unusable("--types names a file that something else goes into", "name another: -o action.js --types action.d.ts")
	}
	compiled, err := p.compile(name, generator.Options{Minify: c.minify})
	if err != nil {
		return err
	}
	code := compiled.Code
	if c.minify {
		code = compiled.Minified
	}
	beside := map[string]string{c.sourceMap: compiled.SourceMap, c.types: compiled.Types}
	delete(beside, "") // of a flag that is not set
	if c.check {
		if err := c.compare(shownName(name), c.output, code); err != nil {
			return err
		}
		for _, file := range slices.Sorted(maps.Keys(beside)) {
			if err := c.compare(shownName(name), file, beside[file]); err != nil {
				return err
			}
		}
		return nil
	}
	for _, file := range slices.Sorted(maps.Keys(beside)) {
		if err := p.write(file, beside[file]); err != nil {
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
