package emit_test

import (
	"fmt"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// randomTables are the lookup tables that random expressions may use.
var randomTables = []*mapping.Table{
	tableOf("departments", "ENG", "Engineering", "HR", "People", "", "Nobody", "a", "𝒜", "__proto__", "P"),
	tableOf("levels", "one", int64(1), "a", int64(-7), "Hello", int64(1<<53-1)),
	tableOf("rates", "a", 1.5, "b", int64(2), "Hello", 1e21),
	tableOf("flags", "a", true, "Hello", false),
	tableOf("sites", "main", []string{"Berlin", "", "𝒜"}, "a", []string{"x"}),
	tableOf("mixed", "a", "text", "b", int64(1), "Hello", []string{"x"}, "constructor", true),
}

// tableOf is a table of keys and values in turn.
func tableOf(name string, pairs ...any) *mapping.Table {
	table := &mapping.Table{Name: mapping.String{Value: name}}
	for i := 0; i < len(pairs); i += 2 {
		row := mapping.Row{Key: mapping.String{Value: pairs[i].(string)}}
		if list, ok := pairs[i+1].([]string); ok {
			items := &mapping.List{}
			for _, item := range list {
				items.Items = append(items.Items, &mapping.Literal{Value: item})
			}
			row.Value = items
		} else {
			row.Value = &mapping.Literal{Value: pairs[i+1]}
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// nativeTables are the tables as cel-go has them.
var nativeTables = func() *object {
	o := &object{typ: types.NewObjectType(expr.TablesType), fields: map[string]ref.Val{}}
	for _, t := range randomTables {
		doubles := expr.TableType(t).Parameters()[1].Kind() == types.DoubleKind
		rows := map[string]any{}
		for _, row := range t.Rows {
			rows[row.Key.Value] = literalOf(row.Value, doubles)
		}
		o.fields[t.Name.Value] = types.DefaultTypeAdapter.NativeToValue(rows)
	}
	return o
}()

func literalOf(v mapping.Value, double bool) any {
	switch v := v.(type) {
	case *mapping.List:
		items := []any{}
		for _, item := range v.Items {
			items = append(items, literalOf(item, double))
		}
		return items
	case *mapping.Literal:
		if number, ok := v.Value.(int64); ok && double {
			return float64(number)
		}
		return v.Value
	}
	panic(fmt.Sprintf("a table with a %T", v))
}

// variablesOf are the variables of expressions, for cel-go.
func variablesOf(p profile) map[string]any {
	return map[string]any{
		"user":       newObject(expr.UserType, p.User),
		"connection": newObject(expr.ConnectionType, connectionOf(p)),
		"tables":     nativeTables,
	}
}

func nativeRows(t *mapping.Table) map[string]any {
	rows := map[string]any{}
	for _, row := range t.Rows {
		rows[row.Key.Value] = literalOf(row.Value, false)
	}
	return rows
}
