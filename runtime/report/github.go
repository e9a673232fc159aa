package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// github has workflow commands of GitHub Actions, which shows them beside the lines of
// tests that failed, and the same text as for people, which goes to the log.
type github struct {
	w    io.Writer
	text *text
}

// Result implements Writer.
func (g *github) Result(r *scenario.Result) error {
	if g.text == nil {
		g.text = &text{w: g.w}
	}
	file, line := place(r)
	level, message := "", ""
	switch {
	case r.Failed():
		level, message = "error", r.Explain()
	case len(r.Differences) > 0:
		level, message = "warning", r.Deviations()
	default:
		return g.text.Result(r)
	}
	g.text.failed += map[string]int{"error": 1}[level]
	g.text.passed += map[string]int{"warning": 1}[level]
	g.text.deviated += map[bool]int{true: 1}[len(r.Differences) > 0]
	var lines []string
	for l := range strings.SplitSeq(message, "\n") {
		lines = append(lines, visible(l))
	}
	_, err := fmt.Fprintf(g.w, "::%s file=%s,line=%d,title=%s::%s\n", level, diag.GitHubProperty(file), line,
		diag.GitHubProperty(r.Test.Name), diag.GitHubData(strings.Join(lines, "\n")))
	return err
}

// End implements Writer.
func (g *github) End() error {
	if g.text == nil {
		g.text = &text{w: g.w}
	}
	return g.text.End()
}

func visible(s string) string { return diag.Visible(s) }
