package parse

import (
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// place is where in the tree a node stands.
type place struct {
	path   string // as messages name it, such as emails[].type
	indent int    // of the block collection around it; -1 at the top
	depth  int    // collections around it
	table  bool   // whether it is part of a lookup table: of literals, by keys of more kinds
}

// inside is the place of a child of the collection n.
func (p *parser) inside(n *yaml.Node, at place, path string) place {
	if n.Style&yaml.FlowStyle == 0 {
		start, _ := p.layout.content(n)
		at.indent = p.layout.indentOf(start)
	}
	return place{path: path, indent: at.indent, depth: at.depth + 1, table: at.table}
}

// resolve follows an alias to the node that it stands for, and counts the node
// against the limits; the second result is false when one is exceeded. The
// caller calls leave when it is done with the node.
func (p *parser) resolve(n *yaml.Node, at place) (*yaml.Node, bool) {
	if p.exhausted {
		return nil, false
	}
	used := n
	if n.Kind == yaml.AliasNode {
		n = n.Alias
		if p.visiting[n] {
			p.report(aliasLoop(p.aliasSpan(used), used.Value))
			return nil, false
		}
	}
	p.nodes++
	switch {
	case p.nodes > MaxNodes:
		p.exhausted = true
		p.report(tooManyNodes(p.aliasSpan(used)))
		return nil, false
	case at.depth > MaxDepth:
		p.report(tooDeep(p.aliasSpan(used)))
		return nil, false
	}
	if n.Anchor != "" {
		if p.visiting == nil {
			p.visiting = make(map[*yaml.Node]bool)
		}
		p.visiting[n] = true
	}
	return n, true
}

func (p *parser) leave(n *yaml.Node) {
	if n.Anchor != "" {
		delete(p.visiting, n)
	}
}

// aliasSpan is the place of an alias, or the start of another node.
func (p *parser) aliasSpan(n *yaml.Node) source.Span {
	start := p.layout.starts[n]
	if n.Kind == yaml.AliasNode {
		return p.span(start, min(start+len("*")+len(n.Value), len(p.file.Text)))
	}
	return p.span(start, start)
}

// value reads a node of the user tree. It returns nil where there is nothing
// that could be used, and the end of the node in the file in any case.
func (p *parser) value(n *yaml.Node, at place) (v mapping.Value, end int) {
	used := n
	n, ok := p.resolve(n, at)
	if !ok {
		return nil, p.aliasSpan(used).End
	}
	defer p.leave(n)
	switch n.Kind {
	case yaml.MappingNode:
		o := p.object(n, at)
		v, end = o, o.Span.End
	case yaml.SequenceNode:
		l := p.list(n, at)
		v, end = l, l.Span.End
	default:
		v, end = p.valueScalar(n, at)
	}
	if used != n {
		end = p.aliasSpan(used).End
	}
	return v, end
}

// object reads a map of attributes.
func (p *parser) object(n *yaml.Node, at place) *mapping.Object {
	start, tagged := p.layout.content(n)
	p.checkTag(n, tagged)
	o := &mapping.Object{Span: p.span(start, start)}
	end := start
	child := p.inside(n, at, "")
	seen := make(map[string]source.Span, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, ok := p.key(n.Content[i], child)
		end = max(end, key.Span.End)
		if ok {
			ok = p.unique(seen, key)
		}
		child.path = joinPath(at.path, key.Value)
		v, valueEnd := p.value(n.Content[i+1], child)
		end = max(end, valueEnd)
		switch {
		case !ok:
		case v == nil:
			o.Unread = append(o.Unread, key)
		default:
			o.Attributes = append(o.Attributes, &mapping.Attribute{Name: key, Value: v})
		}
	}
	o.Span.End = p.layout.collectionEnd(n, end)
	return o
}

// list reads a list of values.
func (p *parser) list(n *yaml.Node, at place) *mapping.List {
	start, tagged := p.layout.content(n)
	p.checkTag(n, tagged)
	l := &mapping.List{Span: p.span(start, start)}
	end := start
	child := p.inside(n, at, at.path+"[]")
	for _, item := range n.Content {
		v, itemEnd := p.value(item, child)
		end = max(end, itemEnd)
		if v != nil {
			l.Items = append(l.Items, v)
		}
	}
	l.Span.End = p.layout.collectionEnd(n, end)
	return l
}

// valueScalar reads a scalar of the user tree or of a table.
func (p *parser) valueScalar(n *yaml.Node, at place) (mapping.Value, int) {
	if at.table {
		return p.tableScalar(n, at)
	}
	return p.userScalar(n, at)
}

// userScalar reads a literal, a hole, or text with holes.
func (p *parser) userScalar(n *yaml.Node, at place) (mapping.Value, int) {
	s := p.scalar(n, at.indent)
	span := p.span(s.start, s.end)
	literal, ok := p.literal(n, span, at.path)
	if !ok {
		return nil, s.end
	}
	text, isText := literal.(string)
	if !isText || !hasHole(text) {
		return &mapping.Literal{Value: literal, Span: span}, s.end
	}
	segments, fault, where := scanHoles(text)
	if fault != noFault {
		p.report(p.brokenHole(n, &s, fault, where))
		return nil, s.end
	}
	t := &mapping.Text{Span: span}
	holes := 0
	for _, g := range segments {
		part := mapping.Part{Literal: g.literal}
		if g.hole {
			if part.Expression, ok = p.expression(&s, g); !ok {
				return nil, s.end
			}
			holes++
		}
		t.Parts = append(t.Parts, part)
	}
	switch {
	case holes == 0: // only $${
		return &mapping.Literal{Value: t.Parts[0].Literal, Span: span}, s.end
	case len(t.Parts) == 1:
		return &mapping.Hole{Expression: t.Parts[0].Expression, Span: span}, s.end
	}
	if last := t.Parts[1]; len(t.Parts) == 2 && last.Expression == nil && strings.Trim(last.Literal, "\n") == "" && isBlock(n) {
		p.report(finalLineBreak(p.span(s.start, s.start+1), p.file.Text[s.start:s.start+1]))
	}
	return t, s.end
}

func isBlock(n *yaml.Node) bool { return n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 }

// expression returns the expression of a hole; false when the hole is empty.
func (p *parser) expression(s *scalar, g segment) (*mapping.Expression, bool) {
	text := s.text[g.start:g.end]
	e := &mapping.Expression{Source: text, Span: p.span(s.offset(g.start), s.offset(g.end))}
	if strings.TrimSpace(text) == "" {
		p.report(emptyHole(p.span(s.offset(g.open), s.offset(g.end)+1)))
		return nil, false
	}
	e.Offsets = make([]int, 0, len(text)+1)
	for i := range text {
		e.Offsets = append(e.Offsets, s.offset(g.start+i))
	}
	e.Offsets = append(e.Offsets, s.offset(g.end))
	return e, true
}

func joinPath(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
