package parse

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// word is what YAML never takes apart: a word of an expression must stand in the
// file, letter for letter, where its offsets say that it does.
var word = regexp.MustCompile(`[a-z]+`)

// TestEveryWordIsTracedToTheFile walks mappings that write expressions in all the
// ways that YAML has. They use the fields user.one, user.two and so on, each once
// and in this order, so that a word at a wrong place cannot be taken for another.
func TestEveryWordIsTracedToTheFile(t *testing.T) {
	for path, text := range files(t, "testdata/trace/*.yaml") {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".yaml"), func(t *testing.T) {
			p, m := parseForTest(source.NewFile(path, text))
			if p.diags.HasErrors() {
				t.Fatalf("does not parse: %s", p.diags[0].Summary)
			}
			if p.inexact > 0 {
				t.Errorf("%d scalars are not traced", p.inexact)
			}
			seen := make(map[string]bool)
			for _, e := range expressions(m.User) {
				checkTrace(t, m.File, e)
				for _, w := range word.FindAllString(e.Source, -1) {
					seen[w] = true
				}
			}
			for _, number := range []string{"one", "two", "three", "four", "five", "six", "seven"} {
				if written := strings.Contains(text, "user."+number); written != seen[number] {
					t.Errorf("user.%s: written %v, found %v", number, written, seen[number])
				}
			}
		})
	}
}

func checkTrace(t *testing.T, f *source.File, e *mapping.Expression) {
	t.Helper()
	points := utf8.RuneCountInString(e.Source)
	if len(e.Offsets) != points+1 {
		t.Fatalf("%q has %d offsets for %d code points", e.Source, len(e.Offsets), points)
	}
	for _, at := range word.FindAllStringIndex(e.Source, -1) {
		start := utf8.RuneCountInString(e.Source[:at[0]])
		end := start + at[1] - at[0]
		if got, want := e.At(start, end).Text(), e.Source[at[0]:at[1]]; got != want {
			t.Errorf("%q of %q is traced to %q", want, e.Source, got)
		}
	}
	if end := e.Offsets[points]; f.Text[end] != '}' || e.Span.End != end {
		t.Errorf("the end of %q is traced to %q", e.Source, f.Text[end:])
	}
	if open := f.Text[:e.Span.Start]; !strings.HasSuffix(open, "${") || e.Span.Start != e.Offsets[0] {
		t.Errorf("the beginning of %q is traced behind %q", e.Source, open)
	}
}

// parseForTest is Parse, and gives the parser as well.
func parseForTest(f *source.File) (*parser, *mapping.Mapping) {
	p := &parser{file: f}
	m := defaults(f)
	if root := p.document(); root != nil {
		p.mapping(root, m)
	}
	p.diags.Sort()
	m.Flawed = p.diags.HasErrors()
	return p, m
}

// expressions lists the expressions of a value in the order of the tree.
func expressions(v mapping.Value) (all []*mapping.Expression) {
	switch v := v.(type) {
	case *mapping.Object:
		if v == nil {
			return nil
		}
		for _, a := range v.Attributes {
			all = append(all, expressions(a.Value)...)
		}
	case *mapping.List:
		for _, item := range v.Items {
			all = append(all, expressions(item)...)
		}
	case *mapping.Hole:
		all = append(all, v.Expression)
	case *mapping.Text:
		for _, p := range v.Parts {
			if p.Expression != nil {
				all = append(all, p.Expression)
			}
		}
	}
	return all
}

// files reads the files of a pattern, of which there must be some.
func files(t testing.TB, pattern string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no file matches %s (%v)", pattern, err)
	}
	texts := make(map[string]string, len(paths))
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[path] = string(b)
	}
	return texts
}
