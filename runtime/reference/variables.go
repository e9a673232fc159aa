package reference

import (
	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// variables are what the expressions of one evaluation see. They are a cel.Activation.
type variables struct{ user, connection, tables *record }

// ResolveName implements cel.Activation.
func (v *variables) ResolveName(name string) (any, bool) {
	switch name {
	case "user":
		return v.user, true
	case "connection":
		return v.connection, true
	case "tables":
		return v.tables, v.tables != nil
	}
	return nil, false
}

// Parent implements cel.Activation: there is none.
func (v *variables) Parent() cel.Activation { return nil }

// tablesOf gives the lookup tables of a mapping to CEL; nil where it has none.
func tablesOf(tables []*mapping.Table) *record {
	if len(tables) == 0 {
		return nil
	}
	s := &shape{typ: types.NewObjectType(expr.TablesType), index: map[string]int{}}
	for i, t := range tables {
		s.fields = append(s.fields, shapeField{Field: expr.Field{Name: t.Name.Value}})
		s.index[t.Name.Value] = i
	}
	r := s.newRecord()
	for i, t := range tables {
		item := expr.TableType(t).Parameters()[1]
		rows := &Object{}
		for _, row := range t.Rows {
			rows.Set(row.Key.Value, literalAs(item, row.Value))
		}
		r.values[i] = openMap(rows)
	}
	return r
}

// literalAs is a value of literals, as one of a type. Integers are doubles where the
// table has fractions beside them.
func literalAs(t *types.Type, v mapping.Value) any {
	inner := func(i int) *types.Type {
		if len(t.Parameters()) > i {
			return t.Parameters()[i]
		}
		return types.DynType
	}
	switch v := v.(type) {
	case *mapping.List:
		items := make([]any, len(v.Items))
		for i, item := range v.Items {
			items[i] = literalAs(inner(0), item)
		}
		return items
	case *mapping.Object:
		o := &Object{}
		for _, a := range v.Attributes {
			o.Set(a.Name.Value, literalAs(inner(1), a.Value))
		}
		return o
	case *mapping.Literal:
		if n, ok := v.Value.(int64); ok && t.Kind() == types.DoubleKind {
			return float64(n)
		}
		return v.Value
	}
	return nil
}
