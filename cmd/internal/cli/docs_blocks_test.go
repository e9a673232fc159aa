package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// pages are those of the documentation that hold examples.
const pages = "../../../docs"

// block is a fenced block of a page. Its info string has a language, which
// GitHub colours it by, and what the block is to the tests:
//
//	yaml mapping     a mapping, or sections of one
//	js file=NAME     a file that the mapping before it names
//	json profile     the user of an event that is delivered to that mapping
//	json scim        what is sent then
//	text error       or, the error that the Action throws
//	text outcome     or, the outcome and its reason, when nothing is sent
//	text check       what check says of the mapping
//	json user        the user of the tables of expressions that follow
//	yaml part        something that is no mapping by itself
//
// Other words are those of other tests; see ownTests.
type block struct {
	language, role string
	text           string
	start, end     int // of the text in the page
	line           int // of the page
}

// roles are the words for blocks of which examples are made.
var roles = []string{"mapping", "profile", "scim", "error", "outcome", "check", "user", "part"}

// ownTests are the words of pages that have tests of their own.
var ownTests = map[string][]string{
	"diagnostics.md": {"wrong", "right"},
	mockPage:         {"dialect", "faults", "session"},
	scenariosPage:    {"scenario"},
	"testing.md":     {"scenario", "expect"},
	modulesPage: {
		"action", "example=mapping.yaml", "example=helpers/phone.ts", "example=helpers/pick-countries.mjs",
	},
}

// readBlocks finds the fenced blocks of a page.
func readBlocks(page string) []block {
	var blocks []block
	var open *block
	offset, number := 0, 0
	for line := range strings.Lines(page) {
		number++
		switch info, fenced := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "```"); {
		case fenced && open == nil:
			language, role, _ := strings.Cut(info, " ")
			open = &block{language: language, role: role, start: offset + len(line), line: number}
		case fenced:
			open.end = offset
			open.text = page[open.start:open.end]
			blocks = append(blocks, *open)
			open = nil
		}
		offset += len(line)
	}
	return blocks
}

// readPages returns the pages of the documentation by their names.
func readPages(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(pages, "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no pages in %s (%v)", pages, err)
	}
	texts := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(file)] = string(text)
	}
	return texts
}

// A block that could be an example says what it is: none is passed over because
// of a misspelt word.
func TestDocsSayWhatTheirBlocksAre(t *testing.T) {
	for name, page := range readPages(t) {
		for _, b := range readBlocks(page) {
			if problem := b.problem(ownTests[name]); problem != "" {
				t.Errorf("docs/%s:%d: %s", name, b.line, problem)
			}
		}
	}
}

// problem says what is wrong with the info string of a block, or with a part that
// no test looks at otherwise.
func (b block) problem(others []string) string {
	_, isFile := strings.CutPrefix(b.role, "file=")
	switch {
	case b.language != "yaml" && b.language != "json" && b.role == "":
		return ""
	case b.role == "":
		return "a block of " + b.language + " without a word for the tests; `" + b.language + " part` is no example"
	case !isFile && !slices.Contains(roles, b.role) && !slices.Contains(others, strings.Fields(b.role)[0]):
		return fmt.Sprintf("no test knows a block of `%s %s`", b.language, b.role)
	}
	var value any
	if err := yaml.Unmarshal([]byte(b.text), &value); b.role == "part" && err != nil {
		return err.Error()
	}
	return ""
}
