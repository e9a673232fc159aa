// Package report writes what came of scenarios in the formats of continuous integration:
// JUnit's XML, the Test Anything Protocol, GitHub's annotations, and JSON.
package report

import (
	"io"

	"github.com/scimwright/scimwright/runtime/scenario"
)

// Writer writes results in one format.
type Writer interface {
	// Result tells of a test, as it ends.
	Result(*scenario.Result) error
	// End completes the report.
	End() error
}

// Formats are those that there are, in the order in which to name them.
func Formats() []string { return []string{"text", "json", "junit", "tap", "github"} }

// New returns a writer of a format, or nil where there is no such format. In "text" it
// tells of tests that failed, with colours where colour is set.
func New(format string, w io.Writer, colour bool) Writer {
	switch format {
	case "text":
		return &text{w: w, colour: colour}
	case "json":
		return &jsonLines{w: w}
	case "junit":
		return &junit{w: w}
	case "tap":
		return &tap{w: w}
	case "github":
		return &github{w: w, text: text{w: w}}
	}
	return nil
}

// place is the file and line of a test.
func place(r *scenario.Result) (file string, line int) {
	return r.Suite.File.Source.Name, r.Test.Line
}
