package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/internal/check"
	"github.com/scimwright/scimwright/generator/internal/parse"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// What the rules refuse is in testdata/err at the top of the repository; here is
// what they must let pass without a word.
func TestWhatIsFineIsNotComplainedOf(t *testing.T) {
	paths, err := filepath.Glob("testdata/fine/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no mapping found (%v)", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".yaml"), func(t *testing.T) {
			m := load(t, path)
			table, diags := check.Check(m)
			for _, d := range diags {
				t.Errorf("%v: %s: %s (%s)", d.Span.Pos(), d.Code, d.Summary, d.Help)
			}
			if want := countExpressions(m.User) + conditions(m); len(table) != want {
				t.Errorf("%d of %d expressions are in the table", len(table), want)
			}
			for e, checked := range table {
				if checked == nil || checked.Expression != e {
					t.Errorf("the table has something else under %q", e.Source)
				}
			}
		})
	}
}

func TestAMappingWithoutUserIsLeftToTheParser(t *testing.T) {
	m, _ := parse.Parse(source.NewFile("m.yaml", "version: 1\n"))
	table, diags := check.Check(m)
	if len(table) != 0 || len(diags) != 0 {
		t.Errorf("got %d expressions and %v", len(table), diags)
	}
}

func TestExpressionsOfUnknownAttributesAreCheckedAllTheSame(t *testing.T) {
	m, _ := parse.Parse(source.NewFile("m.yaml", `version: 1
user:
  userName: ${user.email}
  unknown:
    - a: ${user.emial}
    - "x ${user.nmae}"
`))
	_, diags := check.Check(m)
	var got []string
	for _, d := range diags {
		got = append(got, d.Span.Text())
	}
	if want := "unknown emial nmae"; strings.Join(got, " ") != want {
		t.Errorf("found wrong: %q, want %q", strings.Join(got, " "), want)
	}
}

func load(t testing.TB, path string) *mapping.Mapping {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, diags := parse.Parse(source.NewFile(path, string(text)))
	for _, d := range diags {
		t.Errorf("%v: %s", d.Span.Pos(), d.Summary)
	}
	return m
}

// conditions is the number of expressions of the scope.
func conditions(m *mapping.Mapping) int {
	if m.Scope.When == nil {
		return 0
	}
	return 1
}

func countExpressions(v mapping.Value) int {
	n := 0
	switch v := v.(type) {
	case *mapping.Object:
		for _, a := range v.Attributes {
			n += countExpressions(a.Value)
		}
	case *mapping.List:
		for _, item := range v.Items {
			n += countExpressions(item)
		}
	case *mapping.Hole:
		n++
	case *mapping.Text:
		for _, p := range v.Parts {
			if p.Expression != nil {
				n++
			}
		}
	}
	return n
}

func BenchmarkParseAndCheckDefault(b *testing.B) {
	const path = "../../../testdata/ok/default_mapping/mapping.yaml"
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			parse.Parse(source.NewFile(path, string(text)))
		}
	})
	b.Run("check", func(b *testing.B) {
		m := load(b, path)
		for b.Loop() {
			check.Check(m)
		}
	})
}
