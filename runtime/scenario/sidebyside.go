package scenario

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/explain"
)

// column is how many characters of each transcript are shown side by side.
const column = 62

// SideBySide shows what both engines did, a row for each request, answer and line of the
// log, with a ≠ between what is not the same. It is empty where one of them did not run.
func (r *Result) SideBySide() string {
	var b strings.Builder
	for i := range min(len(r.Action), len(r.Native)) {
		left, right := transcriptLines(r.Action[i].Transcript), transcriptLines(r.Native[i].Transcript)
		name := "the Action"
		if len(r.Action) > 1 {
			name = fmt.Sprintf("the Action, event %d", i+1)
		}
		row(&b, name, " ", "the mapping")
		for n := range max(len(left), len(right)) {
			l, r := at(left, n), at(right, n)
			sign := " "
			if l != r {
				sign = "≠"
			}
			row(&b, l, sign, r)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func row(b *strings.Builder, left, sign, right string) {
	left, right = cut(left), cut(right)
	fmt.Fprintf(b, "%s%s %s %s\n", left, strings.Repeat(" ", column-utf8.RuneCountInString(left)), sign, right)
}

func cut(line string) string {
	if utf8.RuneCountInString(line) <= column {
		return line
	}
	return string([]rune(line)[:column-1]) + "…"
}

func at(lines []string, n int) string {
	if n < len(lines) {
		return lines[n]
	}
	return ""
}

// transcriptLines is what a delivery did, line by line.
func transcriptLines(t *action.Transcript) []string {
	var lines []string
	for _, x := range t.Exchanges {
		lines = append(lines, requestLine(x.Request))
		if x.Request.Body != "" {
			lines = append(lines, "    "+explain.Value(bodyOf(x.Request)))
		}
		switch {
		case x.Response != nil:
			lines = append(lines, fmt.Sprintf("    ← %d, after %v", x.Response.Status, x.Took))
		default:
			lines = append(lines, "    ← "+x.Error)
		}
	}
	for _, line := range t.Logs {
		lines = append(lines, line.Level+": "+line.Text)
	}
	lines = append(lines, "= "+string(t.Outcome)+because(t))
	return lines
}
