package parse

import "strings"

// segment is a piece of a string: literal text, or a hole.
type segment struct {
	literal string

	hole       bool
	open       int // byte offset of ${ in the string
	start, end int // of the expression, between the braces
}

// holeFault says what is wrong with a hole.
type holeFault int

const (
	noFault           holeFault = iota
	faultUnclosed               // no closing brace
	faultQuote                  // a string inside the expression is not closed
	faultCommentedOut           // the closing brace is behind //
)

// scanHoles splits a string at its ${expressions}; $${ is a literal ${. Scanning
// ends at the first faulty hole, at which it returns the fault and its offset.
func scanHoles(s string) (segments []segment, fault holeFault, at int) {
	var literal strings.Builder
	flush := func() {
		if literal.Len() > 0 {
			segments = append(segments, segment{literal: literal.String()})
			literal.Reset()
		}
	}
	for i := 0; i < len(s); {
		switch rest := s[i:]; {
		case strings.HasPrefix(rest, "$${"):
			literal.WriteString("${")
			i += len("$${")
		case strings.HasPrefix(rest, "${"):
			end, fault, at := holeEnd(s, i+len("${"))
			if fault == faultUnclosed {
				at = i
			}
			if fault != noFault {
				return segments, fault, at
			}
			flush()
			segments = append(segments, segment{hole: true, open: i, start: i + len("${"), end: end})
			i = end + 1
		default:
			literal.WriteByte(s[i])
			i++
		}
	}
	flush()
	return segments, noFault, 0
}

// hasHole reports whether a string has a ${ or a $${, cheaply.
func hasHole(s string) bool { return strings.Contains(s, "${") }

// holeEnd returns the offset of the brace that closes the expression which
// begins at start. Braces within it (maps), strings, quoted identifiers and
// comments are passed over as CEL reads them.
func holeEnd(s string, start int) (end int, fault holeFault, at int) {
	depth, comment := 0, -1
	for i := start; i < len(s); {
		switch c := s[i]; {
		case c == '{':
			depth++
			i++
		case c == '}' && depth == 0:
			return i, noFault, 0
		case c == '}':
			depth--
			i++
		case c == '/' && strings.HasPrefix(s[i:], "//"):
			stop := strings.IndexAny(s[i:], "\r\n")
			if stop < 0 {
				if strings.Contains(s[i:], "}") {
					comment = i
				}
				i = len(s)
			} else {
				i += stop
			}
		case c == '"' || c == '\'' || c == '`':
			next, closed := stringEnd(s, i, isRaw(s[start:i]))
			if !closed {
				return 0, faultQuote, i
			}
			i = next
		default:
			i++
		}
	}
	if comment >= 0 {
		return 0, faultCommentedOut, comment
	}
	return 0, faultUnclosed, 0
}

// stringEnd returns the offset behind the CEL string literal whose opening quote
// is at i. Only a string in three quotes goes over line breaks.
func stringEnd(s string, i int, raw bool) (end int, closed bool) {
	quote := s[i : i+1]
	if triple := strings.Repeat(quote, 3); quote != "`" && strings.HasPrefix(s[i:], triple) {
		quote = triple
	}
	for i += len(quote); i < len(s); {
		switch {
		case strings.HasPrefix(s[i:], quote):
			return i + len(quote), true
		case s[i] == '\\' && !raw && quote != "`":
			i += 2
		case (s[i] == '\n' || s[i] == '\r') && len(quote) == 1:
			return i, false
		default:
			i++
		}
	}
	return len(s), false
}

// isRaw reports whether the letters before a quote, at the end of before, make
// the string a raw one: r or R, alone or with b or B.
func isRaw(before string) bool {
	word := len(before)
	for word > 0 && isIdentifierByte(before[word-1]) {
		word--
	}
	switch strings.ToLower(before[word:]) {
	case "r", "br", "rb":
		return true
	}
	return false
}

func isIdentifierByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
