package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/parity"
)

// TestFidelityPage holds docs/fidelity.md to how many cases there are, and to what is not
// compared.
func TestFidelityPage(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs", "fidelity.md"))
	if err != nil {
		t.Fatal(err)
	}
	users := 0
	for _, pattern := range []string{"ok/*/tests.yaml", "functions/directory_units/tests.yaml", "functions/every_type/tests.yaml"} {
		for _, path := range files(t, filepath.Join(root, "testdata"), filepath.FromSlash(pattern)) {
			users += len(readCases[userCase](t, path))
		}
	}
	profiles := 0
	for _, e := range pageExamples(t) {
		profiles += len(e.profiles)
	}
	wanted := []string{
		fmt.Sprintf("| the contract, `testdata/contract` | %d |", len(contractCases(t))),
		fmt.Sprintf("| mappings, `testdata/ok` and `testdata/functions` | %d users, four events each |", users),
		fmt.Sprintf("| examples of these pages | %d profiles |", profiles),
		fmt.Sprintf("| the life cycle of `testdata/events` | %d events,", len(lifecycle)),
	}
	for _, o := range parity.NotCompared {
		wanted = append(wanted, fmt.Sprintf("| %s | %s |", o.What, o.Why))
	}
	for _, row := range wanted {
		if !strings.Contains(string(text), row) {
			t.Errorf("docs/fidelity.md lacks %q", row)
		}
	}
}
