package scenario

import (
	"fmt"
	"math"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/source"
)

// Codes of what is wrong with a file of scenarios.
const (
	codeNoYAML  = "SW831"
	codeKey     = "SW832"
	codeValue   = "SW833"
	codeNoTests = "SW834"
	codeCases   = "SW835"
)

// reader reads the nodes of a file, and collects what is wrong with them.
type reader struct {
	file  *source.File
	found diag.List
}

func (r *reader) refuse(code string, at *yaml.Node, help, format string, args ...any) {
	r.found.Add(diag.NewError(code, r.span(at), help, format, args...))
}

// span is where a node was written: its first line, as far as it goes.
func (r *reader) span(n *yaml.Node) source.Span {
	start := r.file.Offset(source.Pos{Line: n.Line, Column: n.Column})
	end := start + len(n.Value)
	if n.Kind != yaml.ScalarNode || n.Style != 0 {
		end = start + 1
	}
	line := r.file.Line(n.Line)
	lineEnd := r.file.Offset(source.Pos{Line: n.Line, Column: len([]rune(line)) + 1})
	return source.Span{File: r.file, Start: start, End: max(start, min(end, lineEnd))}
}

// extension begins keys that mean nothing: who writes YAML with anchors keeps them there.
const extension = "x-"

// fields reads the keys of a map, each by its own function. Others are refused.
func (r *reader) fields(n *yaml.Node, what string, fields map[string]func(*yaml.Node)) {
	n = merged(n)
	if n.Kind != yaml.MappingNode {
		r.refuse(codeValue, n, "", "%s has to be a map, with %s", what, strings.Join(sortedKeys(fields), ", "))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		read, ok := fields[key.Value]
		switch {
		case strings.HasPrefix(key.Value, extension):
		case !ok:
			help := "there are " + strings.Join(sortedKeys(fields), ", ")
			if near, ok := source.Nearest(key.Value, sortedKeys(fields)); ok {
				help = "did you mean `" + near + "`?"
			}
			r.refuse(codeKey, key, help, "%s has no key %s", what, diag.Quote(key.Value))
		case seen[key.Value]:
			r.refuse(codeKey, key, "remove one of them", "the key %s is there twice", diag.Quote(key.Value))
		default:
			read(n.Content[i+1])
		}
		seen[key.Value] = true
	}
}

// text reads a text.
func (r *reader) text(n *yaml.Node, what string) string {
	n = resolved(n)
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		r.refuse(codeValue, n, "", "%s has to be text", what)
		return ""
	}
	return n.Value
}

// list reads the items of a list.
func (r *reader) list(n *yaml.Node, what string) []*yaml.Node {
	n = resolved(n)
	if n.Kind != yaml.SequenceNode {
		r.refuse(codeValue, n, "write it as a list: [ … ], or with a - before each", "%s has to be a list", what)
		return nil
	}
	return n.Content
}

// value reads data, as JSON has it.
func (r *reader) value(n *yaml.Node) any {
	value, err := valueOf(n, 0)
	if err != nil {
		r.refuse(codeValue, n, "", "this is no JSON data: %v", err)
	}
	return value
}

// object reads a JSON object.
func (r *reader) object(n *yaml.Node, what string) map[string]any {
	if o, ok := r.value(n).(map[string]any); ok {
		return o
	}
	r.refuse(codeValue, n, "", "%s has to be a map", what)
	return nil
}

// values reads a list of data.
func (r *reader) values(n *yaml.Node, what string) []any {
	values := []any{}
	for _, item := range r.list(n, what) {
		values = append(values, r.value(item))
	}
	return values
}

// maxDepth is how deep data may be nested: an alias may be part of itself.
const maxDepth = 100

// valueOf is a node as JSON has it. What YAML takes for a time is the text of it.
func valueOf(n *yaml.Node, depth int) (any, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("it is nested too deeply")
	}
	n = resolved(n)
	switch n.Kind {
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, item := range n.Content {
			value, err := valueOf(item, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		return list, nil
	case yaml.MappingNode:
		return objectOf(n, depth)
	}
	switch n.Tag {
	case "!!null":
		return nil, nil
	case "!!bool":
		var b bool
		err := n.Decode(&b)
		return b, err
	case "!!int", "!!float":
		var f float64
		if err := n.Decode(&f); err != nil {
			return nil, err
		}
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return nil, fmt.Errorf("it has no number %s", n.Value)
		}
		return f, nil
	}
	return n.Value, nil
}

func objectOf(n *yaml.Node, depth int) (any, error) {
	o := map[string]any{}
	n = merged(n)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := resolved(n.Content[i])
		if key.Kind != yaml.ScalarNode {
			return nil, fmt.Errorf("a key has to be text")
		}
		value, err := valueOf(n.Content[i+1], depth+1)
		if err != nil {
			return nil, err
		}
		o[key.Value] = value
	}
	return o, nil
}

// merged is a node with the keys of those that it merges by <<, where it has not these keys
// itself.
func merged(n *yaml.Node) *yaml.Node {
	n = resolved(n)
	if n.Kind != yaml.MappingNode {
		return n
	}
	copied := *n
	copied.Content = nil
	var bases []*yaml.Node
	there := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch base := resolved(value); {
		case key.Tag != "!!merge":
			copied.Content = append(copied.Content, key, value)
			there[key.Value] = true
		case base.Kind == yaml.SequenceNode:
			bases = append(bases, base.Content...)
		default:
			bases = append(bases, base)
		}
	}
	if len(bases) == 0 {
		return n
	}
	for _, base := range bases {
		base = merged(base)
		for i := 0; i+1 < len(base.Content); i += 2 {
			if key := base.Content[i]; !there[key.Value] {
				copied.Content = append(copied.Content, key, base.Content[i+1])
				there[key.Value] = true
			}
		}
	}
	return &copied
}

// resolved is what an alias stands for.
func resolved(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}
