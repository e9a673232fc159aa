package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// built is the command, built once for all tests of the package that run it as users do.
var built struct {
	sync.Once
	folder string
	err    error
	said   []byte
}

// command returns the folder that the built command is in.
func command(t testing.TB) string {
	t.Helper()
	built.Do(func() {
		if built.folder, built.err = os.MkdirTemp("", "scimwright-"); built.err != nil {
			return
		}
		build := exec.Command("go", "build", "-o", filepath.Join(built.folder, "scimwright"), "./cmd/scimwright")
		build.Dir = root
		built.said, built.err = build.CombinedOutput()
	})
	if built.err != nil {
		t.Fatalf("%v\n%s", built.err, built.said)
	}
	return built.folder
}

// TestMain removes the command behind all tests.
func TestMain(m *testing.M) {
	code := m.Run()
	if built.folder != "" {
		_ = os.RemoveAll(built.folder)
	}
	os.Exit(code)
}
