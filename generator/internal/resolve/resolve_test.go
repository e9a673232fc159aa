package resolve_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/internal/parse"
	"github.com/scimwright/scimwright/generator/internal/resolve"
	"github.com/scimwright/scimwright/generator/source"
)

// What is refused is in testdata/err at the top of the repository; here is what is
// read, and what no file of the repository can be.

func TestSchemasOfAllForms(t *testing.T) {
	const schema = `{"id": "urn:example:a", "attributes": [{"name": "x"}]}`
	for form, text := range map[string]string{
		"one":            schema,
		"a list":         "[" + schema + "]",
		"a ListResponse": `{"totalResults": 1, "Resources": [` + schema + `]}`,
		"what servers add": "\ufeff" + ` {"id": "urn:example:a", "meta": {"location": "x"}, "name": null,
			"attributes": [{"name": "x", "subAttributes": null, "format": 7}]} `,
	} {
		t.Run(form, func(t *testing.T) {
			folder := t.TempDir()
			write(t, filepath.Join(folder, "sub", "a.json"), text)
			files, found := resolveIn(filepath.Join(folder, "deep", "m.yaml"), "../sub/a.json")
			if len(found) > 0 {
				t.Fatal(found)
			}
			if len(files) != 1 || len(files[0].Schemas) != 1 || files[0].Named.Value != "../sub/a.json" {
				t.Fatalf("read: %v", files)
			}
			if _, ok := files[0].Schemas[0].Attribute("x"); !ok || files[0].Schemas[0].ID != "urn:example:a" {
				t.Errorf("the schema is %+v", files[0].Schemas[0])
			}
		})
	}
}

func TestAHugeFileIsNotRead(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "a.json"), strings.Repeat(" ", resolve.MaxFileSize+1))
	if _, found := resolveIn(filepath.Join(folder, "m.yaml"), "a.json"); len(found) != 1 || !strings.Contains(found[0].Summary, "1048577 bytes") {
		t.Errorf("found: %v", found)
	}
}

func TestADeviceIsNotOpened(t *testing.T) {
	folder := t.TempDir()
	if err := os.Symlink(os.DevNull, filepath.Join(folder, "a.json")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if _, found := resolveIn(filepath.Join(folder, "m.yaml"), "a.json"); len(found) != 1 || !strings.Contains(found[0].Summary, "not a file") {
		t.Errorf("found: %v", found)
	}
}

// FuzzSchemas reads anything as a file of schemas: each finding must be in it.
func FuzzSchemas(f *testing.F) {
	paths, err := filepath.Glob("../../../testdata/err/files/*.json")
	if err != nil || len(paths) == 0 {
		f.Fatalf("no seed found (%v)", err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		folder := t.TempDir()
		write(t, filepath.Join(folder, "a.json"), text)
		files, found := resolveIn(filepath.Join(folder, "m.yaml"), "a.json")
		if len(files) == 0 && len(found) == 0 {
			t.Error("nothing is read, and nothing is found to be wrong")
		}
		for _, d := range found {
			if s := d.Span; s.File == nil || s.Start < 0 || s.Start > s.End || s.End > len(s.File.Text) {
				t.Errorf("%s (%s) is at %d-%d", d.Code, d.Summary, s.Start, s.End)
			}
		}
		for _, file := range files {
			for _, s := range file.Schemas {
				if err := s.Validate(); err != nil {
					t.Errorf("a schema is read that is none: %v", err)
				}
			}
		}
	})
}

// resolveIn reads the schemas of a mapping at a path that names one file.
func resolveIn(path, file string) ([]resolve.SchemaFile, diag.List) {
	m, _ := parse.Parse(source.NewFile(path, "version: 1\nschemas: ["+file+"]\nuser: {userName: x}\n"))
	return resolve.Schemas(m)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
