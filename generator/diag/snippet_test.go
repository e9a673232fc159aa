package diag_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/source"
)

// TestTheCaretIsUnderThePlace writes the marked part of a line between « and »,
// and compares the two lines of the snippet.
func TestTheCaretIsUnderThePlace(t *testing.T) {
	long := strings.Repeat("0123456789", 30)
	for name, c := range map[string]struct{ text, line, marks string }{
		"start of the line":     {"«abc» def", "abc def", "^^^"},
		"end of the line":       {"abc «def»", "abc def", "    ^^^"},
		"a single place":        {"ab«»c", "abc", "  ^"},
		"behind the line":       {"abc«»", "abc", "   ^"},
		"an empty line":         {"«»", "", "^"},
		"tabs stay tabs":        {"a\tb\t«c»", "a\tb\tc", " \t \t^"},
		"a marked tab":          {"a«\t»b", "a\tb", " ^"},
		"wide characters":       {"日本 «語» x", "日本 語 x", "     ^^"},
		"emoji":                 {"😀«b»", "😀b", "  ^"},
		"combining mark before": {"e\u0301«x»", "e\u0301x", " ^"},
		"letters beyond ASCII":  {"ä «ö»", "ä ö", "  ^"},
		"control characters":    {"a\x1b[2J«b»", `a\x1b[2Jb`, "        ^"},
		"not UTF-8":             {"a\xff«b»", `a\xffb`, "     ^"},
		"direction override":    {"a\u202e«b»", `a\u202eb`, "       ^"},
		"over several lines":    {"a «bc\nde» f", "a bc", "  ^^"},
		"windows line break":    {"a «b»\r\nc", "a b", "  ^"},
		"long, at its start":    {"«abc»" + long, "abc" + long[:97] + "…", "^^^"},
		"long, at its end":      {long + "«abc»", "…" + long[len(long)-97:] + "abc", strings.Repeat(" ", 98) + "^^^"},
		"longer than shown":     {"x«" + long + "»", "…" + long[:100] + "…", " " + strings.Repeat("^", 100)},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.NewReplacer("«", "", "»", "").Replace(c.text)
			start := strings.Index(c.text, "«")
			end := strings.Index(c.text, "»") - len("«")
			span := source.Span{File: source.NewFile("f", text), Start: start, End: end}
			var b bytes.Buffer
			if err := diag.WriteText(&b, diag.List{{Summary: "s", Code: "SW1", Span: span}}, diag.TextOptions{}); err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(b.String(), "\n")
			if got, want := lines[1], "    1 | "+c.line; got != want {
				t.Errorf("line\n got %q\nwant %q", got, want)
			}
			if got, want := lines[2], "      | "+c.marks; got != want {
				t.Errorf("marks\n got %q\nwant %q", got, want)
			}
		})
	}
}
