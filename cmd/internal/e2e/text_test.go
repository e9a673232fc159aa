package e2e_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/harness"
)

// sizeLimit is how much Auth0 takes, in bytes.
const sizeLimit = 100_000

var (
	// remnants are what is left in an Action when its modules were put together wrongly.
	remnants = regexp.MustCompile(`(?m)^ *// #(when|end)|^import |^export |@import|##|@@|[ \t]$|\n\n\n`)
	// declared begins a declaration, or a heading, in column 0.
	declared = regexp.MustCompile(`(?m)^(?:(?:async )?function|class|const) (\w+)|@typedef \{(?s:.*?)\} (\w+)$`)
	parts    = regexp.MustCompile(`(?m)^// [A-Z]`)
	words    = regexp.MustCompile(`\w+`)
	exported = regexp.MustCompile(`(?m)^exports\b.*`)
)

// checkText fails where something is wrong with an Action's text.
func checkText(t *testing.T, code string) {
	t.Helper()
	for _, problem := range problemsOf(code) {
		t.Error(problem)
	}
}

// problemsOf tells what a careful engineer would not have left in an Action.
func problemsOf(code string) []string {
	var problems []string
	report := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	if len(code) > sizeLimit {
		report("the Action has %d bytes, more than Auth0 takes", len(code))
	}
	if found := remnants.FindStringIndex(code); found != nil {
		report("the Action holds %q", code[found[0]:min(len(code), found[1]+60)])
	}
	if found := exported.FindAllString(code, -1); !slices.Equal(found, []string{"exports.onExecuteEventStream = onExecuteEventStream;"}) {
		report("it exports %q", found)
	}
	sections := parts.FindAllStringIndex(code, -1)
	for i, place := range sections {
		end := len(code)
		if i+1 < len(sections) {
			end = sections[i+1][0]
		}
		if section := code[place[0]:end]; !declared.MatchString(section) {
			heading, _, _ := strings.Cut(section, "\n")
			report("nothing stands below the heading %q", heading)
		}
	}
	count := map[string]int{}
	for _, word := range words.FindAllString(code, -1) {
		count[word]++
	}
	for _, match := range declared.FindAllStringSubmatch(code, -1) {
		if name := match[1] + match[2]; count[name] < 2 {
			report("%s is declared and not used", name)
		}
	}
	if _, err := harness.Compile("action.js", []byte(code)); err != nil {
		report("%v", err)
	}
	return problems
}

// That the checks see what they look for, they are shown to.
func TestCheckTextSees(t *testing.T) {
	const fine = "// One.\n\nfunction onExecuteEventStream() {}\n\nexports.onExecuteEventStream = onExecuteEventStream;\n"
	for name, code := range map[string]string{
		"a mark of a region":  fine + "  // #when ordered\n",
		"an import":           "import { a } from \"b\";\n" + fine,
		"a second export":     fine + "exports.more = 1;\n",
		"an empty section":    fine + "\n// Two.\n\n// Three.\n\nconst used = 1;\n\nconst other = used + other;\n",
		"a constant too many": fine + "\nconst unused = 1;\n",
		"a token":             fine + "\n// ##NAME##\n",
		"trailing blanks":     fine + "\n \n",
		"too much of it":      fine + strings.Repeat("//\n", sizeLimit),
		"no JavaScript":       fine + "\n}\n",
	} {
		if len(problemsOf(code)) == 0 {
			t.Errorf("%s passes", name)
		}
	}
	checkText(t, fine)
}
