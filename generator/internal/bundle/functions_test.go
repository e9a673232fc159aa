package bundle

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestFunctions bundles each archive of testdata/functions: its comment names
// the file, the functions, and behind => what the result holds, or the problem.
func TestFunctions(t *testing.T) {
	archives, err := filepath.Glob("testdata/functions/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives, %v", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			folder := t.TempDir()
			for _, f := range archive.Files {
				putFile(t, filepath.Join(folder, filepath.FromSlash(f.Name)), f.Data)
			}
			lines := strings.Split(strings.TrimSpace(string(archive.Comment)), "\n")
			call := strings.Fields(lines[0])
			library, problems := Functions(folder, call[0], call[1:])
			got := ""
			for _, p := range problems {
				got += p.String() + "\n"
			}
			if library != nil {
				got = library.section().heading + "\n" + library.declaration
			}
			if strings.Contains(got, folder) || holdsToken(strings.ReplaceAll(got, `"##"`, "")) {
				t.Errorf("a path of this machine, or a token, is in %s", got)
			}
			for _, want := range lines[1:] {
				if !strings.Contains(got, strings.TrimPrefix(want, "=> ")) {
					t.Errorf("%q is not in:\n%s", strings.TrimPrefix(want, "=> "), got)
				}
			}
		})
	}
}

func putFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
