package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/templates"
)

// initCommand writes what one begins with.
type initCommand struct {
	process *Process
	force   bool
}

func newInitCommand(p *Process) *cobra.Command {
	c := &initCommand{process: p}
	cmd := &cobra.Command{
		Use:   "init [folder]",
		Short: "Writes a mapping to begin with, and an event to try it on",
		Long: `init writes scimwright.yaml, the default mapping with comments, event.json, an
event as Auth0 delivers it, and ` + schemaFile + `, by which editors know
the keys of a mapping, into a folder: this one, if none is named. It leaves files
that are there already alone.`,
		Example: `  scimwright init
  scimwright init provisioning
  scimwright init --force    # put back what init writes`,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.run(".")
			}
			return c.run(args[0])
		},
	}
	cmd.Flags().BoolVar(&c.force, "force", false, "overwrite files that are there already")
	return cmd
}

// scaffoldFile is a file that init writes.
type scaffoldFile struct{ name, text, about string }

func scaffold() []scaffoldFile {
	return []scaffoldFile{
		{defaultMapping, templates.DefaultMapping, "the mapping: how Auth0 users become SCIM users"},
		{"event.json", templates.SampleEvent, "an event to try it on: a user signs up"},
		{schemaFile, string(generator.JSONSchema()), "what editors complete and explain the mapping by"},
	}
}

func (c *initCommand) run(folder string) error {
	p := c.process
	files := scaffold()
	var there []string
	for _, f := range files {
		if name := filepath.Join(folder, f.name); p.exists(name) {
			there = append(there, name)
		}
	}
	if len(there) > 0 && !c.force {
		return unusable("nothing was written, for there is already "+enumerate(there),
			"name another folder, or let `--force` overwrite what is there")
	}
	if err := os.MkdirAll(p.path(folder), 0o777); err != nil {
		return unusable(fmt.Sprintf("cannot make the folder %s: %v", folder, reason(err)), "")
	}
	var b strings.Builder
	width := len(filepath.Join(folder, schemaFile))
	for _, f := range files {
		name := filepath.Join(folder, f.name)
		if err := p.write(name, f.text); err != nil {
			return err
		}
		fmt.Fprintf(&b, "wrote %-*s   %s\n", width, name, f.about)
	}
	b.WriteString("\nWhat next\n\n")
	if folder != "." {
		fmt.Fprintf(&b, "   cd %s\n", folder)
	}
	b.WriteString(`   scimwright check                    what is wrong with the mapping, and where
   scimwright run --event event.json   what the Action does with the event
   scimwright generate -o action.js    the Action, to be pasted into Auth0
`)
	_, err := fmt.Fprint(p.Stdout, b.String())
	return cannotPrint(err)
}

// enumerate lists names as "a, b and c".
func enumerate(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
