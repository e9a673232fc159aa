package reference_test

import (
	"os"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/mapping"
)

// checkedFile reads and checks a mapping that has no errors.
func checkedFile(t *testing.T, path string) (*mapping.Mapping, *generator.Checked) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, found := generator.Parse(path, string(text))
	checked, more := generator.Check(m)
	if found = append(found, more...); found.HasErrors() {
		t.Fatal(found)
	}
	return m, checked
}
