package pattern

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lines returns the lines of a file of testdata that are no comments.
func lines(t testing.TB, name string) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var result []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && !strings.HasPrefix(line, "# ") {
			result = append(result, line)
		}
	}
	if len(result) == 0 {
		t.Fatalf("%s has no cases", name)
	}
	return result
}

// translate translates and holds the result to what is promised of its text.
func translate(t testing.TB, re string) *Pattern {
	t.Helper()
	p, err := Translate(re)
	if err != nil {
		t.Fatalf("%q: %v", re, err)
	}
	checkText(t, p.JavaScript)
	return p
}

var (
	unescapedSlash = regexp.MustCompile(`^(?:[^\\/]|\\.)*/`)
	unprintable    = regexp.MustCompile(`[^ -~]`)
)

func checkText(t testing.TB, text string) {
	t.Helper()
	switch {
	case text == "" || strings.HasPrefix(text, "*"):
		t.Errorf("/%s/ begins a comment", text)
	case unprintable.MatchString(text):
		t.Errorf("%q is not printable ASCII", text)
	case unescapedSlash.MatchString(text):
		t.Errorf("/%s/ ends too early", text)
	}
	for _, token := range []string{"</", "<!--", "##", "@@"} {
		if strings.Contains(text, token) {
			t.Errorf("/%s/ contains %s", text, token)
		}
	}
}

func TestTranslate(t *testing.T) {
	var b strings.Builder
	for _, re := range lines(t, "translations.txt") {
		b.WriteString(re + "\n\t" + translate(t, re).JavaScript + "\n")
	}
	compareGolden(t, "testdata/translations.golden", b.String())
}

func TestTranslateNothing(t *testing.T) {
	if p := translate(t, ""); p.JavaScript != "(?:)" {
		t.Errorf("got %s", p.JavaScript)
	}
}

func TestErrors(t *testing.T) {
	var b strings.Builder
	// Not valid UTF-8, and therefore not in the file.
	for _, re := range append(lines(t, "errors.txt"), "\xff") {
		p, err := Translate(re)
		if err == nil {
			t.Errorf("%q becomes %s, want an error", re, p.JavaScript)
			continue
		}
		b.WriteString(printable(re) + "\n\t" + err.Error() + "\n")
	}
	compareGolden(t, "testdata/errors.golden", b.String())
}

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
		t.Errorf("%s is rewritten; check it, and run again without UPDATE_GOLDEN", path)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("differs from %s (-want +got); UPDATE_GOLDEN=1 rewrites it\n%s", path, diff)
	}
}
