package reference

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// appendHalf appends half a surrogate pair, in the three bytes that UTF-8 would have
// for it.
func appendHalf(out []byte, half rune) []byte {
	return append(out, 0xE0|byte(half>>12), 0x80|byte(half>>6)&0xBF, 0x80|byte(half)&0xBF)
}

// halfAt tells whether half a surrogate pair stands at a place in a text.
func halfAt(text string, i int) bool {
	return i+2 < len(text) && text[i] == 0xED && text[i+1] >= 0xA0
}

// isWellFormed tells whether a text is one that UTF-8 can carry.
func isWellFormed(text string) bool { return utf8.ValidString(text) }

// wellFormed is a text that UTF-8 can carry: half a surrogate pair becomes U+FFFD.
func wellFormed(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); {
		if halfAt(text, i) {
			out.WriteRune(utf8.RuneError)
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		out.WriteRune(r)
		i += size
	}
	return out.String()
}

// unitsOf are the UTF-16 units of a text.
func unitsOf(text string) []uint16 {
	var units []uint16
	for i := 0; i < len(text); {
		if halfAt(text, i) {
			units = append(units, uint16(text[i]&0xF)<<12|uint16(text[i+1]&0x3F)<<6|uint16(text[i+2]&0x3F))
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		units = utf16.AppendRune(units, r)
		i += size
	}
	return units
}

// fromUnits is the text of UTF-16 units, among which may be half a pair.
func fromUnits(units []uint16) string {
	var out []byte
	for i := 0; i < len(units); i++ {
		unit := rune(units[i])
		if !utf16.IsSurrogate(unit) {
			out = utf8.AppendRune(out, unit)
			continue
		}
		if i+1 < len(units) {
			if whole := utf16.DecodeRune(unit, rune(units[i+1])); whole != utf8.RuneError {
				out = utf8.AppendRune(out, whole)
				i++
				continue
			}
		}
		out = appendHalf(out, unit)
	}
	return string(out)
}

// cutUnits is the beginning of a text, of so many UTF-16 units at most: Auth0 and
// JavaScript count in these.
func cutUnits(text string, most int) string {
	if len(text) <= most {
		return text
	}
	units := unitsOf(text)
	if len(units) <= most {
		return text
	}
	return fromUnits(units[:most])
}
