package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/templates"
)

// initCommand writes what one begins with.
type initCommand struct {
	process *Process
	force   bool
	ci      string
}

func newInitCommand(p *Process) *cobra.Command {
	c := &initCommand{process: p}
	cmd := &cobra.Command{
		Use:   "init [folder]",
		Short: "Writes a mapping to begin with, and an event to try it on",
		Long: `init writes scimwright.yaml, the default mapping with comments, scimwright.test.yaml,
tests of it, event.json, an event as Auth0 delivers it, and ` + schemaFile + `,
by which editors know the keys of a mapping, into a folder: this one, if none is named.
It leaves files that are there already alone.

With --ci it writes what checks the mapping in continuous integration, and of the rest
what is not there yet: for github a workflow that checks, tests, verifies the committed
Action and comments on pull requests what they do to users; for gitlab a pipeline that
does the same; for pre-commit hooks before each commit.`,
		Example: `  scimwright init
  scimwright init provisioning
  scimwright init --ci github
  scimwright init --force    # put back what init writes`,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.run(".")
			}
			return c.run(args[0])
		},
	}
	cmd.Flags().BoolVar(&c.force, "force", false, "overwrite files that are there already; with --ci, that of --ci alone")
	cmd.Flags().StringVar(&c.ci, "ci", "", "write what checks the mapping in `github`, gitlab or pre-commit")
	return cmd
}

// scaffoldFile is a file that init writes.
type scaffoldFile struct{ name, text, about string }

func scaffold() []scaffoldFile {
	return []scaffoldFile{
		{defaultMapping, templates.DefaultMapping, "the mapping: how Auth0 users become SCIM users"},
		{"scimwright.test.yaml", templates.DefaultTests, "its tests: what is meant to become of whom"},
		{"event.json", templates.SampleEvent, "an event to try it on: a user signs up"},
		{schemaFile, string(generator.JSONSchema()), "what editors complete and explain the mapping by"},
	}
}

// ciFiles are what --ci writes, by its value.
var ciFiles = map[string]scaffoldFile{
	"github":     {".github/workflows/scimwright.yml", templates.GitHubWorkflow, "the workflow that checks the mapping"},
	"gitlab":     {".gitlab-ci.yml", templates.GitLabPipeline, "the pipeline that checks the mapping"},
	"pre-commit": {".pre-commit-config.yaml", templates.PreCommitConfig, "hooks that check the mapping before each commit"},
}

func (c *initCommand) run(folder string) error {
	p := c.process
	files := scaffold()
	ci, known := ciFiles[c.ci]
	switch {
	case c.ci != "" && !known:
		return unusable(fmt.Sprintf("there is nothing to write for --ci `%s`", c.ci), "github, gitlab and pre-commit are there")
	case known:
		// What is there already is the user's own.
		files = slices.DeleteFunc(files, func(f scaffoldFile) bool { return p.exists(filepath.Join(folder, f.name)) })
		files = append(files, ci)
	}
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
	width := 0
	for _, f := range files {
		name := filepath.Join(folder, f.name)
		width = max(width, len(name))
		if err := os.MkdirAll(filepath.Dir(p.path(name)), 0o777); err != nil {
			return unusable(fmt.Sprintf("cannot make the folder %s: %v", filepath.Dir(name), reason(err)), "")
		}
	}
	var b strings.Builder
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
	if known {
		b.WriteString(`   scimwright check && scimwright test   what continuous integration runs, here
   scimwright generate -o action.js      the Action, to be committed with the mapping
`)
	} else {
		b.WriteString(`   scimwright check                    what is wrong with the mapping, and where
   scimwright test                     whether it does what its tests say
   scimwright run --event event.json   what the Action does with the event
   scimwright generate -o action.js    the Action, to be pasted into Auth0
`)
	}
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
