package expr

import (
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
)

// tree is a parsed expression together with its source, so that what is found
// at a node can be told at the code points where the node was written.
type tree struct {
	source []rune
	ast    *ast.AST
	env    *Environment
	ranges map[string]ast.Expr // of macros, by the names of their variables
}

func newTree(source string, parsed *ast.AST, env *Environment) *tree {
	t := &tree{source: []rune(source), ast: parsed, env: env, ranges: map[string]ast.Expr{}}
	walk(parsed.Expr(), func(e ast.Expr) {
		if m, ok := MacroOf(e); ok {
			t.ranges[m.Variable] = e
		}
	})
	return t
}

// walk calls visit for every node, parents first.
func walk(e ast.Expr, visit func(ast.Expr)) {
	visit(e)
	for _, child := range children(e) {
		walk(child, visit)
	}
}

func children(e ast.Expr) []ast.Expr {
	switch e.Kind() {
	case ast.SelectKind:
		return []ast.Expr{e.AsSelect().Operand()}
	case ast.CallKind:
		return Operands(e.AsCall())
	case ast.ListKind:
		return e.AsList().Elements()
	case ast.ComprehensionKind:
		if m, ok := MacroOf(e); ok {
			return m.children()
		}
	case ast.MapKind:
		var result []ast.Expr
		for _, entry := range e.AsMap().Entries() {
			result = append(result, entry.AsMapEntry().Key(), entry.AsMapEntry().Value())
		}
		return result
	}
	return nil
}

// find returns the node of the given id, or nil.
func (t *tree) find(id int64) ast.Expr {
	var found ast.Expr
	walk(t.ast.Expr(), func(e ast.Expr) {
		if e.ID() == id {
			found = e
		}
	})
	return found
}

// span returns the code points that name a node: the field of a selection, the
// function of a call, the operator of an operation. cel-go keeps one offset a
// node, that of its dot, parenthesis or operator, from which names are found.
func (t *tree) span(e ast.Expr) (start, end int) {
	r, _ := t.ast.SourceInfo().GetOffsetRange(e.ID())
	start, end = int(r.Start), int(r.Stop)
	switch e.Kind() {
	case ast.SelectKind:
		if e.AsSelect().IsTestOnly() {
			break
		}
		return t.word(end, e.AsSelect().FieldName())
	case ast.CallKind:
		name := e.AsCall().FunctionName()
		if spelling(name) == name {
			return t.wordBefore(start, name)
		}
	}
	return t.clamp(start, max(end, start+1))
}

// word returns the place of name at or after the code point from, past white space.
func (t *tree) word(from int, name string) (start, end int) {
	for from < len(t.source) && strings.ContainsRune(" \t\r\n?", t.source[from]) {
		from++
	}
	return t.clamp(from, from+len([]rune(name)))
}

// wordBefore returns the place of name before the parenthesis at paren.
func (t *tree) wordBefore(paren int, name string) (start, end int) {
	for paren > 0 && strings.ContainsRune(" \t\r\n", t.source[paren-1]) {
		paren--
	}
	return t.clamp(paren-len([]rune(name)), paren)
}

func (t *tree) clamp(start, end int) (int, int) {
	start = max(0, min(start, len(t.source)))
	return start, max(start, min(end, len(t.source)))
}

// typeOf is the static type of a path of selections and indices from a
// variable, as far as it can be told without the type-checker, whose types are
// lost when it finds an error; nil where it cannot.
func (t *tree) typeOf(e ast.Expr) *types.Type {
	switch e.Kind() {
	case ast.IdentKind:
		if loop, ok := t.ranges[e.AsIdent()]; ok {
			return t.variableType(loop)
		}
		if v, ok := t.env.variable(e.AsIdent()); ok {
			return v.Type
		}
	case ast.SelectKind:
		operand := t.typeOf(e.AsSelect().Operand())
		if operand == nil {
			return nil
		}
		if f, ok := t.env.field(operand.TypeName(), e.AsSelect().FieldName()); ok {
			return f.Type
		}
	case ast.CallKind:
		call := e.AsCall()
		if len(call.Args()) != 2 || spelling(call.FunctionName()) != "[]" {
			return nil
		}
		return itemType(t.typeOf(call.Args()[0]))
	case ast.ComprehensionKind:
		if m, _ := MacroOf(e); m.Name == "filter" {
			return t.typeOf(m.Range)
		}
	}
	return nil
}

// variableType is the type of a macro's variable. The macro's own expression
// must not ask for it in turn.
func (t *tree) variableType(loop ast.Expr) *types.Type {
	m, _ := MacroOf(loop)
	delete(t.ranges, m.Variable)
	defer func() { t.ranges[m.Variable] = loop }()
	if m.Name == "bind" {
		return t.typeOf(m.Range)
	}
	return itemType(t.typeOf(m.Range))
}

func itemType(t *types.Type) *types.Type {
	if t != nil && t.Kind() == types.ListKind {
		return t.Parameters()[0]
	}
	return nil
}
