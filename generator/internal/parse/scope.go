package parse

import (
	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
)

// scope returns a reader of which users are provisioned.
func (p *parser) scope(s *mapping.Scope) setting {
	return p.group([]field{
		{"connections", reader(KindConnections, func(n *yaml.Node, at place) { s.Connections = p.connections(n, at) })},
		{"when", reader(KindExpression, func(n *yaml.Node, at place) { s.When = p.condition(n, at) })},
		{"outside", p.choice(&s.Outside, outsideChoices)},
	})
}

// condition reads a setting that is an expression: one hole and nothing around it.
func (p *parser) condition(n *yaml.Node, at place) *mapping.Expression {
	used := n
	n, ok := p.expect(n, at, yaml.ScalarNode, "an expression")
	if !ok {
		return nil
	}
	defer p.leave(n)
	span := p.nodeSpan(used, at)
	if n.Style == 0 && n.Tag == "!!null" {
		p.report(wrongKind(span, at.path, "an expression", "nothing"))
		return nil
	}
	v, _ := p.userScalar(n, at)
	switch v := v.(type) {
	case nil: // told already
	case *mapping.Hole:
		return v.Expression
	case *mapping.Text:
		p.report(textAroundCondition(span, at.path))
	default:
		p.report(conditionWithoutHole(span, at.path, n.Value))
	}
	return nil
}
