// Package parse reads a mapping file: YAML in, the positioned tree of package
// mapping out. It is the only door to the YAML library on this path.
//
// A mapping is read to its end whatever is wrong with it: a part that cannot be
// used is reported and left out. Every node knows the bytes that it was written
// with, and every expression knows the byte behind each of its code points,
// through quotes, escapes, folded lines, block scalars and aliases.
package parse

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// Limits of a mapping file. They are far above what people write, and keep a
// hostile file from costing more than a second or two.
const (
	MaxFileSize = 1 << 20 // bytes
	MaxNodes    = 20_000  // YAML nodes, those behind aliases counted at each use
	MaxDepth    = 32      // levels of maps and lists
)

// Parse reads a mapping. It always returns one, complete in its settings (what
// the file leaves out, or has wrong, is at its default) and holding of the user
// what could be understood; the findings, sorted, say what is wrong. A mapping
// whose findings have errors must not be used to generate anything.
func Parse(file *source.File) (*mapping.Mapping, diag.List) {
	p := &parser{file: file}
	m := defaults(file)
	if root := p.document(); root != nil {
		p.mapping(root, m)
	}
	p.diags.Sort()
	m.Flawed = p.diags.HasErrors()
	return m, p.diags
}

// parser is the state of reading one file.
type parser struct {
	file   *source.File
	diags  diag.List
	layout *layout

	nodes     int                 // visited so far, for MaxNodes
	exhausted bool                // MaxNodes has been reported
	visiting  map[*yaml.Node]bool // anchors being expanded, against loops
	inexact   int                 // scalars whose text could not be traced to the file
}

func (p *parser) report(d diag.Diagnostic) { p.diags.Add(d) }

func (p *parser) span(start, end int) source.Span {
	return source.Span{File: p.file, Start: start, End: end}
}

// document reads the YAML and returns its root node; nil when there is none.
func (p *parser) document() *yaml.Node {
	if !p.readable() {
		return nil
	}
	decoder := yaml.NewDecoder(strings.NewReader(p.file.Text))
	document, err := decodeNext(decoder)
	if errors.Is(err, io.EOF) || err == nil && hasNoContent(document) {
		p.report(emptyFile(p.span(0, 0)))
		return nil
	}
	if err != nil {
		p.syntaxError(err)
		return nil
	}
	p.layout = newLayout(p.file.Text)
	p.layout.place(document)
	if second, err := decodeNext(decoder); err == nil {
		p.layout.place(second)
		start := p.layout.starts[second]
		p.report(severalDocuments(p.span(start, start)))
	} else if !errors.Is(err, io.EOF) {
		p.syntaxError(err)
	}
	return document.Content[0]
}

// hasNoContent reports whether a document holds nothing but comments.
func hasNoContent(document *yaml.Node) bool {
	if len(document.Content) == 0 {
		return true
	}
	root := document.Content[0]
	return root.Kind == yaml.ScalarNode && root.Value == "" && root.Style == 0 && root.Anchor == ""
}

// decodeNext reads the next document. The YAML library reports syntax errors as
// errors; should it panic on some input, that is an error as well.
func decodeNext(d *yaml.Decoder) (document *yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			document, err = nil, fmt.Errorf("yaml: %v", r)
		}
	}()
	document = &yaml.Node{}
	if err := d.Decode(document); err != nil {
		return nil, err
	}
	return document, nil
}
