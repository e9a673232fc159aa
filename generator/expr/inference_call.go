package expr

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// call is the fact of an operator or function.
func (in *inference) call(n ast.Expr) fact {
	call := n.AsCall()
	operands := Operands(call)
	all := make([]fact, len(operands))
	anyInts := false
	for i, operand := range operands {
		all[i] = in.of(operand)
		anyInts = anyInts || all[i].ints
	}
	switch call.FunctionName() {
	case operators.Index:
		return in.part(all[0], "", false)
	case operators.OptIndex:
		return in.part(all[0], "", true)
	case operators.OptSelect:
		name, _ := Text(operands[1])
		return in.part(all[0], name, true)
	case operators.Conditional:
		return in.join(n, all[1:])
	case operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo, operators.Negate:
		return in.arithmetic(n, all)
	case "optional.none":
		return fact{typ: types.NewOptionalType(types.DynType), nothing: true}
	case "optional.of", "optional.ofNonZeroValue":
		return fact{typ: types.NewOptionalType(all[0].typ), ints: all[0].ints}
	case "or", "coalesce":
		return in.join(n, all)
	case "orValue":
		return in.join(n, []fact{{typ: unwrapped(all[0].typ), ints: all[0].ints}, all[1]})
	case "value":
		return fact{typ: unwrapped(all[0].typ), ints: all[0].ints}
	case "dyn":
		return in.dyn(n, all[0])
	case "distinct", "slice", "sort":
		return listOf(all[0], 0)
	case "reverse":
		if all[0].typ.Kind() == types.DynKind {
			return fact{typ: types.DynType, ints: anyInts} // text or a list
		}
		return all[0]
	case "flatten":
		return in.flatten(operands, all)
	case "first", "last":
		item := listOf(all[0], 1)
		return fact{typ: types.NewOptionalType(item.typ), ints: item.ints}
	}
	return fact{typ: in.checked(n), ints: anyInts}
}

// Operands are what a call is applied to: the target of a method first.
func Operands(call ast.CallExpr) []ast.Expr {
	if call.IsMemberFunction() {
		return append([]ast.Expr{call.Target()}, call.Args()...)
	}
	return call.Args()
}

// dyn is the fact of dyn(x), which takes the type off a value.
func (in *inference) dyn(n ast.Expr, f fact) fact {
	return in.join(n, []fact{f, {typ: types.DynType}})
}

// arithmetic is the fact of an operator on numbers, texts or lists. One operand
// whose type is certain tells that of the result.
func (in *inference) arithmetic(n ast.Expr, all []fact) fact {
	isList := false
	for _, f := range all {
		switch k := f.typ.Kind(); k {
		case types.ListKind:
			isList = true
		case types.DynKind:
		default:
			return fact{typ: f.typ}
		}
	}
	if isList {
		items := make([]fact, len(all))
		for i, f := range all {
			items[i] = listOf(f, 1)
		}
		item := in.join(n, items)
		return fact{typ: types.NewListType(item.typ), ints: item.ints}
	}
	if n.AsCall().FunctionName() == operators.Add {
		return fact{typ: types.DynType}
	}
	return fact{typ: types.DoubleType}
}

// listOf is the fact of a value that has to be a list, or with level 1 of its items.
func listOf(f fact, level int) fact {
	t := f.typ
	if t.Kind() != types.ListKind {
		t = types.NewListType(types.DynType)
	}
	for range level {
		t = t.Parameters()[0]
	}
	return fact{typ: t, ints: f.ints}
}

// flatten takes as many levels of lists away as a constant says.
func (in *inference) flatten(operands []ast.Expr, all []fact) fact {
	depth := int64(1)
	if len(operands) > 1 {
		constant, ok := int64(0), operands[1].Kind() == ast.LiteralKind
		if ok {
			constant, ok = operands[1].AsLiteral().Value().(int64)
		}
		if !ok {
			return fact{typ: types.NewListType(types.DynType), ints: all[0].ints || holds(all[0].typ, types.IntKind) || holds(all[0].typ, types.UintKind)}
		}
		depth = constant
	}
	result := listOf(all[0], 0)
	for ; depth > 0; depth-- {
		item := result.typ.Parameters()[0]
		if item.Kind() != types.ListKind {
			break
		}
		result.typ = item
	}
	return result
}
