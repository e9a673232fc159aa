package parse

import (
	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// MaxFunctions is how many functions of its own a mapping may have.
const MaxFunctions = 50

// functions returns a reader of which functions of a module expressions may call.
// Without a file, or without a function, there is nothing to call, which is
// reported.
func (p *parser) functions(target **mapping.Functions) setting {
	f := &mapping.Functions{}
	fields := []field{
		{"file", required(reader(KindModule, func(n *yaml.Node, at place) { p.module(n, at, &f.File) }))},
		{"exports", required(reader(KindSignatures, func(n *yaml.Node, at place) { f.Exports = p.exports(n, at) }))},
	}
	s := reader(KindSection, func(n *yaml.Node, at place) {
		there := p.section(n, at, fields)
		if n.Kind == yaml.AliasNode {
			n = n.Alias
		}
		if n.Kind != yaml.MappingNode {
			return
		}
		*target = f
		if !there["file"] {
			p.report(missingFunctionFile(p.nodeSpan(n, at), at.path))
		}
		if !there["exports"] {
			p.report(missingExports(p.nodeSpan(n, at), at.path))
		}
	})
	s.Keys = keysOf(fields)
	return s
}

// exports reads the signatures of the functions, by name.
func (p *parser) exports(n *yaml.Node, at place) []mapping.Function {
	n, ok := p.expect(n, at, yaml.MappingNode, "a map")
	if !ok {
		return nil
	}
	defer p.leave(n)
	switch count := len(n.Content) / 2; {
	case count == 0:
		p.report(noExports(p.nodeSpan(n, at), at.path))
	case count > MaxFunctions:
		p.report(tooManyFunctions(p.nodeSpan(n, at), count))
		return nil
	}
	child := p.inside(n, at, "")
	seen := make(map[string]source.Span, len(n.Content)/2)
	var functions []mapping.Function
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, ok := p.key(n.Content[i], child)
		if !ok || !p.unique(seen, name) {
			continue
		}
		if !isIdentifier(name.Value) {
			p.report(badFunctionName(name))
			continue
		}
		child.path = joinPath(at.path, name.Value)
		if f, ok := p.signature(n.Content[i+1], child); ok {
			f.Name = name
			functions = append(functions, f)
		}
	}
	return functions
}

// signature reads the types of a function's parameters and of its result.
func (p *parser) signature(n *yaml.Node, at place) (mapping.Function, bool) {
	text, ok := p.text(n, at)
	if !ok {
		return mapping.Function{}, false
	}
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	params, result, wrong := readSignature(text.Value)
	if wrong != nil {
		s := p.scalar(n, at.indent)
		p.report(badSignature(p.span(s.offset(wrong.start), s.offset(wrong.end)), wrong))
		return mapping.Function{}, false
	}
	return mapping.Function{Params: params, Result: result, Span: text.Span}, true
}
