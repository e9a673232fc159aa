package templates_test

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/templates"
)

// TestActionIsWhole makes sure that what is embedded is what is in the folder,
// and that each module has its place in the reading order.
func TestActionIsWhole(t *testing.T) {
	var onDisk []string
	for _, pattern := range []string{"action/*.js", "action/*/*.js"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		onDisk = append(onDisk, names...)
	}
	onDisk = slices.DeleteFunc(onDisk, func(name string) bool {
		return name == "action/mapping.sample.js" || strings.HasPrefix(name, "action/testdata/")
	})
	slices.Sort(onDisk)
	embedded := modules(t)
	if !slices.Equal(embedded, onDisk) {
		t.Errorf("embedded are %v, in the folder are %v", embedded, onDisk)
	}

	var ordered []string
	for _, name := range templates.ReadingOrder {
		ordered = append(ordered, "action/"+name)
	}
	slices.Sort(ordered)
	if !slices.Equal(embedded, ordered) {
		t.Errorf("embedded are %v, in the reading order are %v", embedded, ordered)
	}
}

// TestModulesKeepToTheForm checks the rules of the package's documentation,
// without which putting the modules together by text would go wrong.
func TestModulesKeepToTheForm(t *testing.T) {
	declaredIn := map[string]string{}
	for _, name := range modules(t) {
		t.Run(name, func(t *testing.T) {
			text := read(t, name)
			checkText(t, text)
			checkRegions(t, text)
			blocks := topLevelBlocks(text)
			if len(blocks) < 2 {
				t.Fatalf("%d blocks at the top level: no heading or no declaration", len(blocks))
			}
			if !heading.MatchString(blocks[0]) {
				t.Errorf("does not begin with a heading: %q", blocks[0])
			}
			names := 0
			for _, block := range blocks[1:] {
				block = typeImport.ReplaceAllString(block, "")
				block = strings.TrimSpace(valueImport.ReplaceAllString(block, ""))
				if block == "" || typedef.MatchString(block) {
					continue
				}
				found := declaration.FindStringSubmatch(block)
				if found == nil {
					t.Errorf("neither an import, a typedef nor a declaration: %q", block)
					continue
				}
				names++
				slot := path.Dir(name) + "/*"
				if other, ok := declaredIn[found[1]]; ok && (!isSlot(name) || other != slot) {
					t.Errorf("%s is declared in %s, too", found[1], other)
				}
				if !isSlot(name) {
					slot = name
				}
				declaredIn[found[1]] = slot
			}
			if names == 0 && name != "action/types.js" {
				t.Error("declares nothing")
			}
		})
	}
}

// isSlot reports whether a module is one of the variants for a slot.
func isSlot(name string) bool {
	folder := path.Dir(name)
	return folder != "action" && folder != "action/cel"
}

var (
	heading     = regexp.MustCompile(`^// [A-Za-z][^\n]+\.(\n// [^\n]+)*$`)
	typeImport  = regexp.MustCompile(`(?m)^/\*\* @import \{ [\w, ]+ \} from "[^"]+" \*/$`)
	valueImport = regexp.MustCompile(`(?m)^import \{[\w\s,]+\} from "(#|\./|\.\./)[^"]+";$`)
	typedef     = regexp.MustCompile(`^/\*\*(\n \*| )[^/]*@typedef \{(?s:.*)\} \w+( [^\n]*)?(\n)? \*/$`)
	// A declaration has at most a doc comment above it, and one line in column 0 at each end.
	declaration = regexp.MustCompile(`^(?:/\*\*(?s:.*?)\*/\n)?(?:export )?(?:(?:async )?function|class|const) (\w+)\b[^\n]*(?:;|\{\}|[{(\[]\n(?:(?:[ ][^\n]*)?\n)*[})\]]+;?)$`)
	// envToken is what auth0-deploy-cli replaces within code.
	envToken = regexp.MustCompile(`##|@@`)
)

// checkText looks for what must not be anywhere in a module.
func checkText(t *testing.T, text string) {
	t.Helper()
	for i, r := range text {
		if r > 0x7e || (r < ' ' && r != '\n') {
			t.Errorf("byte %d is %q: the text is not plain ASCII", i, r)
		}
	}
	if token := envToken.FindString(text); token != "" {
		t.Errorf("holds %s", token)
	}
	if strings.Contains(text, "\n\n\n") || !strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\n\n") {
		t.Error("two empty lines on end, or not one newline at the end of the file")
	}
}

var (
	anyRegion = regexp.MustCompile(`//\s*#`)
	opening   = regexp.MustCompile(`^ +// #when( !?[a-z0-9]+(-[a-z0-9]+)?)+$`)
)

// checkRegions looks for regions that are not well-formed, or nest.
func checkRegions(t *testing.T, text string) {
	t.Helper()
	inside := false
	for i, line := range strings.Split(text, "\n") {
		switch {
		case !anyRegion.MatchString(line):
		case strings.TrimSpace(line) == "// #end" && inside:
			inside = false
		case opening.MatchString(line) && !inside:
			inside = true
		default:
			t.Errorf("line %d does not begin or end a region: %q", i+1, line)
		}
	}
	if inside {
		t.Error("a region has no end")
	}
}

// topLevelBlocks divides a module at its empty lines, except within a declaration.
func topLevelBlocks(text string) []string {
	var blocks []string
	for _, block := range strings.Split(strings.TrimSuffix(text, "\n"), "\n\n") {
		if strings.HasPrefix(block, " ") && len(blocks) > 0 {
			blocks[len(blocks)-1] += "\n\n" + block
			continue
		}
		blocks = append(blocks, block)
	}
	return blocks
}

// TestActionInNode runs the tests of the Action itself, which are written in
// the Action's language.
func TestActionInNode(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("the Action's own tests need node, and there is none")
		}
		t.Skip("the Action's own tests need node, and there is none on this machine")
	}
	files, err := filepath.Glob("action/testdata/*.test.mjs")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files: %v", err)
	}
	output, err := exec.Command(node, append([]string{"--test", "--test-reporter=tap"}, files...)...).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, failures(string(output)))
	}
	if !regexp.MustCompile(`(?m)^# pass [1-9]`).Match(output) {
		t.Errorf("no test passed:\n%s", output)
	}
}

// failures is what a TAP report says of the tests that failed.
func failures(report string) string {
	var out strings.Builder
	failing := false
	for _, line := range strings.SplitAfter(report, "\n") {
		trimmed := strings.TrimSpace(line)
		if strings.HasPrefix(trimmed, "ok ") || strings.HasPrefix(trimmed, "# Subtest") {
			failing = false
		}
		failing = failing || strings.HasPrefix(trimmed, "not ok ")
		if failing {
			out.WriteString(line)
		}
	}
	return out.String()
}

func modules(t *testing.T) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(templates.Action, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil || len(names) == 0 {
		t.Fatalf("no modules are embedded: %v", err)
	}
	return names
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(templates.Action, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func Example() {
	text, err := fs.ReadFile(templates.Action, "action/mapping-error.js")
	if err != nil {
		fmt.Println(err)
		return
	}
	heading, _, _ := strings.Cut(string(text), "\n")
	fmt.Println(heading)
	// Output: // Mapping errors: a profile that the mapping cannot make a SCIM user of.
}
