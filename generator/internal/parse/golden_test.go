package parse

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// compareGolden compares with a golden file, or rewrites it and fails where
// UPDATE_GOLDEN=1 asks for it.
func compareGolden(t *testing.T, path, got string) {
	t.Helper()
	want, err := os.ReadFile(path)
	if os.Getenv("UPDATE_GOLDEN") == "1" {
		if err == nil && string(want) == got {
			return
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Errorf("%s is rewritten; run again without UPDATE_GOLDEN", path)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("differs from %s (-want +got); UPDATE_GOLDEN=1 rewrites it\n%s", path, diff)
	}
}

func TestNoGoldenIsWithoutItsInput(t *testing.T) {
	for golden := range files(t, "testdata/*/*.golden") {
		inputs, _ := filepath.Glob(strings.TrimSuffix(golden, ".golden") + ".*")
		if len(inputs) < 2 {
			t.Errorf("%s is an orphan", golden)
		}
	}
}
