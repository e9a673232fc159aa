package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// github has workflow commands of GitHub Actions, which shows them beside the lines of
// tests that failed, and how many there were.
type github struct {
	w    io.Writer
	text text // counts, and tells how many there were
}

// Result implements Writer.
func (g *github) Result(r *scenario.Result) error {
	g.text.count(r)
	file, line := place(r)
	level, message := "", ""
	switch {
	case r.Failed():
		level, message = "error", r.Explain()
	case len(r.Differences) > 0:
		level, message = "warning", r.Deviations()
	default:
		return nil
	}
	var lines []string
	for l := range strings.SplitSeq(message, "\n") {
		lines = append(lines, visible(l))
	}
	_, err := fmt.Fprintf(g.w, "::%s file=%s,line=%d,title=%s::%s\n", level, diag.GitHubProperty(file), line,
		diag.GitHubProperty(r.Test.Name), diag.GitHubData(strings.Join(lines, "\n")))
	return err
}

// End implements Writer.
func (g *github) End() error { return g.text.End() }

func visible(s string) string { return diag.Visible(s) }
