package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/scimwright/scimwright/runtime/scenario"
)

// tap is the Test Anything Protocol, version 14. Its plan comes at the end.
type tap struct {
	w io.Writer
	n int
}

// Result implements Writer.
func (t *tap) Result(r *scenario.Result) error {
	var b strings.Builder
	if t.n == 0 {
		b.WriteString("TAP version 14\n")
	}
	t.n++
	file, line := place(r)
	status, directive := "ok", ""
	if r.Failed() {
		status = "not ok"
	}
	if r.Skipped != "" {
		directive = " # SKIP " + oneLine(r.Skipped)
	}
	fmt.Fprintf(&b, "%s %d - %s%s\n", status, t.n, description(r.Test.Name), directive)
	told := r.Deviations()
	if r.Failed() {
		told = r.Explain()
	}
	if told != "" {
		fmt.Fprintf(&b, "  ---\n  at: %q\n  message: |\n", fmt.Sprintf("%s:%d", file, line))
		for l := range strings.SplitSeq(told, "\n") {
			b.WriteString("    " + visible(l) + "\n")
		}
		b.WriteString("  ...\n")
	}
	_, err := io.WriteString(t.w, b.String())
	return err
}

// End implements Writer.
func (t *tap) End() error {
	begin := ""
	if t.n == 0 {
		begin = "TAP version 14\n"
	}
	_, err := fmt.Fprintf(t.w, "%s1..%d\n", begin, t.n)
	return err
}

// description is a name as a test line may have it: a # would begin a directive.
func description(name string) string {
	return strings.NewReplacer(`\`, `\\`, "#", `\#`).Replace(oneLine(name))
}

func oneLine(text string) string { return visible(strings.ReplaceAll(text, "\n", " ")) }
