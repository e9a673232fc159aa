package harness

import (
	"strings"
	"unicode/utf8"
)

// decodeUTF8 decodes as TextDecoder does: each maximal part of an invalid
// sequence becomes one U+FFFD (Encoding standard, section 8.1.1).
func decodeUTF8(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	var out strings.Builder
	for len(b) > 0 {
		c, size := utf8.DecodeRune(b)
		if c == utf8.RuneError && size == 1 {
			size = invalidPart(b)
		}
		out.WriteRune(c)
		b = b[size:]
	}
	return out.String()
}

// invalidPart returns the length of the invalid sequence that b begins with:
// as many bytes as are the beginning of a valid one, at least one.
func invalidPart(b []byte) int {
	lower, upper, needed := byte(0x80), byte(0xBF), 0
	switch c := b[0]; {
	case 0xC2 <= c && c <= 0xDF:
		needed = 1
	case 0xE0 <= c && c <= 0xEF:
		needed = 2
		if c == 0xE0 {
			lower = 0xA0
		} else if c == 0xED {
			upper = 0x9F
		}
	case 0xF0 <= c && c <= 0xF4:
		needed = 3
		if c == 0xF0 {
			lower = 0x90
		} else if c == 0xF4 {
			upper = 0x8F
		}
	}
	n := 1
	for n <= needed && n < len(b) && lower <= b[n] && b[n] <= upper {
		lower, upper = 0x80, 0xBF
		n++
	}
	return n
}
