package cli

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/source"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/explain"
)

// explanation tells all that is known of a user.
type explanation struct {
	*explain.Explanation
	subject    *explained
	checked    *generator.Checked
	transcript *action.Transcript
	process    *Process
	values     bool
	paint      painter
	b          strings.Builder
}

func (t *explanation) line(format string, args ...any) { fmt.Fprintf(&t.b, format+"\n", args...) }

// text tells in five steps, for people.
func (t *explanation) text() error {
	t.line("%s   %s", t.paint.strong(visible(t.subject.id)), t.paint.faint(t.subject.kind))
	t.scope()
	t.matching()
	t.attributes()
	t.requests()
	_, err := fmt.Fprint(t.process.Stdout, t.b.String())
	return err
}

// heading begins a step.
func (t *explanation) heading(title, answer string) {
	t.line("\n%s   %s", t.paint.strong(fmt.Sprintf("%-10s", title)), answer)
}

func (t *explanation) scope() {
	s := t.Explanation.Scope
	answer := t.paint.good("in")
	switch {
	case s.Err != nil:
		answer = t.paint.bad(visible(s.Err.Error()))
	case !s.In:
		answer = t.paint.bad("out")
	}
	t.heading("scope", answer)
	switch {
	case len(s.Connections) == 0:
		t.line("   users of every connection")
	case s.Allowed:
		t.line("   connection %s is allowed", visible(s.Connection))
	case s.Connection == "":
		t.line("   the connection is unknown, and %s allowed", isOrAre(s.Connections))
	default:
		t.line("   connection %s is not allowed: %s", visible(s.Connection), isOrAre(s.Connections))
	}
	if len(s.Clauses) == 0 {
		return
	}
	width := 0
	for _, c := range s.Clauses {
		width = max(width, utf8.RuneCountInString(c.Text))
	}
	for _, c := range s.Clauses {
		value := visible(c.Value)
		if c.Value == "true" {
			value = t.paint.good(value)
		} else if c.Value != "not looked at" {
			value = t.paint.bad(value)
		}
		t.line("   %s%s   %s", visible(c.Text), strings.Repeat(" ", width-utf8.RuneCountInString(c.Text)), value)
	}
	if !s.In || t.values {
		t.diagram(s.Diagram, s.Span)
	}
}

func isOrAre(names []string) string {
	if len(names) == 1 {
		return names[0] + " is"
	}
	return enumerate(names) + " are"
}

// diagram shows the values of the parts of an expression.
func (t *explanation) diagram(diagram string, at source.Span) {
	if diagram == "" {
		return
	}
	if at.File != nil {
		t.line("      %s", t.paint.faint(place(at)))
	}
	for line := range strings.SplitSeq(diagram, "\n") {
		t.line("      %s", visible(line))
	}
}

// place is where something stands in the mapping.
func place(at source.Span) string {
	if at.File == nil {
		return ""
	}
	pos := at.Pos()
	return fmt.Sprintf("%s:%d:%d", visible(at.File.Name), pos.Line, pos.Column)
}

func (t *explanation) matching() {
	var by []string
	for _, key := range t.Keys {
		by = append(by, key.Attribute)
	}
	t.heading("matching", "by "+strings.Join(by, ", then by "))
	for _, key := range t.Keys {
		value := explain.Value(key.Value)
		if key.Value == nil {
			value = "nothing: it is passed over"
		}
		t.line("   %-10s   %s", key.Attribute, visible(value))
	}
}

func (t *explanation) attributes() {
	empty, width, wide := 0, 0, 0
	for _, a := range t.Attributes {
		if a.Value == nil || a.Why != "" {
			empty++
		}
		width, wide = max(width, utf8.RuneCountInString(a.Path)), max(wide, len(place(a.Span)))
	}
	width = min(width, 44)
	answer := fmt.Sprintf("%d with a value, %d without", len(t.Attributes)-empty, empty)
	if t.Err != nil {
		answer = t.paint.bad(visible(t.Err.Error()))
	}
	t.heading("attributes", answer)
	for _, a := range t.Attributes {
		value := explain.Value(a.Value)
		switch {
		case a.Err != nil:
			value = t.paint.bad(visible(a.Err.Error()))
		case a.Value == nil:
			value = t.paint.faint("— " + visible(a.Why))
		case a.Why != "":
			value = t.paint.faint(visible(value) + ", " + visible(a.Why))
		default:
			value = visible(value)
		}
		t.line("   %-*s   %s   %s", width, a.Path, t.paint.faint(fmt.Sprintf("%-*s", wide, place(a.Span))), value)
		if t.values || a.Err != nil {
			for _, d := range a.Diagrams {
				t.diagram(d, source.Span{})
			}
		}
	}
}

func (t *explanation) requests() {
	answer := string(t.transcript.Outcome)
	if t.transcript.Failure != nil {
		answer = t.paint.bad(visible(t.transcript.Failure.Message))
	} else if reason := t.transcript.Reason(); reason != "" {
		answer += ": " + visible(reason)
	}
	t.heading("requests", answer)
	if len(t.transcript.Exchanges) == 0 {
		t.line("   none")
		return
	}
	if t.subject.before != nil {
		t.line("   %s", t.paint.faint("if the server holds the account as the mapping has made it before:"))
	} else {
		t.line("   %s", t.paint.faint("if the server holds no such account:"))
	}
	for _, x := range t.transcript.Exchanges {
		t.line("   %s %s", x.Request.Method, visible(readableURL(x.Request.URL)))
		for _, h := range t.headers(x.Request) {
			t.line("   %s", t.paint.faint(visible(h.name+": "+h.value)))
		}
		if x.Request.Body != "" {
			var body any
			if json.Unmarshal([]byte(x.Request.Body), &body) == nil {
				var text strings.Builder
				encoder := json.NewEncoder(&text)
				encoder.SetEscapeHTML(false)
				encoder.SetIndent("   ", "  ")
				if encoder.Encode(json.RawMessage(x.Request.Body)) == nil {
					t.line("   %s", strings.TrimSpace(visibleLines(text.String())))
				}
			} else {
				t.line("   %s", visible(t.form(x.Request)))
			}
		}
		t.line("")
	}
}

// visibleLines is visible for a text of several lines.
func visibleLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = visible(lines[i])
	}
	return strings.Join(lines, "\n")
}
