// Package explain tells what a mapping makes of one user, and why: the values that
// expressions came to, part by part, why an attribute is empty, whether the user is in
// scope, and which requests would go out.
package explain

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/runtime/reference"
)

// maxShown is how many code points of a value are shown.
const maxShown = 60

// Diagram draws an expression, and under each of its parts the value that it came to:
//
//	user.given_name + " " + user.family_name
//	│    │          │            │
//	│    "Ada"      "Ada Byron"  "Byron"
//
// A part that was not evaluated has none, and one of a macro has a value for each item.
func Diagram(c *expr.Checked, e *reference.Evaluation) string {
	source := []rune(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, c.Expression.Source))
	// Without the blanks around it.
	lead := len(source) - len([]rune(strings.TrimLeft(string(source), " ")))
	lines := []string{strings.TrimSpace(string(source))}
	var labels []label
	for _, part := range c.Parts() {
		value, ok := valueAt(e, part.Node)
		// Objects are there to be selected from.
		if !ok || strings.HasPrefix(value, "{") || len(labels) > 0 && labels[len(labels)-1].column == part.Start-lead {
			continue
		}
		labels = append(labels, label{part.Start - lead, value})
	}
	return strings.Join(append(lines, draw(labels)...), "\n")
}

// label is a value below a column.
type label struct {
	column int
	text   string
}

// draw places labels, from the right to the left: each on the first line on which it
// fits, and a bar above it.
func draw(labels []label) []string {
	if len(labels) == 0 {
		return nil
	}
	rows := [][]label{nil} // the first has bars alone
	for _, l := range slices.Backward(labels) {
		rows[0] = append(rows[0], label{l.column, "│"})
		placed := false
		for i := 1; i < len(rows) && !placed; i++ {
			last := rows[i][len(rows[i])-1]
			if l.column+utf8.RuneCountInString(l.text)+1 <= last.column {
				rows[i] = append(rows[i], l)
				placed = true
			} else {
				rows[i] = append(rows[i], label{l.column, "│"})
			}
		}
		if !placed {
			rows = append(rows, []label{l})
		}
	}
	var lines []string
	for _, row := range rows {
		var line []rune
		for _, l := range slices.Backward(row) {
			for len(line) < l.column {
				line = append(line, ' ')
			}
			line = append(line, []rune(l.text)...)
		}
		lines = append(lines, string(line))
	}
	return lines
}

// valueAt is what a node came to, in short.
func valueAt(e *reference.Evaluation, node int64) (string, bool) {
	var values []string
	for _, step := range e.Steps {
		if step.Node == node {
			values = append(values, shown(step))
		}
	}
	if len(values) == 0 {
		return "", false
	}
	return short(strings.Join(values, ", ")), true
}

func shown(step reference.Step) string {
	if step.Err != "" {
		return "error: " + step.Err
	}
	return Value(step.Value)
}

// Value is a value of a profile or of an evaluation as JSON, on one line.
func Value(value any) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(value) != nil {
		return "?"
	}
	return strings.TrimSpace(b.String())
}

// short cuts a text to what fits a line.
func short(text string) string {
	if utf8.RuneCountInString(text) <= maxShown {
		return text
	}
	return string([]rune(text)[:maxShown-1]) + "…"
}
