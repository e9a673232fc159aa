package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/harness"
)

// tableHead begins a table of expressions and what they give. Its user is that of
// the last block `json user` before it.
const tableHead = "| expression | gives |\n|---|---|\n"

// row is a line of such a table.
var row = regexp.MustCompile("(?m)^\\| `(.*)` \\|(?: (.*))? \\|$")

// TestDocsTables evaluates the expressions of the tables of the documentation, by
// the Action of a mapping that has them all.
func TestDocsTables(t *testing.T) {
	count := 0
	for name, page := range readPages(t) {
		right := page
		for at := 0; ; {
			i := strings.Index(right[at:], tableHead)
			if i < 0 {
				break
			}
			start := at + i + len(tableHead)
			end := start
			for strings.HasPrefix(right[end:], "| ") {
				end += strings.IndexByte(right[end:], '\n') + 1
			}
			table := right[start:end]
			rows := row.FindAllStringSubmatch(table, -1)
			if len(rows) != strings.Count(table, "\n") {
				t.Fatalf("docs/%s: a row of this table is not of the form | `expression` | result |:\n%s", name, table)
			}
			count += len(rows)
			table = evaluateRows(t, userBefore(right, start), rows)
			right = right[:start] + table + right[end:]
			at = start + len(table)
		}
		switch {
		case right == page:
		case updating():
			if err := os.WriteFile(filepath.Join(pages, name), []byte(right), 0o644); err != nil {
				t.Fatal(err)
			}
			t.Errorf("UPDATE_GOLDEN is set: docs/%s has been rewritten; look at the changes and run again without it", name)
		default:
			t.Errorf("a table of docs/%s does not show what its expressions give; UPDATE_GOLDEN=1 rewrites it:\n%s", name, firstDifference(page, right))
		}
	}
	if count == 0 {
		t.Error("the documentation has no tables of expressions")
	}
}

// userBefore is the user that a table at that offset is about.
func userBefore(page string, offset int) string {
	user := "{}"
	for _, b := range readBlocks(page) {
		if b.role == "user" && b.start < offset {
			user = b.text
		}
	}
	return user
}

// forms are the ways in which an item of `roles` holds a value, in the order in
// which they are tried: of a type that fits the first, and so on.
var forms = []struct {
	attribute, before, after string
	show                     func(any) string
}{
	{"value", "${", "}", showJSON},
	{"primary", "${", "}", showJSON},
	{"value", "=${", "}", func(v any) string { return strings.TrimPrefix(v.(string), "=") }},
	{"value", "${(", `).join("\x1f")}`, func(v any) string { return showJSON(strings.Split(v.(string), "\x1f")) }},
}

func showJSON(v any) string { return flatJSON(scalarJSON(v)) }

// evaluateRows returns the rows with what their expressions give. An expression
// that comes to nothing gives nothing.
func evaluateRows(t *testing.T, user string, rows [][]string) string {
	t.Helper()
	items := make([]map[string]string, len(rows))
	used := make([]int, len(rows))
	for i, r := range rows {
		source := strings.ReplaceAll(r[1], `\|`, "|")
		items[i], used[i] = roleOf(t, fmt.Sprint("row ", i), source)
	}
	made, found, err := generator.Compile("table.yaml", mappingOfRoles(t, items), generator.Options{})
	if made == nil || err != nil {
		t.Fatalf("%v %v", found, err)
	}
	program, err := harness.Compile("action.js", []byte(made.Code))
	if err != nil {
		t.Fatal(err)
	}
	transcript, err := mockStage(program, nil).deliver(context.Background(), creationOf(t, user))
	if err != nil {
		t.Fatal(err)
	}
	var body struct{ Roles []map[string]any }
	// What the server makes of so many roles is of no interest.
	if len(transcript.Exchanges) == 0 {
		t.Fatalf("nothing is sent: %v", transcript.Failure)
	}
	if err := json.Unmarshal([]byte(transcript.Exchanges[0].Request.Body), &body); err != nil {
		t.Fatal(err)
	}
	given := map[any]map[string]any{}
	for _, role := range body.Roles {
		given[role["type"]] = role
	}
	var table strings.Builder
	for i, r := range rows {
		gives := "nothing"
		form := forms[used[i]]
		if v, ok := given[items[i]["type"]][form.attribute]; ok {
			gives = "`" + form.show(v) + "`"
		}
		fmt.Fprintf(&table, "| `%s` | %s |\n", r[1], strings.ReplaceAll(gives, "|", `\|`))
	}
	return table.String()
}

// roleOf is an item of `roles` that holds what an expression gives, and the form
// that it has.
func roleOf(t *testing.T, label, expression string) (map[string]string, int) {
	t.Helper()
	item, form, said := asRole(t, label, expression)
	if item == nil {
		t.Fatalf("the expression %s of a table has no value that can be shown:\n%s", expression, said)
	}
	return item, form
}

// asRole is roleOf for an expression that need not be one: then it says why.
func asRole(t *testing.T, label, expression string) (item map[string]string, form int, said string) {
	t.Helper()
	for i, form := range forms {
		item := map[string]string{"type": label, "value": "there"}
		item[form.attribute] = form.before + expression + form.after
		m, found := generator.Parse("table.yaml", mappingOfRoles(t, []map[string]string{item}))
		_, more := generator.Check(m)
		if found = append(found, more...); !found.HasErrors() {
			return item, i, ""
		}
		said += fmt.Sprintln(found[0].Summary, found[0].Help)
	}
	return nil, 0, said
}

func mappingOfRoles(t *testing.T, items []map[string]string) string {
	t.Helper()
	text, err := json.Marshal(map[string]any{
		"version": 1, "user": map[string]any{"userName": "${user.user_id}", "roles": items},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
