package e2e_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/generator"
)

// pageExample is a mapping of the documentation, and the profiles that it is shown by.
type pageExample struct {
	place    string // such as cookbook.md:12
	mapping  string
	files    map[string]string
	profiles []string
}

var fenced = regexp.MustCompile("(?ms)^```(\\w+) (mapping|profile|file=\\S+)\n(.*?)^```")

// pageExamples reads those of all pages. What a page says of them, the tests of the
// command line know.
func pageExamples(t *testing.T) []*pageExample {
	t.Helper()
	var all []*pageExample
	for _, path := range files(t, filepath.Join(root, "docs"), "*.md") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		page := string(text)
		var last *pageExample
		for _, at := range fenced.FindAllStringSubmatchIndex(page, -1) {
			role, body := page[at[4]:at[5]], page[at[6]:at[7]]
			name, isFile := strings.CutPrefix(role, "file=")
			switch {
			case role == "mapping":
				place := fmt.Sprintf("%s:%d", filepath.Base(path), 1+strings.Count(page[:at[0]], "\n"))
				last = &pageExample{place: place, mapping: wholeMapping(body), files: map[string]string{}}
				all = append(all, last)
			case last == nil:
				t.Fatalf("%s: a %s before any mapping", path, role)
			case isFile:
				last.files[name] = body
			default:
				last.profiles = append(last.profiles, body)
			}
		}
	}
	return all
}

// wholeMapping completes the sections of a mapping.
func wholeMapping(text string) string {
	if strings.HasPrefix(text, "version:") {
		return text
	}
	if !strings.Contains("\n"+text, "\nuser:\n") {
		text += "user:\n"
	}
	if !strings.Contains(text, "\n  userName:") {
		text = strings.Replace("\n"+text, "\nuser:\n", "\nuser:\n  userName: ${user.user_id}\n", 1)
	}
	return text + "version: 1\n"
}

// TestDocsInNode delivers the profile of each example of the documentation in Node, over
// real HTTP, and expects the bytes that goja sends.
func TestDocsInNode(t *testing.T) {
	process := startDeliveries(t)
	delivered := 0
	for _, e := range pageExamples(t) {
		if len(e.profiles) == 0 {
			continue
		}
		t.Run(e.place, func(t *testing.T) {
			folder := t.TempDir()
			for name, text := range e.files {
				path := filepath.Join(folder, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			made, found, err := generator.Compile(filepath.Join(folder, "scimwright.yaml"), e.mapping, generator.Options{})
			if err != nil || made == nil {
				t.Fatal(found, err)
			}
			goja, node := onRealClock(t, made.Code), process.of(t, made.Code)
			for _, profile := range e.profiles {
				user := map[string]any{"user_id": "auth0|1"}
				if err := json.Unmarshal([]byte(profile), &user); err != nil {
					t.Fatal(err)
				}
				message := userCase{User: user}.event(t)
				if diff := cmp.Diff(posted(t, goja, message), posted(t, node, message)); diff != "" {
					t.Errorf("(-goja +node):\n%s\n%s", diff, profile)
				}
				delivered++
			}
		})
	}
	if delivered < 50 {
		t.Errorf("%d profiles were delivered: the pages have more", delivered)
	}
}
