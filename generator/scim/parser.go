package scim

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Limits on the text of filters and paths. They keep hostile input from
// exhausting memory or the stack and are far beyond what clients send.
const (
	MaxFilterLength = 64 << 10 // bytes of a filter or path
	MaxFilterDepth  = 100      // groups, nots and value filters inside each other
)

// SyntaxError says where a filter or path breaks the grammar of RFC 7644, and
// what was expected there.
type SyntaxError struct {
	What   string // "filter", "attribute path" or "PATCH path"
	Text   string // all of what was parsed
	Offset int    // in bytes, from 0
	Column int    // in code points, from 1
	Reason string // such as: expected an operator, found "is"
}

// Error returns what is wrong and in which column.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s, column %d: %s", e.What, e.Column, e.Reason)
}

// parser is a cursor over the text of a filter or path. It works on bytes: all
// that the grammar gives a meaning to is ASCII.
type parser struct {
	text  string
	what  string // of what is parsed, for messages
	at    int
	depth int
}

func (p *parser) atEnd() bool { return p.at >= len(p.text) }

// peek returns the next byte, or 0 at the end.
func (p *parser) peek() byte {
	if p.atEnd() {
		return 0
	}
	return p.text[p.at]
}

func (p *parser) takeWhile(in func(byte) bool) string {
	start := p.at
	for !p.atEnd() && in(p.text[p.at]) {
		p.at++
	}
	return p.text[start:p.at]
}

// spaces skips blanks and reports whether there were any.
func (p *parser) spaces() bool {
	return p.takeWhile(isBlank) != ""
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// word returns the letters that follow, without taking them.
func (p *parser) word() string {
	end := p.at
	for end < len(p.text) && isAlpha(p.text[end]) {
		end++
	}
	return p.text[p.at:end]
}

func (p *parser) checkLength() error {
	if len(p.text) > MaxFilterLength {
		return p.errorAt(MaxFilterLength, "the text is longer than %d bytes", MaxFilterLength)
	}
	return nil
}

// enter counts a level of nesting; leave ends it.
func (p *parser) enter() error {
	if p.depth++; p.depth > MaxFilterDepth {
		return p.errorAt(p.at, "expressions are nested more than %d deep", MaxFilterDepth)
	}
	return nil
}

func (p *parser) leave() { p.depth-- }

func (p *parser) errorAt(offset int, format string, args ...any) error {
	return &SyntaxError{
		What: p.what, Text: p.text, Offset: offset,
		Column: utf8.RuneCountInString(p.text[:offset]) + 1,
		Reason: fmt.Sprintf(format, args...),
	}
}

// unexpected says what was expected here, and quotes what is there instead.
func (p *parser) unexpected(expected string) error {
	if p.atEnd() {
		return p.errorAt(p.at, "expected %s, found the end", expected)
	}
	rest := p.text[p.at:]
	end := strings.IndexAny(rest, " \t()[]")
	switch {
	case end == 0:
		_, end = utf8.DecodeRuneInString(rest)
	case end < 0:
		end = len(rest)
	}
	return p.errorAt(p.at, "expected %s, found %s", expected, quoteShort(rest[:end]))
}

// quoteShort quotes a piece of the input for a message, cut to a bearable length.
func quoteShort(s string) string {
	const most = 40
	if s == "" {
		return "nothing"
	}
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return Quote(s)
}
