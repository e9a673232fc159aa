package expr

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/mapping"
)

// DeclarationsOf are the names that a mapping declares: its tables and functions.
// A function by the name of one that every mapping has is left out.
func DeclarationsOf(m *mapping.Mapping) Declarations {
	var d Declarations
	for _, t := range m.Tables {
		d.Tables = append(d.Tables, Field{t.Name.Value, TableType(t)})
	}
	if m.Functions == nil {
		return d
	}
	for _, f := range m.Functions.Exports {
		if IsFunction(f.Name.Value) {
			continue
		}
		function := Function{Name: f.Name.Value, Result: typeOfSignature(f.Result)}
		for _, p := range f.Params {
			function.Params = append(function.Params, typeOfSignature(p))
		}
		d.Functions = append(d.Functions, function)
	}
	return d
}

// TableType is the type of a table: map(string, T), where T is what all values of
// the table are, and dyn where they have nothing in common.
func TableType(t *mapping.Table) *types.Type {
	values := make([]mapping.Value, len(t.Rows))
	for i, row := range t.Rows {
		values[i] = row.Value
	}
	return types.NewMapType(types.StringType, commonType(values))
}

// commonType is the type that all of the values are of. Integers among fractions
// are fractions themselves: JSON has one kind of number.
func commonType(values []mapping.Value) *types.Type {
	kinds := map[types.Kind]bool{}
	var inside []mapping.Value // of all lists, or of all maps
	for _, v := range values {
		switch v := v.(type) {
		case *mapping.Literal:
			kinds[typeOfLiteral(v.Value).Kind()] = true
		case *mapping.List:
			kinds[types.ListKind] = true
			inside = append(inside, v.Items...)
		case *mapping.Object:
			kinds[types.MapKind] = true
			for _, a := range v.Attributes {
				inside = append(inside, a.Value)
			}
		}
	}
	if kinds[types.IntKind] && kinds[types.DoubleKind] {
		delete(kinds, types.IntKind)
	}
	if len(kinds) != 1 {
		return types.DynType
	}
	switch {
	case kinds[types.ListKind]:
		return types.NewListType(commonType(inside))
	case kinds[types.MapKind]:
		return types.NewMapType(types.StringType, commonType(inside))
	case kinds[types.DoubleKind]:
		return types.DoubleType
	}
	return typeOfLiteral(values[0].(*mapping.Literal).Value)
}

func typeOfLiteral(value any) *types.Type {
	switch value.(type) {
	case bool:
		return types.BoolType
	case int64:
		return types.IntType
	case float64:
		return types.DoubleType
	}
	return types.StringType
}

// typeOfSignature is the type that a signature names.
func typeOfSignature(t mapping.Type) *types.Type {
	switch t.Name {
	case "bool":
		return types.BoolType
	case "int":
		return types.IntType
	case "double":
		return types.DoubleType
	case "string":
		return types.StringType
	case "list":
		return types.NewListType(typeOfSignature(*t.Item))
	case "map":
		return types.NewMapType(types.StringType, typeOfSignature(*t.Item))
	}
	return types.DynType
}

// Uses are the names of a mapping's own that an expression uses.
type Uses struct {
	Tables    map[string]bool
	AllTables bool // the variable itself is used: any table may be meant
	Functions map[string]bool
}

// Uses adds to u what the expression uses.
func (c *Checked) Uses(u *Uses) {
	named := map[int64]bool{} // idents `tables` of which a table is selected
	table := func(operand ast.Expr, name string) {
		if operand.Kind() == ast.IdentKind && operand.AsIdent() == "tables" {
			named[operand.ID()] = true
			u.Tables[name] = true
		}
	}
	Walk(c.AST.Expr(), func(e ast.Expr) {
		switch e.Kind() {
		case ast.SelectKind:
			table(e.AsSelect().Operand(), e.AsSelect().FieldName())
		case ast.CallKind:
			call := e.AsCall()
			u.Functions[call.FunctionName()] = true
			if call.FunctionName() == operators.OptSelect {
				if name, ok := call.Args()[1].AsLiteral().Value().(string); ok {
					table(call.Args()[0], name)
				}
			}
		case ast.IdentKind:
			if e.AsIdent() == "tables" && !named[e.ID()] {
				u.AllTables = true
			}
		}
	})
}
