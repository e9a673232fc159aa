package diag

import (
	"fmt"
	"io"
	"strings"

	"github.com/scimwright/scimwright/generator/source"
)

// Limit is the number of findings that [WriteText] and [WriteGitHub] show: who
// has more mends the first ones first. The rest is counted.
const Limit = 100

// TextOptions are the choices of [WriteText].
type TextOptions struct {
	// Color asks for ANSI colours; leave it unset unless the writer is a terminal.
	Color bool
}

// WriteText writes findings for people, in the order of the list:
//
//	mapping.yaml:4:9: error[SW101]: attribute `titel` is not in the User schema
//	    4 |   titel: Dr
//	      |   ^^^^^
//	  = help: did you mean `title`?
//
// It shows at most [Limit] findings and counts the rest. The error is that of w.
func WriteText(w io.Writer, l List, o TextOptions) error {
	var b strings.Builder
	p := painter(o.Color)
	for i := range l[:min(len(l), Limit)] {
		writeFinding(&b, p, &l[i])
	}
	if len(l) > Limit {
		fmt.Fprintf(&b, "… and %d more\n", len(l)-Limit)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeFinding(b *strings.Builder, p painter, d *Diagnostic) {
	style := styleError
	if d.Severity == Warning {
		style = styleWarning
	}
	if place := placeOf(d.Span); place != "" {
		b.WriteString(p.paint(styleStrong, place+":") + " ")
	}
	b.WriteString(p.paint(style, fmt.Sprintf("%s[%s]:", d.Severity, d.Code)))
	b.WriteString(" " + p.paint(styleStrong, Visible(d.Summary)) + "\n")
	writeSnippet(b, p, style, d.Span)
	for _, r := range d.Related {
		fmt.Fprintf(b, "  = %s %s: %s\n", p.paint(styleStrong, "see:"), placeOf(r.Span), Visible(r.Text))
	}
	if d.Help != "" {
		fmt.Fprintf(b, "  = %s %s\n", p.paint(styleStrong, "help:"), Visible(d.Help))
	}
}

// placeOf is file:line:column, or "" for the zero Span.
func placeOf(s source.Span) string {
	if s.File == nil {
		return ""
	}
	pos := s.Pos()
	return fmt.Sprintf("%s:%d:%d", Visible(s.File.Name), pos.Line, pos.Column)
}

// painter puts text in colour, or leaves it as it is when it is false.
type painter bool

// ANSI "select graphic rendition" parameters.
const (
	styleError   = "1;31"
	styleWarning = "1;33"
	styleGutter  = "34"
	styleStrong  = "1"
)

func (p painter) paint(style, s string) string {
	if !p {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}
