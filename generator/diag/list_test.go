package diag_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/source"
)

func TestSortIsByPlaceSeverityAndCode(t *testing.T) {
	a, b := source.NewFile("a", "0123456789"), source.NewFile("b", "0123456789")
	at := func(f *source.File, start int) source.Span { return source.Span{File: f, Start: start, End: start + 1} }
	l := diag.List{
		{Summary: "7", Span: at(b, 1), Code: "SW1"},
		{Summary: "5", Span: at(a, 5), Code: "SW2"},
		{Summary: "6", Span: at(a, 5), Code: "SW1", Severity: diag.Warning},
		{Summary: "4", Span: at(a, 5), Code: "SW1"},
		{Summary: "2", Span: at(a, 3), Code: "SW1"},
		{Summary: "1", Code: "SW9"}, // nowhere comes first
		{Summary: "3", Span: at(a, 3), Code: "SW1"},
		{Summary: "4", Span: at(a, 5), Code: "SW1"}, // said before
	}
	l.Sort()
	var got []string
	for _, d := range l {
		got = append(got, d.Summary)
	}
	if want := "1 2 3 4 5 6 7"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if !l.HasErrors() || l.Count(diag.Warning) != 1 || l.Count(diag.Error) != 6 {
		t.Errorf("%d errors and %d warnings are counted", l.Count(diag.Error), l.Count(diag.Warning))
	}
	if (diag.List{{Severity: diag.Warning}}).HasErrors() {
		t.Error("a warning counts as an error")
	}
}

func TestQuoteShowsWhatWasWritten(t *testing.T) {
	for in, want := range map[string]string{
		"titel":                  "`titel`",
		"a\x1b[31m\n\u2028\x00b": "`a\\x1b[31m\\n\\u2028\\x00b`",
		"\xff":                   "`\\xff`",
		"日本\u202e":               "`日本\\u202e`",
		strings.Repeat("é", 60):  "`" + strings.Repeat("é", 60) + "`",
		strings.Repeat("é", 61):  "`" + strings.Repeat("é", 59) + "…`",
	} {
		if got := diag.Quote(in); got != want {
			t.Errorf("Quote(%q) = %s, want %s", in, got, want)
		}
	}
}

func ExampleWriteText() {
	file := source.NewFile("mapping.yaml", "version: 1\nuser:\n  titel: Dr\n")
	list := diag.List{{
		Code:    "SW101",
		Summary: "`titel` is not an attribute of the SCIM User",
		Help:    "did you mean `title`?",
		Span:    source.Span{File: file, Start: 19, End: 24},
	}}
	if err := diag.WriteText(os.Stdout, list, diag.TextOptions{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// mapping.yaml:3:3: error[SW101]: `titel` is not an attribute of the SCIM User
	//     3 |   titel: Dr
	//       |   ^^^^^
	//   = help: did you mean `title`?
}
