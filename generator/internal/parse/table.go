package parse

import (
	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// tables reads the lookup tables, by name.
func (p *parser) tables(n *yaml.Node, at place) []*mapping.Table {
	n, ok := p.expect(n, at, yaml.MappingNode, "a map")
	if !ok {
		return nil
	}
	defer p.leave(n)
	child := p.inside(n, at, "")
	seen := make(map[string]source.Span, len(n.Content)/2)
	var tables []*mapping.Table
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, ok := p.key(n.Content[i], child)
		if !ok || !p.unique(seen, name) {
			continue
		}
		named := isIdentifier(name.Value)
		if !named {
			p.report(badTableName(name))
		}
		child.path = joinPath(at.path, name.Value)
		if t := p.table(n.Content[i+1], child); t != nil && named {
			t.Name = name
			tables = append(tables, t)
		}
	}
	return tables
}

// table reads the rows of a table.
func (p *parser) table(n *yaml.Node, at place) *mapping.Table {
	n, ok := p.expect(n, at, yaml.MappingNode, "a map")
	if !ok {
		return nil
	}
	defer p.leave(n)
	at.table = true
	rows := p.object(n, at)
	if len(n.Content) == 0 {
		p.report(emptyTable(p.nodeSpan(n, at), at.path))
	}
	t := &mapping.Table{Span: rows.Span}
	for _, row := range rows.Attributes {
		t.Rows = append(t.Rows, mapping.Row{Key: row.Name, Value: row.Value})
	}
	return t
}

// tableScalar reads a literal of a table. `$${` stands for `${` as it does in the
// user tree, so that a value can move from the one to the other.
func (p *parser) tableScalar(n *yaml.Node, at place) (mapping.Value, int) {
	s := p.scalar(n, at.indent)
	span := p.span(s.start, s.end)
	if n.Style == 0 && n.Tag == "!!null" {
		p.report(nullInTable(p.nodeSpan(n, at), at.path))
		return nil, s.end
	}
	literal, ok := p.literal(n, span, at.path)
	if !ok {
		return nil, s.end
	}
	if text, isText := literal.(string); isText && hasHole(text) {
		segments, fault, _ := scanHoles(text)
		if fault != noFault || len(segments) != 1 || segments[0].hole {
			p.report(holeInTable(p.holeSpan(&s), at.path))
			return nil, s.end
		}
		literal = segments[0].literal
	}
	return &mapping.Literal{Value: literal, Span: span}, s.end
}
