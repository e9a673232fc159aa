package harness

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"
)

func (j *jsonReader) stringValue() (goja.Value, bool) {
	start := j.at
	if s, ok := j.string(); ok {
		return j.vm.ToValue(s), true
	}
	j.at = start + 1
	return j.surrogates()
}

// surrogates reads a string with escaped halves of surrogate pairs, from behind its
// quotation mark: as the UTF-16 that it is, for Go's strings cannot hold a half alone.
func (j *jsonReader) surrogates() (goja.Value, bool) {
	var units []uint16
	from := j.at
	plain := func(to int) bool {
		s, ok := unescape(j.text[from:to])
		units = append(units, utf16.Encode([]rune(s))...)
		return ok
	}
	for i := j.at; i < len(j.text); i++ {
		switch {
		case j.text[i] == '"':
			ok := plain(i)
			j.at = i + 1
			return goja.StringFromUTF16(units), ok
		case j.text[i] != '\\':
		case i+5 < len(j.text) && isSurrogateEscape(j.text[i:i+6]):
			unit, _ := strconv.ParseUint(j.text[i+2:i+6], 16, 16)
			if !plain(i) {
				return nil, false
			}
			units = append(units, uint16(unit))
			i += 5
			from = i + 1
		default:
			i++
		}
	}
	return nil, false
}

// isSurrogateEscape tells whether six bytes are \ud800 to \udfff.
func isSurrogateEscape(s string) bool {
	unit, err := strconv.ParseUint(s[2:], 16, 16)
	return s[:2] == `\u` && err == nil && utf16.IsSurrogate(rune(unit))
}

// string reads a string, whose quotation mark is next.
func (j *jsonReader) string() (string, bool) {
	j.at++
	for i := j.at; i < len(j.text); i++ {
		switch c := j.text[i]; {
		case c == '"':
			s := j.text[j.at:i]
			j.at = i + 1
			return s, true
		case c == '\\':
			return j.escapedString(i)
		case c < ' ':
			return "", false
		}
	}
	return "", false
}

// escapedString reads the rest of a string whose first escape is at i.
func (j *jsonReader) escapedString(i int) (string, bool) {
	for end := i; end < len(j.text); end++ {
		switch j.text[end] {
		case '\\':
			// Half a surrogate pair is nothing that Go's strings can hold: surrogates has it.
			if end+2 < len(j.text) && j.text[end+1] == 'u' && j.text[end+2]|0x20 == 'd' {
				return "", false
			}
			end++
		case '"':
			s, ok := unescape(j.text[j.at:end])
			j.at = end + 1
			return s, ok
		}
	}
	return "", false
}

// unescape resolves the escapes of a JSON string (RFC 8259 section 7).
func unescape(s string) (string, bool) {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' {
			return "", false
		}
		if c != '\\' {
			b.WriteByte(c)
			continue
		}
		i++
		switch c := s[i]; c {
		case '"', '\\', '/':
			b.WriteByte(c)
		case 'b':
			b.WriteByte('\b')
		case 'f':
			b.WriteByte('\f')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 't':
			b.WriteByte('\t')
		case 'u':
			if i+4 >= len(s) {
				return "", false
			}
			code, err := strconv.ParseUint(s[i+1:i+5], 16, 16)
			if err != nil {
				return "", false
			}
			b.WriteRune(rune(code))
			i += 4
		default:
			return "", false
		}
	}
	return b.String(), true
}

// number reads a number (RFC 8259 section 6).
func (j *jsonReader) number() (goja.Value, bool) {
	start := j.at
	j.skip('-')
	if !j.skip('0') && !j.digits() {
		return nil, false
	}
	whole := true
	if j.skip('.') {
		whole = false
		if !j.digits() {
			return nil, false
		}
	}
	if j.skip('e') || j.skip('E') {
		whole = false
		if !j.skip('+') {
			j.skip('-')
		}
		if !j.digits() {
			return nil, false
		}
	}
	text := j.text[start:j.at]
	if n, err := strconv.Atoi(text); whole && err == nil && n != 0 && len(text) <= 15 {
		return j.vm.ToValue(n), true
	}
	f, err := strconv.ParseFloat(text, 64)
	return j.vm.ToValue(f), err == nil
}

func (j *jsonReader) skip(c byte) bool {
	if j.at < len(j.text) && j.text[j.at] == c {
		j.at++
		return true
	}
	return false
}

func (j *jsonReader) digits() bool {
	start := j.at
	for j.at < len(j.text) && '0' <= j.text[j.at] && j.text[j.at] <= '9' {
		j.at++
	}
	return j.at > start
}
