package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/scimwright/scimwright/runtime/scenario"
)

// text is for people: tests that failed, and how many there were.
type text struct {
	w                                 io.Writer
	colour                            bool
	passed, failed, skipped, deviated int
}

// Result implements Writer.
func (t *text) Result(r *scenario.Result) error {
	t.count(r)
	file, line := place(r)
	var out strings.Builder
	if r.Failed() {
		fmt.Fprintf(&out, "%s:%d: %s %s\n%s", visible(file), line, t.paint("1;31", "FAIL"), visible(r.Test.Name), indented(r.Explain()))
	}
	if told := r.Deviations(); told != "" {
		if !r.Failed() {
			fmt.Fprintf(&out, "%s:%d: %s %s\n", visible(file), line, t.paint("1;33", "DIFF"), visible(r.Test.Name))
		}
		out.WriteString(indented(told))
	}
	_, err := io.WriteString(t.w, out.String())
	return err
}

// count counts a result.
func (t *text) count(r *scenario.Result) {
	switch {
	case r.Skipped != "":
		t.skipped++
	case r.Failed():
		t.failed++
	default:
		t.passed++
	}
	if len(r.Differences) > 0 {
		t.deviated++
	}
}

// End implements Writer.
func (t *text) End() error {
	said := fmt.Sprintf("%d tests passed, %d failed", t.passed, t.failed)
	if t.passed == 1 {
		said = fmt.Sprintf("1 test passed, %d failed", t.failed)
	}
	if t.skipped > 0 {
		said += fmt.Sprintf(", %d skipped", t.skipped)
	}
	if t.deviated > 0 {
		said += fmt.Sprintf(", %d different from the mapping", t.deviated)
	}
	_, err := fmt.Fprintln(t.w, said)
	return err
}

func (t *text) paint(style, s string) string {
	if !t.colour {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

// indented writes lines below what they are about.
func indented(s string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		b.WriteString("  " + visible(line) + "\n")
	}
	return b.String()
}
