package parse

import (
	"strings"
	"unicode/utf8"
)

// readable reports whether the file is text that YAML can be read from; if not,
// it says why. Doing this before YAML sees the file gives the finding its place.
func (p *parser) readable() bool {
	text := p.file.Text
	switch {
	case len(text) > MaxFileSize:
		p.report(fileTooLarge(p.span(0, 0), len(text)))
		return false
	case strings.HasPrefix(text, "\xff\xfe"), strings.HasPrefix(text, "\xfe\xff"):
		p.report(notUTF8(p.span(0, 2), "the file is UTF-16"))
		return false
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		p.report(notUTF8(p.span(i, i+1), "the file holds a NUL character: it is binary, or UTF-16"))
		return false
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 {
			p.report(notUTF8(p.span(i, i+1), "the file is not UTF-8 text"))
			return false
		}
		if !isYAMLCharacter(r) {
			p.report(controlCharacter(p.span(i, i+size), r))
			return false
		}
		i += size
	}
	return true
}

// isYAMLCharacter reports whether YAML allows a code point in a file (YAML 1.2,
// section 5.1).
func isYAMLCharacter(r rune) bool {
	switch {
	case r == '\t', r == '\n', r == '\r', r == 0x85:
		return true
	case r < 0x20, r >= 0x7f && r < 0xa0, r == 0xfeff, r == 0xfffe, r == 0xffff:
		return false
	}
	return true
}
