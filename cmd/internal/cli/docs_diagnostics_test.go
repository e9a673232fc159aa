package cli

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

const diagnosticsPage = "diagnostics.md"

// unshown are the codes whose sections have no example, and why.
var unshown = map[string]string{
	"SW001": "the file would be huge",
	"SW002": "the file would not be text",
	"SW070": "the mapping would be huge",
}

// codeSection is the part of the page about one code: its heading is the code
// alone, so that links to it last.
type codeSection struct {
	code         string
	wrong, right caseFolder
	said         *block // what is printed of the wrong one
}

// caseFolder is what one side of a section shows: files, and the command that is run
// in their folder.
type caseFolder struct {
	files   map[string]string
	command []string
}

var (
	codeHeading     = regexp.MustCompile(`(?m)^### (SW\d+)\n\n\*\*[A-Z][^*\n]+\.\*\*\n`)
	codeDeclaration = regexp.MustCompile(`\bcode[A-Z]\w*\s*=\s*"(SW\d+)"`)
	tallyLine       = regexp.MustCompile(`\n\d+ (error|warning).*\n$`)
)

// TestDiagnosticsPage runs the two examples of each section of the page. The
// wrong one must print what the page shows, with the code of the section; the right
// one must have no error and no word about that code.
func TestDiagnosticsPage(t *testing.T) {
	page := readPages(t)[diagnosticsPage]
	var corrections []correction
	for _, s := range readSections(t, page) {
		if s.said == nil {
			continue
		}
		t.Run(s.code, func(t *testing.T) {
			got := s.wrong.run(t)
			if !strings.Contains(got, "["+s.code+"]") {
				t.Errorf("the wrong example has not this code:\n%s", got)
			}
			if got != s.said.text {
				corrections = append(corrections, correction{*s.said, got})
			}
			if said := s.right.run(t); strings.Contains(said, "["+s.code+"]") || strings.Contains(said, "error") {
				t.Errorf("the right example is not right:\n%s", said)
			}
		})
	}
	if len(corrections) == 0 {
		return
	}
	if !updating() {
		for _, c := range corrections {
			t.Errorf("docs/%s:%d shows not what is printed; UPDATE_GOLDEN=1 rewrites it. Now it is\n%s", diagnosticsPage, c.line, c.right)
		}
		return
	}
	for _, c := range slices.Backward(corrections) {
		page = page[:c.start] + c.right + page[c.end:]
	}
	if err := os.WriteFile(filepath.Join(pages, diagnosticsPage), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Errorf("UPDATE_GOLDEN is set: docs/%s has been rewritten; look at the changes and run again without it", diagnosticsPage)
}

// Each code that is declared has a section, and each section is about one.
func TestDiagnosticsPageHasEachCode(t *testing.T) {
	var sections []string
	for _, s := range readSections(t, readPages(t)[diagnosticsPage]) {
		sections = append(sections, s.code)
	}
	if !slices.IsSorted(sections) || len(slices.Compact(slices.Clone(sections))) != len(sections) {
		t.Errorf("the sections are not in the order of their codes, or one is there twice: %v", sections)
	}
	declared := declaredCodes(t)
	for _, code := range declared {
		if !slices.Contains(sections, code) {
			t.Errorf("docs/%s has no section about %s", diagnosticsPage, code)
		}
	}
	for _, code := range sections {
		if !slices.Contains(declared, code) {
			t.Errorf("docs/%s has a section about %s, which nothing declares", diagnosticsPage, code)
		}
	}
}

// declaredCodes are the codes that the source of the project declares.
func declaredCodes(t *testing.T) []string {
	t.Helper()
	codes := map[string]bool{}
	for _, folder := range []string{"../../../generator", "../../../cmd", "../../../runtime"} {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			for _, m := range codeDeclaration.FindAllStringSubmatch(string(text), -1) {
				codes[m[1]] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(codes) == 0 {
		t.Fatal("no code is declared")
	}
	return slices.Sorted(maps.Keys(codes))
}

// readSections reads the sections of the page and their blocks: `yaml wrong` is a
// mapping, `json wrong NAME` another file, `sh wrong` a command other than
// `scimwright check`, and plain `text` what it prints.
func readSections(t *testing.T, page string) []codeSection {
	t.Helper()
	headings := codeHeading.FindAllStringSubmatchIndex(page, -1)
	if len(headings) == 0 || len(headings) != strings.Count(page, "\n### ") {
		t.Fatalf("docs/%s: %d headings are those of sections, a code with its title in bold below", diagnosticsPage, len(headings))
	}
	blocks := readBlocks(page)
	var sections []codeSection
	for i, h := range headings {
		end := len(page)
		if i+1 < len(headings) {
			end = headings[i+1][0]
		}
		s := codeSection{code: page[h[2]:h[3]], wrong: newCaseFolder(), right: newCaseFolder()}
		for _, b := range blocks {
			if b.start < h[0] || b.start > end {
				continue
			}
			switch side, name, _ := strings.Cut(b.role, " "); {
			case b.language == "text" && b.role == "" && s.said == nil:
				s.said = &b
			case side == "wrong":
				s.wrong.add(b, name)
			case side == "right":
				s.right.add(b, name)
			default:
				t.Errorf("docs/%s:%d: this block has no place in a section", diagnosticsPage, b.line)
			}
		}
		if why := unshown[s.code]; (s.said == nil) != (why != "") {
			t.Errorf("docs/%s: %s has an example: %v, and the reason for none is %q", diagnosticsPage, s.code, s.said != nil, why)
		}
		sections = append(sections, s)
	}
	return sections
}

// newCaseFolder has a mapping for the examples that are about something else.
func newCaseFolder() caseFolder {
	return caseFolder{
		files:   map[string]string{defaultMapping: "version: 1\nuser:\n  userName: ${user.email}\n  active: ${!user.blocked}\n"},
		command: []string{"scimwright", "check"},
	}
}

func (c *caseFolder) add(b block, name string) {
	switch {
	case b.language == "sh":
		c.command = strings.Fields(b.text)
	case name == "":
		c.files[defaultMapping] = b.text
	default:
		c.files[name] = b.text
	}
}

// run runs the command in a folder with the files, and returns what it prints of
// what is wrong, less the number of findings.
func (c *caseFolder) run(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range c.files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(folder) // from where the mapping's schemas and functions are read
	var out, stderr bytes.Buffer
	Main(&Process{
		Args: c.command[1:], Dir: folder, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &stderr,
		Now: func() time.Time { return time.Date(2026, time.January, 1, 12, 0, 0, 0, time.UTC) },
	})
	return tallyLine.ReplaceAllString(strings.ReplaceAll(stderr.String(), folder+string(filepath.Separator), ""), "")
}
