package expr_test

import (
	"testing"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/internal/parse"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// A table is of the type that all of its values have in common.
func TestTableType(t *testing.T) {
	for rows, want := range map[string]string{
		`a: x, b: ""`:                       "map(string, string)",
		`a: true`:                           "map(string, bool)",
		`a: 1, b: 2`:                        "map(string, int)",
		`a: 1, b: 2.5`:                      "map(string, double)",
		`a: 1, b: x`:                        "map(string, dyn)",
		`a: [x], b: []`:                     "map(string, list(string))",
		`a: []`:                             "map(string, list(dyn))",
		`a: [x], b: y`:                      "map(string, dyn)",
		`a: [x, 1], b: [y]`:                 "map(string, list(dyn))",
		`a: [[1]], b: [[], [0.5]]`:          "map(string, list(list(double)))",
		`a: {k: x}, b: {l: y}, c: {}`:       "map(string, map(string, string))",
		`a: {k: x, l: 1}`:                   "map(string, map(string, dyn))",
		`a: {k: x}, b: [x]`:                 "map(string, dyn)",
		`a: {k: [true]}, b: {k: [], l: []}`: "map(string, map(string, list(bool)))",
	} {
		m, found := parse.Parse(source.NewFile("m.yaml", "version: 1\ntables: {t: {"+rows+"}}\nuser: {userName: x}\n"))
		if len(found) > 0 || len(m.Tables) != 1 {
			t.Errorf("{%s} is not read: %v", rows, found)
			continue
		}
		if got := expr.TableType(m.Tables[0]).String(); got != want {
			t.Errorf("{%s} is a %s, want %s", rows, got, want)
		}
	}
}

func TestUses(t *testing.T) {
	m, _ := parse.Parse(source.NewFile("m.yaml", `version: 1
tables: {one: {a: b}, two: {a: b}, three: {a: b}}
functions: {file: f.js, exports: {f: (string) -> string, g: () -> dyn}}
user: {userName: '${f(tables.one["a"]) + tables.?two.orValue({"a": "b"})["a"]}'}
`))
	env, err := expr.NewEnvironment(expr.DeclarationsOf(m))
	if err != nil {
		t.Fatal(err)
	}
	uses := expr.Uses{Tables: map[string]bool{}, Functions: map[string]bool{}}
	for _, a := range m.User.Attributes {
		hole := a.Value.(*mapping.Hole).Expression
		checked, problems := env.Check(hole)
		if checked == nil {
			t.Fatalf("%s: %v", hole.Source, problems)
		}
		checked.Uses(&uses)
	}
	if !uses.Tables["one"] || !uses.Tables["two"] || uses.Tables["three"] || uses.AllTables {
		t.Errorf("tables used: %v, all: %v; want one and two", uses.Tables, uses.AllTables)
	}
	if !uses.Functions["f"] || uses.Functions["g"] {
		t.Errorf("functions used: %v; want f and not g", uses.Functions)
	}
}
