package check

import (
	"slices"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/internal/resolve"
	"github.com/scimwright/scimwright/generator/scim"
)

// checkUses warns of tables and functions that no expression uses. Where an
// expression has errors, nobody knows what it was meant to use.
func (c *checker) checkUses() {
	if c.broken || c.mapping.User == nil {
		return
	}
	uses := expr.Uses{Tables: map[string]bool{}, Functions: map[string]bool{}}
	for _, checked := range c.table {
		checked.Uses(&uses)
	}
	for _, t := range c.mapping.Tables {
		if !uses.AllTables && !uses.Tables[t.Name.Value] {
			c.report(unusedTable(t.Name))
		}
	}
	if c.mapping.Functions == nil {
		return
	}
	for _, f := range c.mapping.Functions.Exports {
		if !uses.Functions[f.Name.Value] && !expr.IsFunction(f.Name.Value) {
			c.report(unusedFunction(f.Name))
		}
	}
}

// checkSchemaUses warns of a file of schemas of which the mapping uses none. That
// of the core User is used by every mapping.
func (c *checker) checkSchemaUses(files []resolve.SchemaFile) {
	if c.mapping.User == nil {
		return
	}
	for _, f := range files {
		used := func(s *scim.Schema) bool { return c.used[s] || s == c.userType.Schema }
		if len(f.Schemas) > 0 && !slices.ContainsFunc(f.Schemas, used) {
			c.report(unusedSchema(f.Named, f.Schemas[0].ID))
		}
	}
}
