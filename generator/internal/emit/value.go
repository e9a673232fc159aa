package emit

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// body writes the statements of buildScimUser. Each of its methods writes what
// has to be computed beforehand, and returns the operand that it comes to.
type body struct {
	*compiler
	table expr.Table
	names *names
	lines []string
}

// line writes a statement within buildScimUser.
func (b *body) line(format string, args ...any) {
	b.lines = append(b.lines, "  "+fmt.Sprintf(format, args...))
}

// constant computes something once, under a name of its own.
func (b *body) constant(wanted, value string) string {
	name := b.names.take(wanted)
	b.line("const %s = %s;", name, value)
	return name
}

// value is any value but the resource itself. Its path names it in messages,
// and its name is wanted for constants that it needs.
func (b *body) value(v mapping.Value, path, name string) operand {
	switch v := v.(type) {
	case *mapping.Literal:
		return operand{text: literal(v.Value).text, never: v.Value == "", literal: true}
	case *mapping.Hole:
		return b.hole(v, path, name)
	case *mapping.Text:
		return b.text(v, path, name)
	case *mapping.Object:
		return b.object(v, path, name, false)
	case *mapping.List:
		return b.list(v, path, name)
	}
	panic(fmt.Sprintf("emit: the mapping tree has a %T, which this package does not know", v))
}

// hole is a scalar that is one expression, and keeps its type.
func (b *body) hole(h *mapping.Hole, path, name string) operand {
	checked, j, t := b.outcome(h.Expression)
	given := func(j js) string {
		if t.Kind() == types.StringKind && !j.undef && neverEmpty(checked) {
			return ""
		}
		return b.filled(j, t)
	}
	if !j.throws {
		condition := given(j)
		if condition == "" || plain(checked.AST.Expr()) {
			return operand{text: j.text, given: condition}
		}
		constant := primary(b.constant(b.wanted(checked, name), j.text))
		constant.undef = j.undef
		return operand{text: constant.text, given: given(constant)}
	}
	text := b.evaluation(h.Expression, path, j.at(precConditional))
	constant := primary(b.constant(b.wanted(checked, name), text))
	constant.undef = true
	return operand{text: constant.text, given: given(constant)}
}

// outcome is the JavaScript of a hole's expression, and the type of its value:
// an optional at the hole's end is taken out, and is missing when it is none.
// What JSON does not have is made text, or fails.
func (b *body) outcome(e *mapping.Expression) (*expr.Checked, js, *types.Type) {
	checked := b.table[e]
	j, inexact := b.compile(checked)
	t := checked.Type
	if expr.IsOptional(t) {
		t = t.Parameters()[0]
		j.undef = true
	}
	switch t.Kind() {
	case types.TimestampKind:
		found := (&expression{compiler: b.compiler}).found(j)
		return checked, js{text: b.imports.call("timestampText", found.text), precedence: precPrimary, throws: found.throws}, types.StringType
	case types.DoubleKind, types.DynKind, types.ListKind, types.MapKind:
		if inexact {
			j = js{text: b.imports.call("finite", j.text), precedence: precPrimary, undef: j.undef, throws: true}
		}
	}
	return checked, j, t
}

// evaluation runs an expression that may fail.
func (b *body) evaluation(e *mapping.Expression, path, text string) string {
	pos := e.Span.Pos()
	where := fmt.Sprintf("${%s} at %d:%d", strings.TrimSpace(e.Source), pos.Line, pos.Column)
	return b.imports.call("evaluate", quote(path), quote(where), "() => "+text)
}

// wanted is the name that a constant should have: the field's, where the
// expression is a path to one, else the attribute's.
func (b *body) wanted(checked *expr.Checked, name string) string {
	if n := checked.AST.Expr(); n.Kind() == ast.SelectKind && !n.AsSelect().IsTestOnly() {
		return n.AsSelect().FieldName()
	}
	return name
}

// text is literal text with holes in it, empty when one of them is.
func (b *body) text(t *mapping.Text, path, name string) operand {
	var parts, given []string
	for _, part := range t.Parts {
		if part.Expression == nil {
			parts = append(parts, quote(part.Literal))
			continue
		}
		o := b.textHole(part.Expression, path, name)
		parts = append(parts, o.text)
		if o.given != "" {
			given = append(given, o.given)
		}
	}
	return operand{text: strings.Join(parts, " + "), given: all(given)}
}

// all joins conditions that must all hold.
func all(conditions []string) string {
	unique := conditions[:0:0]
	seen := map[string]bool{}
	for _, c := range conditions {
		if !seen[c] {
			seen[c] = true
			unique = append(unique, c)
		}
	}
	return strings.Join(unique, " && ")
}

func (b *body) textHole(e *mapping.Expression, path, name string) operand {
	checked, j, t := b.outcome(e)
	if t.Kind() == types.StringKind && !j.throws {
		switch {
		case !j.undef && neverEmpty(checked):
			return operand{text: j.at(precAdditive + 1)}
		case plain(checked.AST.Expr()):
			return operand{text: j.text, given: j.text}
		}
		constant := b.constant(b.wanted(checked, name), j.text)
		return operand{text: constant, given: constant}
	}
	if scalar(t.Kind()) && t.Kind() != types.StringKind && !j.fallible() {
		return operand{text: "String(" + j.text + ")"}
	}
	text := b.evaluation(e, path, b.imports.call("textOf", j.text))
	constant := b.constant(b.wanted(checked, name)+"Text", text)
	return operand{text: constant, given: constant}
}
