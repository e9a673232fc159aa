package generator_test

import (
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/diag"
)

// TestFixesMend applies each fix that is offered for a case of testdata/err, by
// itself, and looks whether what it is for is gone.
func TestFixesMend(t *testing.T) {
	tried := 0
	for _, path := range glob(t, "*.yaml") {
		name, text := path, read(t, path)
		for _, d := range diagnose(name, text) {
			if d.Fix == nil {
				continue
			}
			tried++
			fixed := d.Fix.Span.File.Text
			fixed = fixed[:d.Fix.Span.Start] + d.Fix.Replacement + fixed[d.Fix.Span.End:]
			for _, after := range diagnose(name, fixed) {
				if after.Code == d.Code && after.Summary == d.Summary && after.Span.Start == d.Span.Start {
					t.Errorf("%s: %s stays after its fix %q", name, d.Summary, d.Fix.Replacement)
				}
				if after.Code == "SW004" {
					t.Errorf("%s: the fix %q of %q breaks the YAML: %s", name, d.Fix.Replacement, d.Summary, after.Summary)
				}
			}
		}
	}
	if tried == 0 {
		t.Error("no case has a fix")
	}
}

// diagnose parses and checks a mapping.
func diagnose(name, text string) diag.List {
	m, found := generator.Parse(name, text)
	_, more := generator.Check(m)
	found.Add(more...)
	found.Sort()
	return found
}
