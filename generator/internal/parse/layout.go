package parse

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// layout knows where in the text each YAML node was written. The YAML library
// gives the line and column of a node's first character; the rest is read from
// the text itself.
type layout struct {
	text   string
	lines  []int // byte offset of each line, as YAML counts lines
	starts map[*yaml.Node]int

	// A place found last: nodes come in the order of the text, so that the next
	// one is found from here instead of from the beginning of a long line.
	line, column, offset int
}

func newLayout(text string) *layout {
	l := &layout{text: text, lines: []int{0}, starts: make(map[*yaml.Node]int, len(text)/16)}
	for i := 0; i < len(text); {
		if n := breakAt(text, i); n > 0 {
			i += n
			l.lines = append(l.lines, i)
		} else {
			i++
		}
	}
	return l
}

// breakAt returns the length of the line break at offset i, or 0 where there is
// none. YAML 1.1, which the library follows here, has more of them than
// package source: NEL, LS and PS too.
func breakAt(text string, i int) int {
	switch {
	case i >= len(text):
		return 0
	case text[i] == '\n':
		return 1
	case text[i] == '\r':
		if i+1 < len(text) && text[i+1] == '\n' {
			return 2
		}
		return 1
	case text[i] == 0xc2 && strings.HasPrefix(text[i:], "\u0085"):
		return 2
	case text[i] == 0xe2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
		return 3
	}
	return 0
}

// place notes the offset of a node and of all nodes below it.
func (l *layout) place(n *yaml.Node) {
	l.starts[n] = l.offsetOf(n.Line, n.Column)
	for _, child := range n.Content {
		l.place(child)
	}
}

// offsetOf returns the byte offset of a line and column, both from 1, the column
// in code points.
func (l *layout) offsetOf(line, column int) int {
	if line < 1 || line > len(l.lines) {
		return len(l.text)
	}
	if line != l.line || column < l.column {
		l.line, l.column, l.offset = line, 1, l.lines[line-1]
	}
	for l.column < column && l.offset < len(l.text) {
		_, size := utf8.DecodeRuneInString(l.text[l.offset:])
		l.offset += size
		l.column++
	}
	return l.offset
}

// indentOf returns the number of characters before an offset in its line.
func (l *layout) indentOf(offset int) int {
	start := offset
	for start > 0 && breakAt(l.text, start-1) == 0 {
		start--
	}
	return offset - start
}

// content returns where a node's content begins, behind its anchor and tag, and
// whether there is a tag.
func (l *layout) content(n *yaml.Node) (offset int, tagged bool) {
	i := l.starts[n]
	for i < len(l.text) && (l.text[i] == '&' || l.text[i] == '!') {
		tagged = tagged || l.text[i] == '!'
		i = l.propertyEnd(i)
		if n.Kind == yaml.ScalarNode && n.Value == "" && n.Style&^yaml.TaggedStyle == 0 {
			return i, tagged // nothing follows
		}
		i = l.skipSpace(i)
	}
	return i, tagged
}

// propertyEnd returns where the anchor or tag that begins at an offset ends: an
// anchor with the last character that a name may have, a tag before white space.
// What YAML 1.2 forbids and the library reads is read here too: an anchor with its
// value right behind it (&a?x), brackets and commas in tags.
func (l *layout) propertyEnd(i int) int {
	if l.text[i] == '&' {
		for i++; i < len(l.text) && isAnchorCharacter(l.text[i]); i++ {
		}
		return i
	}
	for i < len(l.text) && !isBlankOrBreak(l.text, i) {
		i++
	}
	return i
}

func isAnchorCharacter(c byte) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || c == '_' || c == '-'
}

// skipSpace returns the offset of the next character that is neither white
// space nor part of a comment.
func (l *layout) skipSpace(i int) int {
	for i < len(l.text) {
		switch {
		case isBlankOrBreak(l.text, i):
			i += max(1, breakAt(l.text, i))
		case l.text[i] == '#':
			for i < len(l.text) && breakAt(l.text, i) == 0 {
				i++
			}
		default:
			return i
		}
	}
	return i
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func isBlankOrBreak(text string, i int) bool { return isBlank(text[i]) || breakAt(text, i) > 0 }

// collectionEnd returns where a map or list ends, given the end of its last
// child (or the start of its content, where it has none).
func (l *layout) collectionEnd(n *yaml.Node, last int) int {
	if n.Style&yaml.FlowStyle == 0 {
		return last
	}
	for i := last; ; i++ {
		i = l.skipSpace(i)
		switch {
		case i >= len(l.text):
			return last
		case l.text[i] == ']' || l.text[i] == '}':
			return i + 1
		}
	}
}
