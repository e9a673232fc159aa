package e2e_test

import (
	"path/filepath"
	"testing"
)

// TestPrettier has Prettier look at the modules of the template and at whole
// Actions, with the configuration of the repository: who formats an Action by it
// changes nothing. What it would change is to be mended in the template or in what
// emits, never in a golden.
//
// Expressions of CEL are not held to it as a whole: their JavaScript is laid out
// by simpler rules than Prettier's.
func TestPrettier(t *testing.T) {
	folder, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	checker := filepath.Join(modules(t), "prettier", "bin", "prettier.cjs")
	paths := files(t, folder, filepath.Join("templates", "action", "*.js"))
	paths = append(paths, files(t, folder, filepath.Join("templates", "action", "*", "*.js"))...)
	paths = append(paths, files(t, folder, filepath.Join("testdata", "ok", "*", "action.js"))...)
	paths = append(paths, files(t, folder, filepath.Join("testdata", "actions", "*", "action.js"))...)
	config := filepath.Join(folder, ".prettierrc.json")
	runNode(t, folder, checker, append([]string{"--config", config, "--check"}, paths...)...)
}

// TestPrettierOfCombinations has it look at the Actions of all combinations.
func TestPrettierOfCombinations(t *testing.T) {
	folder := t.TempDir()
	writeActions(t, folder, combinationActions(t))
	checker := filepath.Join(modules(t), "prettier", "bin", "prettier.cjs")
	config, err := filepath.Abs(filepath.Join(root, ".prettierrc.json"))
	if err != nil {
		t.Fatal(err)
	}
	runNode(t, folder, checker, "--config", config, "--check", ".")
}
