package expr

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
)

// The type-checker lets a value of unknown type pass for any type that the
// expression around it would like: in user.user_metadata.list[?0].orValue(true)
// it takes the item for a bool. Evaluating finds out. A compiler that relies on
// types has to know what is certain, which is computed here, from the leaves up.

// inference holds what is certain of the nodes of a checked expression.
type inference struct {
	ast   *ast.AST
	env   *Environment
	facts map[int64]fact
	scope []binding // variables of macros, the innermost last

	timestamps []ast.Expr // nodes that give a timestamp an unknown type
	objects    []ast.Expr // and those that give one to an object with declared fields
}

// fact is what is certain of a node.
type fact struct {
	typ *types.Type // DynType where only the event can tell
	// ints tells that a value of unknown type, in it or itself, may be an int or
	// uint. Numbers of an event are doubles; JavaScript tells them apart by
	// their types alone.
	ints bool
	// nothing tells that a list, map or optional holds no value, so that it is
	// of any type that others of its kind are.
	nothing bool
}

type binding struct {
	name string
	fact fact
}

// infer computes the facts of all nodes.
func (env *Environment) infer(checked *ast.AST) *inference {
	in := &inference{ast: checked, env: env, facts: map[int64]fact{}}
	in.of(checked.Expr())
	return in
}

// of is the fact of a node, computed in the scope of its first visit.
func (in *inference) of(n ast.Expr) fact {
	f, ok := in.facts[n.ID()]
	if !ok {
		f = in.compute(n)
		in.facts[n.ID()] = f
	}
	return f
}

func (in *inference) typeOf(n ast.Expr) *types.Type { return in.of(n).typ }

func (in *inference) kind(n ast.Expr) types.Kind { return in.of(n).typ.Kind() }

func (in *inference) compute(n ast.Expr) fact {
	switch n.Kind() {
	case ast.IdentKind:
		return in.ident(n)
	case ast.SelectKind:
		selected := n.AsSelect()
		operand := in.of(selected.Operand())
		if selected.IsTestOnly() {
			return fact{typ: types.BoolType}
		}
		return in.part(operand, selected.FieldName(), false)
	case ast.ListKind:
		return in.list(n)
	case ast.MapKind:
		return in.mapLiteral(n)
	case ast.CallKind:
		return in.call(n)
	case ast.ComprehensionKind:
		return in.macro(n)
	}
	return fact{typ: in.checked(n)}
}

// checked is the type that the checker gives a node.
func (in *inference) checked(n ast.Expr) *types.Type {
	t := in.ast.GetType(n.ID())
	if t == nil || t.Kind() == types.AnyKind {
		return types.DynType
	}
	return t
}

func (in *inference) ident(n ast.Expr) fact {
	for i := len(in.scope) - 1; i >= 0; i-- {
		if in.scope[i].name == n.AsIdent() {
			return in.scope[i].fact
		}
	}
	// The variables of a mapping are objects with declared fields. Further ones
	// may hold ints in values of unknown type.
	t := in.checked(n)
	return fact{typ: t, ints: holds(t, types.DynKind)}
}

// part is what is selected from an operand: a declared field, or an item.
// Behind an optional, it is optional as well.
func (in *inference) part(operand fact, name string, optional bool) fact {
	from := operand.typ
	optional = optional || IsOptional(from)
	from = unwrapped(from)
	result := fact{typ: types.DynType, ints: operand.ints}
	switch from.Kind() {
	case types.StructKind:
		if f, ok := in.env.field(from.TypeName(), name); ok {
			// A number of a table is an int as YAML writes it.
			result = fact{typ: f.Type, ints: from.TypeName() == TablesType && holds(f.Type, types.DynKind)}
		}
	case types.ListKind:
		result.typ = from.Parameters()[0]
	case types.MapKind:
		result.typ = from.Parameters()[1]
	}
	if optional {
		result.typ = types.NewOptionalType(result.typ)
	}
	return result
}

// list is the fact of a list literal, of which items marked by ? are optionals.
func (in *inference) list(n ast.Expr) fact {
	l := n.AsList()
	var items []fact
	for i, element := range l.Elements() {
		item := in.of(element)
		if l.IsOptional(int32(i)) {
			item.typ = unwrapped(item.typ)
		}
		items = append(items, item)
	}
	item := in.join(n, items)
	return fact{typ: types.NewListType(item.typ), ints: item.ints, nothing: len(items) == 0}
}

func (in *inference) mapLiteral(n ast.Expr) fact {
	var keys, values []fact
	for _, entry := range n.AsMap().Entries() {
		keys = append(keys, in.of(entry.AsMapEntry().Key()))
		value := in.of(entry.AsMapEntry().Value())
		if entry.AsMapEntry().IsOptional() {
			value.typ = unwrapped(value.typ)
		}
		values = append(values, value)
	}
	value := in.join(n, values)
	return fact{typ: types.NewMapType(in.join(n, keys).typ, value.typ), ints: value.ints, nothing: len(values) == 0}
}

// join is what all of some values have in common for certain. What joins at
// node n is an optional where all of them are.
func (in *inference) join(n ast.Expr, all []fact) fact {
	if len(all) == 0 {
		return fact{typ: types.DynType}
	}
	all = withoutNothing(all)
	result := all[0]
	same := true
	for _, f := range all[1:] {
		same = same && f.typ.IsExactType(result.typ)
		result.ints = result.ints || f.ints
	}
	if same {
		return result
	}
	optional := true
	for _, f := range all {
		optional = optional && IsOptional(f.typ)
		result.ints = result.ints || holds(f.typ, types.IntKind) || holds(f.typ, types.UintKind)
		if holds(f.typ, types.TimestampKind) {
			in.timestamps = append(in.timestamps, n)
		}
		if holds(f.typ, types.StructKind) {
			in.objects = append(in.objects, n)
		}
	}
	result.typ = types.DynType
	if optional {
		result.typ = types.NewOptionalType(types.DynType)
	}
	return result
}

// withoutNothing leaves out what holds no value, where another one of its kind does.
func withoutNothing(all []fact) []fact {
	var telling []fact
	for _, f := range all {
		if !f.nothing {
			telling = append(telling, f)
		}
	}
	if len(telling) == 0 {
		return all
	}
	for _, f := range all {
		if f.nothing && f.typ.Kind() != telling[0].typ.Kind() {
			return all
		}
	}
	return telling
}

// holds tells whether a type is of a kind or has a part that is.
func holds(t *types.Type, kind types.Kind) bool {
	if t.Kind() == kind {
		return true
	}
	for _, p := range t.Parameters() {
		if holds(p, kind) {
			return true
		}
	}
	return false
}

func unwrapped(t *types.Type) *types.Type {
	if IsOptional(t) {
		return t.Parameters()[0]
	}
	return t
}

// macro is the fact of a macro, computed with its variable in scope.
func (in *inference) macro(n ast.Expr) fact {
	m, ok := MacroOf(n)
	if !ok {
		return fact{typ: types.DynType}
	}
	from := in.of(m.Range)
	item := fact{typ: types.DynType, ints: from.ints}
	switch {
	case m.Name == "bind":
		item = from
	case m.Name == "optMap", m.Name == "optFlatMap":
		item.typ = unwrapped(from.typ)
	case from.typ.Kind() == types.ListKind, from.typ.Kind() == types.MapKind:
		item.typ = from.typ.Parameters()[0]
	}
	in.scope = append(in.scope, binding{m.Variable, item})
	defer func() { in.scope = in.scope[:len(in.scope)-1] }()
	var result fact
	for _, part := range m.children()[1:] {
		result = in.of(part)
	}
	switch m.Name {
	case "map":
		return fact{typ: types.NewListType(result.typ), ints: result.ints}
	case "filter":
		return fact{typ: types.NewListType(item.typ), ints: item.ints}
	case "optMap":
		return fact{typ: types.NewOptionalType(result.typ), ints: result.ints}
	case "bind", "optFlatMap":
		return result
	}
	return fact{typ: types.BoolType}
}
