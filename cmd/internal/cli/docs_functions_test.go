package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// functionPairs is what both engines are held to: what the functions for
// identities make of their arguments.
const functionPairs = "../../../runtime/reference/testdata/functions.yaml"

// shownPairs is how many pairs of each function the page shows: the first ones,
// which are in the order in which people want to know, less those whose arguments
// no mapping could write side by side.
const shownPairs = 6

// pairsTable is the table of a function in docs/mapping.md.
var pairsTable = regexp.MustCompile(`(?ms)^<!-- what (\w+) gives -->\n(.*?)^<!-- end -->\n`)

// TestDocsFunctions compares the tables of the functions for identities with the
// pairs that the engines are tested by.
func TestDocsFunctions(t *testing.T) {
	text, err := os.ReadFile(functionPairs)
	if err != nil {
		t.Fatal(err)
	}
	var pairs map[string][]struct {
		In  []yaml.Node
		Out yaml.Node
	}
	if err := yaml.Unmarshal(text, &pairs); err != nil {
		t.Fatal(err)
	}
	page := readPages(t)["mapping.md"]
	shown := map[string]bool{}
	right := pairsTable.ReplaceAllStringFunc(page, func(table string) string {
		name := pairsTable.FindStringSubmatch(table)[1]
		shown[name] = true
		if len(pairs[name]) == 0 {
			t.Errorf("docs/mapping.md shows %s, which is no function", name)
		}
		var b strings.Builder
		fmt.Fprintf(&b, "<!-- what %s gives -->\n| call | gives |\n|---|---|\n", name)
		rows := 0
		for _, p := range pairs[name] {
			arguments := make([]string, len(p.In))
			for i := range p.In {
				arguments[i] = argument(t, &p.In[i])
			}
			call := fmt.Sprintf("%s(%s)", name, strings.Join(arguments, ", "))
			if item, _, _ := asRole(t, "call", call); item == nil || rows == shownPairs {
				continue
			}
			rows++
			gives := "nothing"
			if p.Out.Tag == "!failure" {
				gives = "the failure"
			} else if p.Out.Tag != "!missing" {
				gives = "`" + argument(t, &p.Out) + "`"
			}
			fmt.Fprintf(&b, "| `%s` | %s |\n", call, gives)
		}
		return b.String() + "<!-- end -->\n"
	})
	for name := range pairs {
		if !shown[name] {
			t.Errorf("docs/mapping.md does not show what %s gives", name)
		}
	}
	switch {
	case right == page:
	case updating():
		if err := os.WriteFile(filepath.Join(pages, "mapping.md"), []byte(right), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Error("UPDATE_GOLDEN is set: docs/mapping.md has been rewritten; look at the changes and run again without it")
	default:
		t.Errorf("docs/mapping.md does not show what its functions give; UPDATE_GOLDEN=1 rewrites it:\n%s", firstDifference(page, right))
	}
}

// argument is a value as an expression would hold it.
func argument(t *testing.T, n *yaml.Node) string {
	t.Helper()
	switch n.Tag {
	case "!missing":
		return "user.user_metadata.missing"
	case "!failure":
		return "1 / 0"
	}
	var value any
	if err := n.Decode(&value); err != nil {
		t.Fatal(err)
	}
	return showJSON(value)
}
