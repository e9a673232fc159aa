package check_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/scimwright/scimwright/generator/internal/check"
	"github.com/scimwright/scimwright/generator/internal/parse"
	"github.com/scimwright/scimwright/generator/source"
)

// FuzzCheck checks whatever can be read as a mapping: each finding must be in the
// file, and each expression of the table in the tree.
func FuzzCheck(f *testing.F) {
	for _, pattern := range []string{"testdata/fine/*.yaml", "../../../testdata/err/*.yaml", "../../../testdata/ok/*/mapping.yaml"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			f.Fatalf("no seed matches %s (%v)", pattern, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 16<<10 {
			t.Skip("long texts are slow and show nothing new")
		}
		file := source.NewFile("fuzz.yaml", text)
		m, _ := parse.Parse(file)
		table, diags := check.Check(m)
		for _, d := range diags {
			if s := d.Span; s.File != file || s.Start < 0 || s.Start > s.End || s.End > len(file.Text) {
				t.Errorf("%s (%s) is at %d-%d of %d bytes", d.Code, d.Summary, s.Start, s.End, len(file.Text))
			}
		}
		n := 0
		if m.User != nil {
			n = countExpressions(m.User)
		}
		if m.Scope.When != nil {
			n++
		}
		if len(table) > n {
			t.Errorf("the table holds %d expressions, and the mapping %d", len(table), n)
		}
	})
}
