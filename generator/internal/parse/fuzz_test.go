package parse

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// FuzzParse reads anything as a mapping. Its seeds are the mappings of the tests,
// those with something wrong in them included.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/trace/*.yaml", "testdata/tree/*.yaml", "../../../testdata/err/*.yaml"} {
		for _, text := range files(f, pattern) {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 64<<10 {
			t.Skip("long texts are slow and show nothing new")
		}
		file := source.NewFile("fuzz.yaml", text)
		p, m := parseForTest(file)
		for _, d := range p.diags {
			checkDiagnostic(t, file, d)
		}
		if p.inexact > 0 {
			t.Errorf("%d scalars are not traced", p.inexact)
		}
		if m.User != nil {
			checkSpans(t, m.User)
		}
		for _, e := range expressions(m.User) {
			checkOffsets(t, e)
		}
		if again, diags := Parse(file); !reflect.DeepEqual(diags, p.diags) || !reflect.DeepEqual(again, m) {
			t.Error("reading the file again gives something else")
		}
	})
}

func checkDiagnostic(t *testing.T, file *source.File, d diag.Diagnostic) {
	t.Helper()
	spans := []source.Span{d.Span}
	for _, r := range d.Related {
		spans = append(spans, r.Span)
	}
	if d.Fix != nil {
		spans = append(spans, d.Fix.Span)
	}
	for _, s := range spans {
		if s.File != file || s.Start < 0 || s.Start > s.End || s.End > len(file.Text) {
			t.Errorf("%s: the span %d-%d is not in the file of %d bytes", d.Code, s.Start, s.End, len(file.Text))
		}
	}
	if d.Summary == "" || d.Code == "" {
		t.Errorf("a finding says nothing: %+v", d)
	}
}

// checkSpans checks that each node lies in the file and an attribute's name
// before its value, unless the value is behind an alias.
func checkSpans(t *testing.T, v mapping.Value) {
	t.Helper()
	s := v.Place()
	if s.File == nil || s.Start < 0 || s.Start > s.End || s.End > len(s.File.Text) {
		t.Errorf("%T has the span %d-%d", v, s.Start, s.End)
	}
	switch v := v.(type) {
	case *mapping.Object:
		for _, a := range v.Attributes {
			if n := a.Name.Span; n.Start > n.End || n.End > len(s.File.Text) {
				t.Errorf("the name %q has the span %d-%d", a.Name.Value, n.Start, n.End)
			}
			checkSpans(t, a.Value)
		}
	case *mapping.List:
		for _, item := range v.Items {
			checkSpans(t, item)
		}
	}
}

func checkOffsets(t *testing.T, e *mapping.Expression) {
	t.Helper()
	if want := utf8.RuneCountInString(e.Source) + 1; len(e.Offsets) != want {
		t.Fatalf("%q has %d offsets, want %d", e.Source, len(e.Offsets), want)
	}
	for i, o := range e.Offsets {
		if o < 0 || o > len(e.Span.File.Text) || i > 0 && o < e.Offsets[i-1] {
			t.Fatalf("offsets of %q: %v", e.Source, e.Offsets)
		}
	}
	if e.Span.Start != e.Offsets[0] || e.Span.End != e.Offsets[len(e.Offsets)-1] {
		t.Errorf("%q spans %d-%d, and its offsets are %v", e.Source, e.Span.Start, e.Span.End, e.Offsets)
	}
}
