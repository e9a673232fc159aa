package parse

import (
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// key reads the key of a map; false when it is none that a mapping can have.
func (p *parser) key(n *yaml.Node, at place) (mapping.String, bool) {
	used := n
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind != yaml.ScalarNode {
		span := p.aliasSpan(used)
		p.report(keyNotText(p.span(span.Start, min(span.Start+1, len(p.file.Text))), kindOf(n)))
		return mapping.String{Span: span}, false
	}
	s := p.scalar(n, at.indent)
	key := mapping.String{Value: n.Value, Span: p.span(s.start, s.end)}
	if used != n {
		key.Span = p.aliasSpan(used)
	}
	_, tagged := p.layout.content(n)
	switch {
	case tagged:
		p.checkTag(n, tagged)
	case n.Tag == "!!merge":
		p.report(mergeKey(key.Span))
	case hasHole(n.Value):
		p.report(holeInKey(p.holeSpan(&s), n.Value))
	case n.Style == 0 && (n.Value == "" || n.Tag == "!!null"):
		p.report(keyNotText(key.Span, "nothing"))
	case n.Style == 0 && n.Tag != "!!str" && !(at.table && isWrittenKey(n.Tag)):
		p.report(keyNotText(key.Span, kindOf(n)))
	default:
		return key, true
	}
	return key, false
}

// isWrittenKey reports whether a key that YAML takes for something else than text
// is a key of a table as it is written: 4711, or true.
func isWrittenKey(tag string) bool { return tag == "!!int" || tag == "!!bool" }

// holeSpan is the place of the first ${ of a scalar, to the end of the hole as it
// goes on behind the scalar in the same line, else to the end of the scalar.
func (p *parser) holeSpan(s *scalar) source.Span {
	for i := 0; i+1 < len(s.text); i++ {
		if s.text[i] == '$' && s.text[i+1] == '{' {
			start := s.offset(i)
			line, _, _ := strings.Cut(p.file.Text[start:min(start+holeReach, len(p.file.Text))], "\n")
			if end, fault, _ := holeEnd(line, len("${")); fault == noFault {
				return p.span(start, start+end+1)
			}
			return p.span(start, max(start, s.end))
		}
	}
	return p.span(s.start, s.end)
}

// holeReach is how far, in bytes, the end of a hole is looked for behind a key.
const holeReach = 4096

// unique notes a key of a map; false, with a finding, when it is there already.
func (p *parser) unique(seen map[string]source.Span, key mapping.String) bool {
	if first, ok := seen[key.Value]; ok {
		p.report(duplicateKey(key, first))
		return false
	}
	seen[key.Value] = key.Span
	return true
}

// checkTag reports an explicit tag. A mapping has no use for one: what a value
// is shows in how it is written.
func (p *parser) checkTag(n *yaml.Node, tagged bool) {
	if !tagged {
		return
	}
	start := p.layout.starts[n]
	for p.file.Text[start] != '!' { // an anchor comes first
		start++
	}
	p.report(tagNotAllowed(p.span(start, p.layout.propertyEnd(start))))
}

// kindOf names what a node holds, for messages.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a map"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return kindOf(n.Alias)
	}
	switch n.Tag {
	case "!!null":
		return "nothing"
	case "!!bool":
		return "a boolean"
	case "!!int", "!!float":
		return "a number"
	case "!!timestamp":
		return "a timestamp"
	}
	return "text"
}
