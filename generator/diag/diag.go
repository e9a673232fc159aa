package diag

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/scimwright/scimwright/generator/source"
)

// Severity of a [Diagnostic].
type Severity int

// The severities. Errors make a mapping unusable; warnings do not.
const (
	Error Severity = iota
	Warning
)

// String returns "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Diagnostic is one finding. Its texts are lower case without a final stop, so
// that they can be put into a sentence.
type Diagnostic struct {
	Severity Severity
	Code     string // stable, such as SW101; the key into docs/diagnostics.md
	Summary  string // what is wrong, in one line
	Help     string // what to do about it; may be empty
	Span     source.Span
	Related  []Related // other places that take part, such as the first of two duplicates
	Fix      *Fix      // may be nil
}

// NewError is a finding that makes a mapping unusable. Its summary is a format
// for the arguments.
func NewError(code string, at source.Span, help, summary string, args ...any) Diagnostic {
	return Diagnostic{Severity: Error, Code: code, Span: at, Help: help, Summary: fmt.Sprintf(summary, args...)}
}

// NewWarning is a finding that leaves a mapping usable. Its summary is a format
// for the arguments.
func NewWarning(code string, at source.Span, help, summary string, args ...any) Diagnostic {
	d := NewError(code, at, help, summary, args...)
	d.Severity = Warning
	return d
}

// Related is a place that a finding has to do with, and what is there.
type Related struct {
	Span source.Span
	Text string // such as "first written here"
}

// Fix is an edit that would mend the finding.
type Fix struct {
	Span        source.Span
	Replacement string
}

// quoteLimit is the number of code points of user input that a message shows.
const quoteLimit = 60

// Quote puts user input in backquotes for a message: cut to a length that fits
// a line, with control characters and line breaks made visible.
func Quote(s string) string {
	if utf8.RuneCountInString(s) > quoteLimit {
		s = string([]rune(s)[:quoteLimit-1]) + "…"
	}
	return "`" + Visible(s) + "`"
}

// Visible replaces what would move a terminal's cursor, change its colours or
// reorder the line by its Go escape.
func Visible(s string) string {
	if strings.IndexFunc(s, unprintable) < 0 {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			b.WriteString(`\x` + strconv.FormatUint(uint64(s[0])|0x100, 16)[1:])
		case unprintable(r):
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		default:
			b.WriteRune(r)
		}
		s = s[size:]
	}
	return b.String()
}

func unprintable(r rune) bool {
	return r == utf8.RuneError || !unicode.IsPrint(r) && r != '\u3000' && r != '\u00a0'
}
