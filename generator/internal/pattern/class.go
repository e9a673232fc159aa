package pattern

import (
	"fmt"
	"strings"
)

// set writes one of the characters of s, in the shortest way there is.
func (w *writer) set(s set) {
	if len(s) == 2 && s[0] == s[1] {
		w.character(s[0])
		return
	}
	w.text.WriteString(class(s))
}

// class writes s for the outside of brackets.
func class(s set) string {
	// [] and [^] say it shorter, but not to all engines: goja's reading of them
	// ends at U+1FFFF.
	switch {
	case len(s) == 0:
		return `[^\d\D]`
	case s.includes(everything):
		return `[\d\D]`
	}
	positive, alone := items(s)
	if alone {
		return positive
	}
	negative, alone := items(s.complement())
	if alone {
		// \p and \P, \d and \D, \w and \W
		return negative[:1] + strings.ToUpper(negative[1:2]) + negative[2:]
	}
	if len(negative)+1 < len(positive) {
		return "[^" + negative + "]"
	}
	return "[" + positive + "]"
}

// items writes s for the inside of brackets, and tells whether what it writes is
// a single class that needs no brackets.
func items(s set) (text string, alone bool) {
	rest := ranges(s, s)
	var chosen strings.Builder
	left := s
	for _, known := range classes(len(rest)) {
		if len(rest) <= len(known.escape) || !s.includes(known.set) {
			continue
		}
		without := left.intersection(known.set.complement())
		if shorter := ranges(without, s); len(shorter)+len(known.escape) < len(rest) {
			alone = chosen.Len() == 0
			chosen.WriteString(known.escape)
			left, rest = without, shorter
		}
	}
	return chosen.String() + rest, alone && rest == ""
}

// ranges writes the characters of left, and of others of s what makes it short.
func ranges(left, s set) string {
	var b strings.Builder
	i := 0
	for j := 0; j < len(s); j += 2 {
		if i == len(left) || left[i] > s[j+1] {
			continue
		}
		low, high := left[i], left[i+1]
		for ; i < len(left) && left[i] <= s[j+1]; i += 2 {
			high = left[i+1]
		}
		switch high - low {
		case 0:
			b.WriteString(escapeInClass(low))
		case 1:
			b.WriteString(escapeInClass(low) + escapeInClass(high))
		default:
			b.WriteString(endOfRange(low) + "-" + endOfRange(high))
		}
	}
	return b.String()
}

// character writes a single character for the outside of brackets.
func (w *writer) character(r rune) {
	switch {
	case r == '!' && strings.HasSuffix(w.text.String(), "<"):
		// In a page's script "<!" may begin a comment.
		w.text.WriteString(`\x21`)
	case strings.ContainsRune(`^$\.*+?()[]{}|/`, r):
		w.text.WriteByte('\\')
		w.text.WriteByte(byte(r))
	default:
		w.text.WriteString(escape(r))
	}
}

// endOfRange writes a hyphen by its number: goja reads \--9 as three characters.
func endOfRange(r rune) string {
	if r == '-' {
		return `\x2d`
	}
	return escapeInClass(r)
}

func escapeInClass(r rune) string {
	if strings.ContainsRune(`^-\[]/`, r) {
		return `\` + string(r)
	}
	return escape(r)
}

// escape writes a character that has no meaning of its own in expressions. # and
// @ are not written as they are because auth0-deploy-cli replaces ##NAME## and
// @@NAME@@ in the files that it deploys.
func escape(r rune) string {
	switch r {
	case '\t':
		return `\t`
	case '\n':
		return `\n`
	case '\v':
		return `\v`
	case '\f':
		return `\f`
	case '\r':
		return `\r`
	}
	switch {
	case ' ' <= r && r <= '~' && r != '#' && r != '@':
		return string(r)
	case r <= 0xff:
		return fmt.Sprintf(`\x%02x`, r)
	case r <= 0xffff:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\u{%x}`, r)
}
