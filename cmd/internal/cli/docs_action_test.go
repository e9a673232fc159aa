package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// actionPage explains what the Action does, and what it can say.
const actionPage = "action.md"

// unsaid are texts of the template that look like a message, and that no log and
// no error holds: holes are written as … here.
var unsaid = []string{
	"Basic …", "Bearer …", "… eq …", "…[type eq …]", "scim-access-token", "application/x-www-form-urlencoded",
	"… …", "…: …", // what is put together of others
}

var (
	templateComment = regexp.MustCompile(`(?s:/\*.*?\*/)|(?m:^[ ]*//.*$|^import .*$)`)
	templateText    = regexp.MustCompile(`"((?:[^"\\\n]|\\.)*)"|` + "`((?:[^`\\\\]|\\\\.)*)`")
	templateHole    = regexp.MustCompile(`\$\{(?:[^{}]|\{[^{}]*\})*\}`)
	prose           = regexp.MustCompile(`[a-z] |[a-z]-[a-z]| [a-z]`)
	// word is an outcome, or a reason of one word.
	word     = regexp.MustCompile(`(?:outcome|reason): "(\w+)"`)
	codeSpan = regexp.MustCompile("`([^`]+)`")
)

// TestRunbookIsWhole compares the runbook with the template of the Action: each
// outcome, reason and error has a place in the first column of a table, and what
// has a place there still exists. A text that is new to the template is told here.
func TestRunbookIsWhole(t *testing.T) {
	texts := templateTexts(t)
	page := readPages(t)[actionPage]
	_, runbook, found := strings.Cut(page, "\n## Runbook\n")
	if !found || len(texts) < 60 {
		t.Fatalf("%d texts are found in the template, and the runbook: %v", len(texts), found)
	}
	patterns := make(map[string]*regexp.Regexp)
	for _, text := range texts {
		quoted := regexp.QuoteMeta(text)
		patterns[text] = regexp.MustCompile(strings.ReplaceAll(quoted, "…", ".+"))
	}
	rows := runbookRows(runbook)
	for text, pattern := range patterns {
		if !slices.ContainsFunc(rows, func(row runbookRow) bool { return slices.ContainsFunc(row.spans, pattern.MatchString) }) {
			t.Errorf("docs/%s has no row for %q", actionPage, text)
		}
	}
	for _, row := range rows {
		if len(row.spans) == 0 || row.ofServer() {
			continue
		}
		if !slices.ContainsFunc(texts, func(text string) bool { return patterns[text].MatchString(row.spans[0]) }) {
			t.Errorf("docs/%s has a row for %q, which the template cannot say", actionPage, row.spans[0])
		}
	}
}

// runbookRow is a row of a table: the code of its first cell, and of the others.
type runbookRow struct{ spans []string }

// ofServer tells of rows about errors that a server's answer is the text of, or
// the language.
func (r runbookRow) ofServer() bool {
	return r.spans[0] == "TypeError" || regexp.MustCompile(`^\d{3}( \w+)? [A-Z]+ [/a-z]`).MatchString(r.spans[0])
}

func runbookRows(runbook string) []runbookRow {
	var rows []runbookRow
	for line := range strings.Lines(runbook) {
		if !strings.HasPrefix(line, "| ") {
			continue
		}
		var row runbookRow
		cell, rest, _ := strings.Cut(strings.TrimPrefix(line, "| "), " |")
		for _, match := range codeSpan.FindAllStringSubmatch(cell+rest, -1) {
			row.spans = append(row.spans, match[1])
		}
		if strings.HasPrefix(cell, "`") {
			rows = append(rows, row)
		}
	}
	return rows
}

// templateTexts are the texts of the template that a log or an error may hold,
// with … for what differs.
func templateTexts(t *testing.T) []string {
	t.Helper()
	var texts []string
	folder := filepath.Join("..", "..", "..", "templates", "action")
	for _, pattern := range []string{"*.js", "*/*.js"} {
		paths, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no modules in %s: %v", folder, err)
		}
		for _, path := range paths {
			if filepath.Base(path) == "mapping.sample.js" {
				continue
			}
			code, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, textsOf(string(code))...)
		}
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

func textsOf(code string) []string {
	code = templateComment.ReplaceAllString(code, "")
	var texts []string
	for _, match := range word.FindAllStringSubmatch(code, -1) {
		texts = append(texts, match[1])
	}
	for _, match := range templateText.FindAllStringSubmatch(code, -1) {
		text := match[1] + templateHole.ReplaceAllString(match[2], "…")
		if prose.MatchString(text) && !slices.Contains(unsaid, text) {
			texts = append(texts, text)
		}
	}
	return texts
}

// What the texts are found by is shown to find them.
func TestTextsOf(t *testing.T) {
	const code = `
// "not this one"
/** "nor this" */
  if (outside) return { outcome: "skipped", reason: "stale" };
  throw new ActionError(` + "`ambiguous user, ids ${[id, ...others.map((o) => { return o; })]}`" + `);
  return skipped("no userName");
`
	want := []string{"skipped", "stale", "ambiguous user, ids …", "no userName"}
	if got := textsOf(code); !slices.Equal(got, want) {
		t.Errorf("texts are %q, want %q", got, want)
	}
}
