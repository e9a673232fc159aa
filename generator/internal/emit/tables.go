package emit

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// tablesConstant holds the lookup tables of a mapping that its expressions use.
const tablesConstant = "TABLES"

// tables writes the lookup tables, those alone that something reads.
func (b *body) tables(tables []*mapping.Table) string {
	var out strings.Builder
	for _, t := range tables {
		if !b.fields[expr.TablesType][t.Name.Value] {
			continue
		}
		rows := make([]entry, len(t.Rows))
		for i, row := range t.Rows {
			rows[i] = entry{row.Key.Value, b.data(row.Value)}
		}
		writeEntry(&out, "  ", key(t.Name.Value)+": "+b.keyed(rows).text)
	}
	if out.Len() == 0 {
		return ""
	}
	return fmt.Sprintf("/** Lookup tables. */\nconst %s = {\n%s};\n", tablesConstant, out.String())
}

// data is a value made of literals.
func (c *compiler) data(v mapping.Value) string {
	switch v := v.(type) {
	case *mapping.Literal:
		return literal(v.Value).text
	case *mapping.List:
		items := make([]string, len(v.Items))
		for i, item := range v.Items {
			items[i] = c.data(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case *mapping.Object:
		entries := make([]entry, len(v.Attributes))
		for i, a := range v.Attributes {
			entries[i] = entry{a.Name.Value, c.data(a.Value)}
		}
		return c.keyed(entries).text
	}
	panic(fmt.Sprintf("emit: parse let a %T into a table", v))
}
