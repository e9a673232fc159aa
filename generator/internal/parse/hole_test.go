package parse

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestHolesAreFound holds the scanner against the files of testdata/holes: what it
// makes of each .txt stands in the .golden beside it.
func TestHolesAreFound(t *testing.T) {
	for path, text := range files(t, "testdata/holes/*.txt") {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			compareGolden(t, strings.TrimSuffix(path, ".txt")+".golden", describeHoles(text))
		})
	}
}

func describeHoles(text string) string {
	var b strings.Builder
	segments, fault, at := scanHoles(text)
	for _, s := range segments {
		if s.hole {
			fmt.Fprintf(&b, "hole    %q\n", text[s.start:s.end])
		} else {
			fmt.Fprintf(&b, "literal %q\n", s.literal)
		}
	}
	switch fault {
	case faultUnclosed:
		fmt.Fprintf(&b, "unclosed at %q\n", text[at:])
	case faultQuote:
		fmt.Fprintf(&b, "unclosed string at %q\n", text[at:])
	case faultCommentedOut:
		fmt.Fprintf(&b, "commented out at %q\n", text[at:])
	}
	return b.String()
}

func FuzzHoles(f *testing.F) {
	for _, text := range files(f, "testdata/holes/*.txt") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("YAML lets no such text through")
		}
		segments, fault, at := scanHoles(text)
		if at < 0 || at > len(text) {
			t.Fatalf("fault at %d of %d bytes", at, len(text))
		}
		// What was found, written again, is the text up to the fault.
		var b strings.Builder
		for i, s := range segments {
			if s.hole {
				if text[s.open:s.start] != "${" || text[s.end] != '}' {
					t.Fatalf("hole %d is %q", i, text[s.open:s.end+1])
				}
				b.WriteString(text[s.open : s.end+1])
				continue
			}
			if s.literal == "" || i > 0 && !segments[i-1].hole {
				t.Fatalf("literal %d is empty or follows a literal", i)
			}
			b.WriteString(strings.ReplaceAll(s.literal, "${", "$${"))
		}
		if fault == noFault && b.String() != text {
			t.Fatalf("%q is read as %q", text, b.String())
		}
		if !strings.HasPrefix(text, b.String()) {
			t.Fatalf("%q does not begin with %q", text, b.String())
		}
	})
}
