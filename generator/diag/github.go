package diag

import (
	"fmt"
	"io"
	"strings"
)

// WriteGitHub writes findings as workflow commands of GitHub Actions, which shows
// them as annotations of the changed lines:
//
//	::error file=mapping.yaml,line=4,endLine=4,col=3,endColumn=8,title=SW101::…
//
// It shows at most [Limit] findings and counts the rest in a notice. The error is
// that of w.
func WriteGitHub(w io.Writer, l List) error {
	var b strings.Builder
	for _, d := range l[:min(len(l), Limit)] {
		b.WriteString("::" + d.Severity.String() + " ")
		if place := jsonPlaceOf(d.Span); place.File != "" {
			fmt.Fprintf(&b, "file=%s,line=%d,endLine=%d,", GitHubProperty(place.File), place.Line, place.EndLine)
			if place.Line == place.EndLine { // GitHub refuses columns of a span over lines
				fmt.Fprintf(&b, "col=%d,endColumn=%d,", place.Column, place.EndColumn)
			}
		}
		message := d.Summary
		if d.Help != "" {
			message += "\n" + d.Help
		}
		fmt.Fprintf(&b, "title=%s::%s\n", GitHubProperty(d.Code), GitHubData(message))
	}
	if len(l) > Limit {
		fmt.Fprintf(&b, "::notice::… and %d more\n", len(l)-Limit)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Escapes of workflow commands. What is not escaped would end a property or the
// command, so that text of a mapping could begin a command of its own.
var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHubData is a text as the message of a workflow command.
func GitHubData(s string) string { return dataEscapes.Replace(s) }

// GitHubProperty is a text as the value of a property of one.
func GitHubProperty(s string) string { return propertyEscapes.Replace(s) }
