package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/generator/diag"
)

// errDir holds mappings with something wrong in them, one behaviour a file, and
// beside each, in .stderr.txt, what the user is told.
const errDir = "../testdata/err"

// updateGolden asks to rewrite the goldens. A run that does so fails, so that it
// cannot pass for a test.
var updateGolden = os.Getenv("UPDATE_GOLDEN") == "1"

func TestWhatIsWrongIsSaid(t *testing.T) {
	mappings := glob(t, "*.yaml")
	if len(mappings) == 0 {
		t.Fatal("no case found in " + errDir)
	}
	for _, path := range mappings {
		name := strings.TrimSuffix(filepath.Base(path), ".yaml")
		t.Run(name, func(t *testing.T) {
			// The files that a mapping names are found beside it.
			got := strings.ReplaceAll(findings(t, path, read(t, path)), errDir+"/", "")
			if got == "" {
				t.Error("nothing is found to be wrong")
			}
			for _, d := range diagnose(path, read(t, path)) {
				if d.Help == "" {
					t.Errorf("nothing is said of what to do about it: %s", d.Summary)
				}
			}
			golden := strings.TrimSuffix(path, ".yaml") + ".stderr.txt"
			if updateGolden {
				update(t, golden, got)
				return
			}
			if diff := cmp.Diff(read(t, golden), got); diff != "" {
				t.Errorf("the findings differ from %s (-want +got); UPDATE_GOLDEN=1 rewrites it\n%s", golden, diff)
			}
		})
	}
}

func TestNoGoldenIsWithoutItsMapping(t *testing.T) {
	for _, golden := range glob(t, "*.stderr.txt") {
		if _, err := os.Stat(strings.TrimSuffix(golden, ".stderr.txt") + ".yaml"); err != nil {
			t.Errorf("%s is an orphan: %v", golden, err)
		}
	}
}

func TestAThousandErrorsAreCutToAHundred(t *testing.T) {
	var b strings.Builder
	b.WriteString("version: 1\nuser:\n  userName: ${user.email}\n")
	for i := range 1000 {
		fmt.Fprintf(&b, "  wrong%d: x\n", i)
	}
	got := findings(t, "many.yaml", b.String())
	if n := strings.Count(got, "error[SW101]"); n != diag.Limit {
		t.Errorf("%d errors are shown, want %d", n, diag.Limit)
	}
	if !strings.HasSuffix(got, "\n… and 900 more\n") {
		t.Errorf("the rest is not counted; the end is %q", got[len(got)-60:])
	}
	if !strings.Contains(got, "many.yaml:4:3:") || strings.Contains(got, "many.yaml:104:3:") {
		t.Error("the errors shown are not the first hundred")
	}
}

func TestAHugeFileIsRefusedUnread(t *testing.T) {
	got := findings(t, "huge.yaml", strings.Repeat("user: x\n", 10<<20/8))
	if want := "huge.yaml:1:1: error[SW001]: the file has 10485760 bytes"; !strings.HasPrefix(got, want) || strings.Count(got, "error[") != 1 {
		t.Errorf("got %.200q, want one error that begins with %q", got, want)
	}
}

// findings parses and checks a mapping, as text.
func findings(t *testing.T, name, text string) string {
	t.Helper()
	var b strings.Builder
	if err := diag.WriteText(&b, diagnose(name, text), diag.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(errDir, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func update(t *testing.T, path, text string) {
	t.Helper()
	if old, err := os.ReadFile(path); err == nil && string(old) == text {
		return
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Errorf("%s is rewritten; run again without UPDATE_GOLDEN", path)
}
