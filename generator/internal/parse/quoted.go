package parse

import "strconv"

// quoted reads a scalar in single or double quotes.
func (r *scalarReader) quoted(quote byte) {
	if r.pos >= len(r.text) || r.text[r.pos] != quote {
		return
	}
	r.pos++
	r.contentEnd = r.pos
	for r.pos < len(r.text) {
		c := r.text[r.pos]
		switch {
		case c == quote && quote == '\'' && r.next() == '\'':
			r.emit('\'', r.pos)
			r.pos += 2
			r.contentEnd = r.pos
		case c == quote:
			r.contentEnd = r.pos
			r.pos++
			return
		case c == '\\' && quote == '"':
			r.escape()
		case isBlankOrBreak(r.text, r.pos):
			r.fold(false)
		default:
			r.copy()
		}
	}
}

// next is the byte behind the current one; 0 at the end of the text.
func (r *scalarReader) next() byte {
	if r.pos+1 < len(r.text) {
		return r.text[r.pos+1]
	}
	return 0
}

// simpleEscapes are the escapes of one letter (YAML 1.2, section 5.7).
var simpleEscapes = map[byte]rune{
	'0': 0, 'a': '\a', 'b': '\b', 't': '\t', '\t': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r',
	'e': 0x1b, ' ': ' ', '"': '"', '\'': '\'', '\\': '\\',
	'N': 0x85, '_': 0xa0, 'L': 0x2028, 'P': 0x2029,
}

// hexEscapes are the escapes by number, and how many digits they have.
var hexEscapes = map[byte]int{'x': 2, 'u': 4, 'U': 8}

// escape reads a backslash and what it stands for.
func (r *scalarReader) escape() {
	start := r.pos
	if size := breakAt(r.text, r.pos+1); size > 0 {
		r.pos += 1 + size
		r.fold(true)
		return
	}
	letter := r.next()
	r.pos += 2
	if digits, ok := hexEscapes[letter]; ok && r.pos+digits <= len(r.text) {
		code, _ := strconv.ParseUint(r.text[r.pos:r.pos+digits], 16, 32)
		r.pos += digits
		r.emit(rune(code), start)
	} else if c, ok := simpleEscapes[letter]; ok {
		r.emit(c, start)
	}
	r.contentEnd = r.pos
}
