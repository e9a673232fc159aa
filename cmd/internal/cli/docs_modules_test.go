package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator"
)

// modulesPage is about functions in a mapping's own modules.
const modulesPage = "functions.md"

// shownFiles are the files of testdata/functions that the page shows, by the words
// of their blocks. Other tests run them.
var shownFiles = map[string]string{
	"mapping":                            "directory_units/mapping.yaml",
	"file=helpers/directory.ts":          "directory_units/helpers/directory.ts",
	"file=helpers/directory.test.mjs":    "directory_units/helpers/directory.test.mjs",
	"example=mapping.yaml":               "phone_to_e164/mapping.yaml",
	"example=helpers/phone.ts":           "phone_to_e164/helpers/phone.ts",
	"example=helpers/pick-countries.mjs": "phone_to_e164/helpers/pick-countries.mjs",
}

// TestDocsModules compares the page with the files that it shows, and with the
// Action of its first mapping, of which it shows parts.
func TestDocsModules(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "testdata", "functions")
	page := readPages(t)[modulesPage]
	blocks := readBlocks(page)
	var wrong []correction
	for role, file := range shownFiles {
		i := slices.IndexFunc(blocks, func(b block) bool { return b.role == role })
		if i < 0 {
			t.Errorf("docs/%s has no block `%s`", modulesPage, role)
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, file))
		if err != nil {
			t.Fatal(err)
		}
		if string(text) != blocks[i].text {
			wrong = append(wrong, correction{blocks[i], string(text)})
		}
	}
	correctPage(t, modulesPage, page, wrong)

	mapping := filepath.Join(folder, shownFiles["mapping"])
	text, err := os.ReadFile(mapping)
	if err != nil {
		t.Fatal(err)
	}
	made, found, err := generator.Compile(mapping, string(text), generator.Options{})
	if made == nil || err != nil {
		t.Fatalf("%v %v", found, err)
	}
	parts := 0
	for _, b := range blocks {
		if b.role != "action" {
			continue
		}
		parts++
		if !strings.Contains(made.Code, b.text) {
			t.Errorf("docs/%s:%d: this is no part of the Action of %s", modulesPage, b.line, shownFiles["mapping"])
		}
	}
	if parts == 0 {
		t.Errorf("docs/%s shows no part of an Action", modulesPage)
	}
}
