package expr_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// TestCheck reads testdata/*.txt: an expression a line, and below it, indented,
// what Check says of it: its type, or its problems, with the code points that
// they are about in quotes.
func TestCheck(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases found: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { checkFile(t, file) })
	}
}

func checkFile(t *testing.T, file string) {
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	cases := 0
	for scanner := bufio.NewScanner(strings.NewReader(string(want))); scanner.Scan(); {
		switch line := scanner.Text(); {
		case line == "" || strings.HasPrefix(line, "#"):
			fmt.Fprintln(&got, line)
		case !strings.HasPrefix(line, "    "):
			cases++
			withoutRemedy(t, line)
			fmt.Fprintf(&got, "%s\n%s", line, verdict(line))
		}
	}
	if cases == 0 {
		t.Fatal("no cases found")
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		if os.Getenv("UPDATE_GOLDEN") != "" {
			if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			t.Fatalf("%s rewritten: review it, and run the test again", file)
		}
		t.Errorf("verdicts differ (-want +got):\n%s", diff)
	}
}

func verdict(text string) string {
	checked, problems := expr.Check(&mapping.Expression{Source: text})
	if len(problems) == 0 {
		return fmt.Sprintf("    %s\n", checked.Type)
	}
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "    %q: %s", string([]rune(text)[p.Start:min(p.End, len([]rune(text)))]), p.Summary)
		if p.Help != "" {
			fmt.Fprintf(&b, "\n      help: %s", p.Help)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// withoutRemedy fails where a problem says not what to do about it.
func withoutRemedy(t *testing.T, text string) {
	t.Helper()
	_, problems := expr.Check(&mapping.Expression{Source: text})
	for _, p := range problems {
		if p.Help == "" {
			t.Errorf("%s: %s: there is no help", text, p.Summary)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	e := &mapping.Expression{Source: `has(user.given_name) ? user.given_name + " " + user.family_name : user.email.split("@")[0]`}
	for b.Loop() {
		if _, problems := expr.Check(e); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}
