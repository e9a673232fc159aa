package scenario

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/explain"
	"github.com/scimwright/scimwright/runtime/parity"
)

// Problem is an expectation that is not met.
type Problem struct {
	Text string // in words, of several lines where need be
	// Attribute is the path of the attribute of the user that is not as expected; "" where
	// it is not about one.
	Attribute string
}

// problems collects what is not as expected.
type problems []Problem

func (p *problems) add(format string, args ...any) {
	*p = append(*p, Problem{Text: fmt.Sprintf(format, args...)})
}

func (p *problems) miss(what, want, got string) {
	p.add("the %s is %s, and should be %s", what, got, want)
}

// mismatches tells where a document is not as expected. Of one that holds a user,
// attribute tells which attribute a path is about; nil is of another.
func (p *problems) mismatches(what string, found []Mismatch, attribute func(path string) string) {
	for _, m := range found {
		problem := Problem{Text: what + ": " + m.String()}
		if attribute != nil {
			problem.Attribute = attribute(m.Path)
		}
		*p = append(*p, problem)
	}
}

// ofUser is the attribute that a path of a user is about: the path itself.
func ofUser(path string) string { return path }

// String tells a mismatch on three lines: where, what was expected, what is there.
func (m Mismatch) String() string {
	line := func(sign, value string) string {
		if value == "" {
			value = "(nothing)"
		}
		return "\n  " + sign + " " + value
	}
	path := m.Path
	if path == "" {
		path = "all of it"
	}
	return path + line("-", m.Want) + line("+", m.Got)
}

// Unmet lists what of the expectations is not so, given the runs of the test.
func (t *Test) Unmet(runs []parity.Run) []Problem {
	var p problems
	if len(runs) == 0 {
		p.add("nothing was delivered")
		return p
	}
	last := runs[len(runs)-1]
	e := &t.Expect
	if e.Outcome != "" && e.Outcome != string(last.Outcome) {
		p.miss("outcome", e.Outcome, string(last.Outcome)+because(last.Transcript))
	}
	if got := messageOf(last.Transcript); e.Error != "" && !begins(e.Error, got) {
		p.miss("error", e.Error, or(got, "none"))
	}
	if got := last.Reason(); e.Reason != "" && !same(e.Reason, got) {
		p.miss("reason", e.Reason, or(got, "none"))
	}
	if e.Elapsed != "" {
		if fits, _ := parseElapsed(e.Elapsed); fits != nil && !fits(last.Elapsed) {
			p.miss("time that passed", e.Elapsed, last.Elapsed.String())
		}
	}
	p.requests(e.Requests, last.Transcript)
	p.body(e, last.Transcript)
	p.users(e.Users, last)
	p.log(e.Log, last.Logs)
	return p
}

// users compares the users that the server holds in the end.
func (p *problems) users(want []any, last parity.Run) {
	if want == nil {
		return
	}
	held := usersOf(last)
	if len(held) != len(want) {
		p.add("users on the server in the end: %d, and should be %d:%s", len(held), len(want), listed(held))
		return
	}
	attribute := ofUser
	if len(held) > 1 {
		attribute = nil // whose they are is not known
	}
	for i := range want {
		p.mismatches(fmt.Sprintf("user %d of the server", i+1), Match(want[i], held[i], false), attribute)
	}
}

func listed(values []any) string {
	if len(values) == 0 {
		return " none"
	}
	var b strings.Builder
	for _, value := range values {
		b.WriteString("\n  " + explain.Value(value))
	}
	return b.String()
}

// log looks for each of the lines.
func (p *problems) log(want []any, lines []action.LogLine) {
	for _, pattern := range want {
		if !slices.ContainsFunc(lines, func(line action.LogLine) bool { return matchesLine(pattern, line) }) {
			var got []any
			for _, line := range lines {
				got = append(got, line.Level+": "+line.Text)
			}
			p.add("no line of the log is %s:%s", explain.Value(pattern), listed(got))
		}
	}
}

// matchesLine tells whether a line of the log is meant: a map names members of its JSON,
// and `level` besides; a text is found in it.
func matchesLine(pattern any, line action.LogLine) bool {
	switch pattern := pattern.(type) {
	case string:
		if isPattern(pattern) {
			return matchesPattern(pattern, line.Text)
		}
		return strings.Contains(line.Text, pattern)
	case map[string]any:
		var facts map[string]any
		if json.Unmarshal([]byte(line.Text), &facts) != nil {
			return false
		}
		if facts["level"] == nil {
			facts["level"] = line.Level
		}
		return len(Match(pattern, facts, false)) == 0
	}
	return false
}

// parseElapsed reads a time, alone or behind < <= > or >=.
func parseElapsed(text string) (func(time.Duration) bool, error) {
	for _, sign := range []string{"<=", ">=", "<", ">", ""} {
		rest, ok := strings.CutPrefix(text, sign)
		if !ok {
			continue
		}
		limit, err := time.ParseDuration(strings.TrimSpace(rest))
		if err != nil {
			return nil, fmt.Errorf("the time %q cannot be read: write 1s, or < 3s", text)
		}
		return map[string]func(time.Duration) bool{
			"<=": func(d time.Duration) bool { return d <= limit }, ">=": func(d time.Duration) bool { return d >= limit },
			"<": func(d time.Duration) bool { return d < limit }, ">": func(d time.Duration) bool { return d > limit },
			"": func(d time.Duration) bool { return d == limit },
		}[sign], nil
	}
	return nil, nil
}

// same tells whether a text is the one expected, or fits its pattern.
func same(want, got string) bool {
	if isPattern(want) {
		return matchesPattern(want, got)
	}
	return want == got
}

// begins tells whether a text begins as expected, or fits a pattern.
func begins(want, got string) bool {
	if isPattern(want) {
		return matchesPattern(want, got)
	}
	return got != "" && strings.HasPrefix(got, want)
}

// lineDiff shows two lists of lines, those expected with - and those seen with +.
func lineDiff(want, got []string) string {
	text := func(lines []string) []byte {
		if len(lines) == 0 {
			return nil
		}
		return []byte(strings.Join(lines, "\n") + "\n")
	}
	shown := diff.Diff("want", text(want), "got", text(got))
	for range 4 { // its header
		_, shown, _ = bytes.Cut(shown, []byte("\n"))
	}
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimSuffix(string(shown), "\n"), "\n") {
		if strings.HasPrefix(line, "@@") || line == "" {
			continue // where it is in the list says nothing
		}
		b.WriteString("\n  " + line[:1] + " " + line[1:])
	}
	return b.String()
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func messageOf(t *action.Transcript) string {
	if t.Failure == nil {
		return ""
	}
	return t.Failure.Message
}

// because tells why, where the log does.
func because(t *action.Transcript) string {
	if reason := t.Reason(); reason != "" {
		return " (" + reason + ")"
	}
	return ""
}
