package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const goldenSuffix = ".golden.txt"

// goldens are the expected texts in a folder, one file for each case. With
// UPDATE_GOLDEN=1 in the environment they are rewritten, and the test fails, so
// that no such run is taken for a good one.
type goldens struct {
	folder string
	update bool
}

func openGoldens(folder string) goldens {
	return goldens{folder: folder, update: os.Getenv("UPDATE_GOLDEN") == "1"}
}

// compare holds got against the golden of that name.
func (g goldens) compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join(g.folder, name+goldenSuffix)
	want, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if string(want) == got {
		return
	}
	if !g.update {
		t.Errorf("%s differs from what happens (-want +got); UPDATE_GOLDEN=1 rewrites it:\n%s",
			path, cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")))
		return
	}
	if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Errorf("rewrote %s: read the change, then run without UPDATE_GOLDEN", path)
}

// findOrphans fails the test for goldens whose case, the file NAME.json beside
// them, is gone.
func (g goldens) findOrphans(t *testing.T) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(g.folder, "*"+goldenSuffix))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if _, err := os.Stat(strings.TrimSuffix(path, goldenSuffix) + ".json"); os.IsNotExist(err) {
			t.Errorf("%s belongs to no case: remove it", path)
		}
	}
}
