package parse

import (
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// scalar is the text of a YAML scalar, traced back to the file.
type scalar struct {
	text       string // as YAML decodes it
	start, end int    // of the whole scalar in the file, quotes and block header included

	// at holds the offset in the file behind each byte of text, and one more for
	// the end of it. It is nil where the text stands in the file as it is, from
	// base on.
	at   []int
	base int
}

// offset returns where in the file the byte i of the text was written; i may be
// the length of the text.
func (s *scalar) offset(i int) int {
	if s.at == nil {
		return s.base + i
	}
	return s.at[i]
}

// scalar traces the text of a scalar node. indent is that of the block
// collection around it, -1 where there is none.
func (p *parser) scalar(n *yaml.Node, indent int) scalar {
	text := p.file.Text
	start, _ := p.layout.content(n)
	style := n.Style &^ (yaml.TaggedStyle | yaml.FlowStyle)
	s := scalar{text: n.Value, start: start}
	if end, base, ok := verbatim(text, start, n.Value, style); ok {
		s.end, s.base = end, base
		return s
	}
	r := scalarReader{text: text, pos: start}
	switch style {
	case yaml.DoubleQuotedStyle:
		r.quoted('"')
	case yaml.SingleQuotedStyle:
		r.quoted('\'')
	case yaml.LiteralStyle:
		r.block(indent, false)
	case yaml.FoldedStyle:
		r.block(indent, true)
	default:
		r.plain(n.Value)
	}
	s.end = r.pos
	if string(r.out) == n.Value {
		s.at = append(r.at, r.contentEnd)
		return s
	}
	// Not traced: every character is at the scalar as a whole.
	p.inexact++
	s.at = make([]int, len(n.Value)+1)
	for i := range s.at {
		s.at[i] = start
	}
	s.at[len(n.Value)] = s.end
	return s
}

// verbatim recognises the common scalar whose text stands in the file as it is.
func verbatim(text string, start int, value string, style yaml.Style) (end, base int, ok bool) {
	base = start
	var quote byte
	switch style {
	case 0:
	case yaml.DoubleQuotedStyle:
		base, quote = start+1, '"'
	case yaml.SingleQuotedStyle:
		base, quote = start+1, '\''
	default:
		return 0, 0, false
	}
	end = base + len(value)
	if end > len(text) || text[base:end] != value {
		return 0, 0, false
	}
	for i := range len(value) {
		if value[i] == '\\' && quote == '"' || value[i] == quote && quote != 0 || breakAt(value, i) > 0 {
			return 0, 0, false
		}
	}
	if quote == 0 {
		return end, base, true
	}
	return end + 1, base, end < len(text) && text[end] == quote
}

// scalarReader undoes YAML's ways of writing text, noting for each byte of the
// result where it came from. YAML itself has decoded the same text before, so
// that the reader needs no errors of its own: the results are compared.
type scalarReader struct {
	text string
	pos  int // in text

	out        []byte
	at         []int
	contentEnd int // where in text the last character read ends
}

// emit appends a decoded character that was written at offset.
func (r *scalarReader) emit(c rune, offset int) {
	n := len(r.out)
	r.out = utf8.AppendRune(r.out, c)
	for range len(r.out) - n {
		r.at = append(r.at, offset)
	}
}

// copy takes the character at the reader's position as it is.
func (r *scalarReader) copy() {
	c, size := utf8.DecodeRuneInString(r.text[r.pos:])
	r.emit(c, r.pos)
	r.pos += size
	r.contentEnd = r.pos
}

// lineBreak is a line break in the file and the character that it stands for.
type lineBreak struct {
	char   rune
	offset int
}

// readBreak consumes the line break at the position.
func (r *scalarReader) readBreak(size int) lineBreak {
	b := lineBreak{'\n', r.pos}
	if size == 3 { // LS and PS stand for themselves
		b.char, _ = utf8.DecodeRuneInString(r.text[r.pos:])
	}
	r.pos += size
	return b
}

// plain reads a plain scalar up to the end of its known value: where a plain
// scalar ends depends on what is around it, and YAML has found that out.
func (r *scalarReader) plain(value string) {
	for len(r.out) < len(value) && r.pos < len(r.text) {
		if isBlankOrBreak(r.text, r.pos) {
			r.fold(false)
		} else {
			r.copy()
		}
	}
}

// fold reads a run of white space. Within a line it stands for itself. Around
// line breaks it vanishes: one break is a space, more are one break fewer.
// An escaped break, just read, counts as the first and leaves no space.
func (r *scalarReader) fold(escaped bool) {
	start := r.pos
	var breaks []lineBreak
	for r.pos < len(r.text) && isBlankOrBreak(r.text, r.pos) {
		if size := breakAt(r.text, r.pos); size > 0 {
			breaks = append(breaks, r.readBreak(size))
		} else {
			r.pos++
		}
	}
	switch {
	case escaped:
	case len(breaks) == 0:
		for i := start; i < r.pos; i++ {
			r.emit(rune(r.text[i]), i)
		}
	case breaks[0].char != '\n':
	case len(breaks) == 1:
		r.emit(' ', start)
		breaks = nil
	default:
		breaks = breaks[1:]
		breaks[0].offset = start // where the text before it ends
	}
	for _, b := range breaks {
		r.emit(b.char, b.offset)
	}
	r.contentEnd = r.pos
}
