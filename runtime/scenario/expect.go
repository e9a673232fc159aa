package scenario

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/parity"
)

// Unmet lists what of the expectations is not so, in words, given the runs of the test.
func (t *Test) Unmet(runs []parity.Run) []string {
	if len(runs) == 0 {
		return []string{"nothing was delivered"}
	}
	last := runs[len(runs)-1].Transcript
	var unmet []string
	miss := func(what, want, got string) {
		unmet = append(unmet, fmt.Sprintf("%s is %s, and should be %s", what, got, want))
	}
	if want := t.Expect.Outcome; want != "" && want != string(last.Outcome) {
		miss("the outcome", want, string(last.Outcome)+because(last))
	}
	if want := t.Expect.Error; want != "" && (last.Failure == nil || !strings.HasPrefix(last.Failure.Message, want)) {
		miss("the error", want, messageOf(last))
	}
	if want := t.Expect.Reason; want != "" && want != reasonOf(last) {
		miss("the reason", want, or(reasonOf(last), "none"))
	}
	if want := t.Expect.Requests; want != nil {
		var got []string
		for _, x := range last.Exchanges {
			got = append(got, requestLine(x.Request))
		}
		if !slices.Equal(want, got) {
			unmet = append(unmet, "the requests are"+listed(got)+"\nand should be"+listed(want))
		}
	}
	return unmet
}

func listed(lines []string) string {
	if len(lines) == 0 {
		return " none"
	}
	return "\n  " + strings.Join(lines, "\n  ")
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func messageOf(t *action.Transcript) string {
	if t.Failure == nil {
		return "none"
	}
	return t.Failure.Message
}

// because tells why, where the log does.
func because(t *action.Transcript) string {
	if reason := reasonOf(t); reason != "" {
		return " (" + reason + ")"
	}
	return ""
}

// reasonOf is the reason that the log tells.
func reasonOf(t *action.Transcript) string {
	for _, line := range slices.Backward(t.Logs) {
		var told struct{ Reason string }
		if json.Unmarshal([]byte(line.Text), &told) == nil && told.Reason != "" {
			return told.Reason
		}
	}
	return ""
}

// requestLine is a request as expectations write it: below the base URL, and readable.
func requestLine(r action.Request) string {
	u, err := url.Parse(r.URL)
	if err != nil {
		return r.Method + " " + r.URL
	}
	line := r.Method + " " + strings.TrimPrefix(u.EscapedPath(), "/scim/v2")
	if u.Host != "scim.example.com" {
		line = r.Method + " " + u.Host + u.EscapedPath()
	}
	if u.RawQuery == "" {
		return line
	}
	query, err := url.PathUnescape(u.RawQuery)
	if err != nil {
		query = u.RawQuery
	}
	return line + "?" + query
}
