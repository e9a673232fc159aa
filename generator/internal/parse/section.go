package parse

import (
	"slices"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// field is a key that a section may have, and what reads its value.
type field struct {
	name string
	setting
}

// setting is what a key takes, and what reads it.
type setting struct {
	Takes
	read func(n *yaml.Node, at place)
}

func reader(kind Kind, read func(*yaml.Node, place)) setting {
	return setting{Takes{Kind: kind}, read}
}

func required(s setting) setting {
	s.Required = true
	return s
}

// group returns a reader of a map of settings; see section.
func (p *parser) group(fields []field) setting {
	s := reader(KindSection, func(n *yaml.Node, at place) { p.section(n, at, fields) })
	s.Keys = keysOf(fields)
	return s
}

// section reads a map of settings, and returns which of its keys are there.
func (p *parser) section(n *yaml.Node, at place, fields []field) map[string]bool {
	n, ok := p.expect(n, at, yaml.MappingNode, "a map")
	if !ok {
		return nil
	}
	defer p.leave(n)
	child := p.inside(n, at, "")
	seen := make(map[string]source.Span, len(n.Content)/2)
	there := make(map[string]bool, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, ok := p.key(n.Content[i], child)
		if !ok || !p.unique(seen, key) {
			continue
		}
		there[key.Value] = true
		child.path = joinPath(at.path, key.Value)
		if j := slices.IndexFunc(fields, func(f field) bool { return f.name == key.Value }); j >= 0 {
			fields[j].read(n.Content[i+1], child)
		} else {
			p.report(unknownKey(key, at.path, fieldNames(fields)))
		}
	}
	return there
}

func fieldNames(fields []field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	return names
}

// expect resolves a node that has to be of a kind; false, with a finding, when
// it is not. The caller calls leave on the node returned.
func (p *parser) expect(n *yaml.Node, at place, kind yaml.Kind, wanted string) (*yaml.Node, bool) {
	used := n
	n, ok := p.resolve(n, at)
	if !ok {
		return nil, false
	}
	start, tagged := p.layout.content(n)
	p.checkTag(n, tagged)
	if n.Kind == kind {
		return n, true
	}
	span := p.nodeSpan(n, at)
	if used != n {
		span = p.aliasSpan(used)
	} else if n.Kind != yaml.ScalarNode {
		span = p.span(start, min(start+1, len(p.file.Text)))
	}
	p.report(wrongKind(span, at.path, wanted, kindOf(n)))
	p.leave(n)
	return nil, false
}

// nodeSpan is the place of a scalar, or the first character of a collection. A
// scalar of no characters is at the colon before it.
func (p *parser) nodeSpan(n *yaml.Node, at place) source.Span {
	if n.Kind == yaml.AliasNode {
		return p.aliasSpan(n)
	}
	if n.Kind != yaml.ScalarNode {
		start, _ := p.layout.content(n)
		return p.span(start, min(start+1, len(p.file.Text)))
	}
	s := p.scalar(n, at.indent)
	if s.start == s.end {
		return p.span(max(s.start-1, 0), s.start)
	}
	return p.span(s.start, s.end)
}

// setting reads a scalar of the settings, where expressions have no place.
func (p *parser) setting(n *yaml.Node, at place, wanted string) (any, source.Span, bool) {
	used := n
	n, ok := p.expect(n, at, yaml.ScalarNode, wanted)
	if !ok {
		return nil, source.Span{}, false
	}
	defer p.leave(n)
	span := p.nodeSpan(n, at)
	if used != n {
		span = p.aliasSpan(used)
	}
	if n.Style == 0 && n.Tag == "!!null" {
		p.report(wrongKind(span, at.path, wanted, "nothing"))
		return nil, span, false
	}
	if hasHole(n.Value) {
		p.report(holeInSetting(span, at.path))
		return nil, span, false
	}
	v, ok := p.literal(n, span, at.path)
	return v, span, ok
}

// text reads a setting that is text.
func (p *parser) text(n *yaml.Node, at place) (mapping.String, bool) {
	v, span, ok := p.setting(n, at, "text")
	if !ok {
		return mapping.String{}, false
	}
	s, ok := v.(string)
	if !ok {
		p.report(wrongKind(span, at.path, "text", mapping.KindOf(v)))
	}
	return mapping.String{Value: s, Span: span}, ok
}

// choice returns a reader of an option into target.
func (p *parser) choice(target *mapping.String, choices []string) setting {
	s := reader(KindChoice, func(n *yaml.Node, at place) {
		if s, ok := p.text(n, at); ok && p.isChoice(s, at.path, choices) {
			*target = s
		}
	})
	s.Choices, s.Default = choices, target.Value
	return s
}

// isChoice reports whether s is one of the choices; if not, it says so.
func (p *parser) isChoice(s mapping.String, path string, choices []string) bool {
	if slices.Contains(choices, s.Value) {
		return true
	}
	p.report(unknownChoice(s, path, choices))
	return false
}

// names reads a list of distinct names, each of which valid must accept.
// whenEmpty is the advice where the list has none.
func (p *parser) names(n *yaml.Node, at place, whenEmpty string, valid func(mapping.String, string) bool) []mapping.String {
	n, ok := p.expect(n, at, yaml.SequenceNode, "a list")
	if !ok {
		return nil
	}
	defer p.leave(n)
	if len(n.Content) == 0 {
		p.report(emptyList(p.nodeSpan(n, at), at.path, whenEmpty))
		return nil
	}
	child := p.inside(n, at, at.path)
	seen := make(map[string]source.Span, len(n.Content))
	var names []mapping.String
	for _, item := range n.Content {
		s, ok := p.text(item, child)
		if !ok || !valid(s, at.path) {
			continue
		}
		if first, ok := seen[s.Value]; ok {
			p.report(duplicateItem(s, at.path, first))
			continue
		}
		seen[s.Value] = s.Span
		names = append(names, s)
	}
	return names
}
