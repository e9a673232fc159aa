package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// schemaFile is the name under which the mappings of init know the JSON Schema.
const schemaFile = "scimwright.schema.json"

// schemaCommand writes the JSON Schema of mappings.
type schemaCommand struct {
	process *Process
	output  string
	tests   bool
}

func newSchemaCommand(p *Process) *cobra.Command {
	c := &schemaCommand{process: p}
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Prints the JSON Schema of mappings, for editors",
		Long: `schema prints a JSON Schema (2020-12) of the mapping file. Editors complete and
explain keys by it, and mark what is wrong while one writes. It knows the keys, the
options and the attributes of SCIM; expressions are judged by check alone.

An editor finds the schema by the first line of the mapping, which init writes:

  # yaml-language-server: $schema=./` + schemaFile + `

VS Code understands it with the extension YAML of Red Hat; JetBrains, Neovim, Emacs
and others do, too. Write the file anew when you have a new version of scimwright.
With --tests it is the schema of files of scenarios.`,
		Example: `  scimwright schema
  scimwright schema --tests -o scimwright.test.schema.json
  scimwright schema -o ` + schemaFile,
		Args: atMost(0),
		RunE: func(*cobra.Command, []string) error { return c.run() },
	}
	cmd.Flags().BoolVar(&c.tests, "tests", false, "print the schema of files of scenarios instead")
	cmd.Flags().StringVarP(&c.output, "output", "o", "", "write the schema to this `file`")
	return cmd
}

func (c *schemaCommand) run() error {
	p := c.process
	schema := string(generator.JSONSchema())
	if c.tests {
		schema = string(scenario.JSONSchema())
	}
	if c.output == "" {
		_, err := fmt.Fprint(p.Stdout, schema)
		return cannotPrint(err)
	}
	if err := p.write(c.output, schema); err != nil {
		return err
	}
	_, err := fmt.Fprintf(p.Stdout, "wrote %s: %s\n", visible(c.output), size(len(schema)))
	return cannotPrint(err)
}
