package scenario

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/diag"
)

// TB is what [Run] needs of a test: it is a *testing.T.
type TB[T any] interface {
	Helper()
	Context() context.Context
	Run(name string, f func(T)) bool
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Skipf(format string, args ...any)
}

// Run runs files of scenarios within a Go test, each scenario as a subtest of its name.
// A name is relative to the folder of the test's package, as that of a mapping is to the
// file of scenarios; a pattern of filepath.Glob stands for all files that it matches, one
// at least. What is not as expected, and where the engines disagree, fails the subtest.
func Run[T TB[T]](t T, names ...string) {
	t.Helper()
	if len(names) == 0 {
		names = []string{"*.test.yaml"}
	}
	for _, name := range names {
		found, err := filepath.Glob(name)
		if err != nil || len(found) == 0 {
			t.Fatalf("there is no file of scenarios %s", name)
		}
		for _, path := range found {
			s := open(t, path)
			for i := range s.File.Tests {
				test := &s.File.Tests[i]
				t.Run(test.Name, func(t T) {
					t.Helper()
					w, err := newWorker(s, nil)
					if err != nil {
						t.Fatalf("%v", err)
					}
					r, err := w.run(t.Context(), test)
					switch {
					case err != nil:
						t.Fatalf("%s:%d: %v", path, test.Line, err)
					case r.Skipped != "":
						t.Skipf("%s", r.Skipped)
					case r.Failed():
						t.Errorf("%s:%d: %s", path, test.Line, r.Explain())
					}
				})
			}
		}
	}
}

// open reads a file of scenarios and its mapping.
func open[T TB[T]](t T, path string) *Suite {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v", err)
	}
	f, found := Read(path, string(text))
	if f == nil {
		t.Fatalf("%s", inText(found))
	}
	name, mapping, folder := path, f.Mapping, filepath.Dir(path)
	if f.MappingFile != "" {
		if name = f.MappingFile; !filepath.IsAbs(name) {
			name = filepath.Join(folder, filepath.FromSlash(name))
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatalf("the mapping of %s: %v", path, err)
		}
		mapping, folder = string(text), filepath.Dir(name)
	}
	checked, found := generator.Load(name, mapping, folder)
	if checked == nil {
		t.Fatalf("%s", inText(found))
	}
	s, err := NewSuite(f, checked)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return s
}

func inText(found diag.List) string {
	var b strings.Builder
	_ = diag.WriteText(&b, found, diag.TextOptions{}) // a Builder takes everything
	return b.String()
}
