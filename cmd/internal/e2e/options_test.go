package e2e_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// options is a folder of mappings whose options differ in kind, each with the
// whole Action that it is compiled to, action.js, and what that does in the life
// of a user, life.golden.txt.
var options = filepath.Join(root, "testdata", "actions")

// TestOptions compiles each mapping of the folder and compares the Action, byte
// for byte: that a change of the template is seen in each place where it shows.
func TestOptions(t *testing.T) {
	for _, path := range files(t, options, filepath.Join("*", "mapping.yaml")) {
		folder := filepath.Dir(path)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			made := compileFile(t, path)
			compareAction(t, filepath.Join(folder, "action.js"), made.Code)
			checkText(t, made.Code)
			readable := life(t, made.Code)
			openGoldens(folder).compare(t, "life", readable)
			if minified := life(t, made.Minified); minified != readable {
				t.Errorf("the minified Action lives otherwise (-readable +minified):\n%s", cmp.Diff(readable, minified))
			}
		})
	}
}

// TestOptionsHaveNoOrphans looks for files whose mapping is gone.
func TestOptionsHaveNoOrphans(t *testing.T) {
	known := map[string]bool{"mapping.yaml": true, "action.js": true, "life" + goldenSuffix: true}
	for _, path := range files(t, options, filepath.Join("*", "*")) {
		if !known[filepath.Base(path)] {
			t.Errorf("%s belongs to no test", path)
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), "mapping.yaml")); err != nil {
			t.Errorf("%s has no mapping beside it: remove it", path)
		}
	}
}

// compareAction holds an Action against its golden, which UPDATE_GOLDEN=1 rewrites.
func compareAction(t *testing.T, path, got string) {
	t.Helper()
	want, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	switch {
	case string(want) == got:
	case os.Getenv("UPDATE_GOLDEN") != "1":
		t.Errorf("%s differs (-want +got); UPDATE_GOLDEN=1 rewrites it\n%s", path, cmp.Diff(string(want), got))
	default:
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Errorf("rewrote %s: read the change, then run without UPDATE_GOLDEN", path)
	}
}
