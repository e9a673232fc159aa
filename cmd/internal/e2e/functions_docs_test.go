package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/diag"
)

// TestPickedCountries has the script that comes with the example of phone numbers
// write the file of countries anew, as the script itself says.
func TestPickedCountries(t *testing.T) {
	folder := install(t, filepath.Join(functionFolder, "phone_to_e164"))
	script, err := os.ReadFile(filepath.Join(folder, "helpers", "pick-countries.mjs"))
	if err != nil {
		t.Fatal(err)
	}
	_, command, _ := strings.Cut(string(script), "//   node ")
	command, _, _ = strings.Cut(command, "\n")
	call, file, found := strings.Cut(command, " > ")
	if !found {
		t.Fatal("the script does not say how to call it")
	}
	args := strings.Fields(call)
	want, err := os.ReadFile(filepath.Join(folder, file))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(runNode(t, folder, args[0], args[1:]...))); diff != "" {
		t.Errorf("%s is not what the script writes (-want +got):\n%s", file, diff)
	}
}

// TestSizesInDocs holds docs/functions.md to the sizes that it tells of the example
// of phone numbers, and to what it says becomes of all countries.
func TestSizesInDocs(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs", "functions.md"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	folder := install(t, filepath.Join(functionFolder, "phone_to_e164"))
	mapping := filepath.Join(folder, "mapping.yaml")
	made := compileFile(t, mapping)
	kilo := func(code string) int { return (len(code) + 500) / 1000 }
	sizes := fmt.Sprintf("has %d kB, %d kB when it is minified.", kilo(made.Code), kilo(made.Minified))
	if !strings.Contains(page, sizes) {
		t.Errorf("docs/functions.md does not say that the Action %s", sizes)
	}

	helper := filepath.Join(folder, "helpers", "phone.ts")
	if text, err = os.ReadFile(helper); err != nil {
		t.Fatal(err)
	}
	all := strings.NewReplacer(
		"js/core", "js/min", ", type MetadataJson", "", `import countries from "./countries.json";`, "",
		", countries as unknown as MetadataJson", "",
	).Replace(string(text))
	if err := os.WriteFile(helper, []byte(all), 0o600); err != nil {
		t.Fatal(err)
	}
	if text, err = os.ReadFile(mapping); err != nil {
		t.Fatal(err)
	}
	_, found, err := generator.Compile(mapping, string(text), generator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	if err := diag.WriteText(&said, found, diag.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	refusal := strings.ReplaceAll(said.String(), folder+string(filepath.Separator), "")
	if !strings.Contains(page, "```text\n"+refusal+"```\n") {
		t.Errorf("docs/functions.md does not show what check says of all countries:\n%s", refusal)
	}
}

// TestHelperTests runs the tests that the example of a directory has of its own.
func TestHelperTests(t *testing.T) {
	folder := filepath.Join(functionFolder, "directory_units")
	out := string(runNode(t, folder, "--test", "helpers/directory.test.mjs"))
	if !strings.Contains(out, "pass 3\n") {
		t.Errorf("not all tests ran:\n%s", out)
	}
}
