package cli

import (
	"strings"
	"unicode"
)

// painter puts text in colour, or leaves it as it is when it is false.
type painter bool

func (p painter) strong(s string) string { return p.paint("1", s) }
func (p painter) faint(s string) string  { return p.paint("2", s) }
func (p painter) good(s string) string   { return p.paint("32", s) }
func (p painter) bad(s string) string    { return p.paint("1;31", s) }

// paint sets the ANSI "select graphic rendition" parameters for s.
func (p painter) paint(style, s string) string {
	if !p || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// visible replaces what a terminal would act upon: control characters, and
// those that change the direction of text. Servers and files can send anything.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsPrint(r):
			return r
		case r == '\t':
			return ' '
		}
		return '\uFFFD'
	}, s)
}
