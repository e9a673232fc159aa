package reference_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestEveryCharacter compares the functions that know of letters over all of
// Unicode. Each character stands at a word's beginning and within it, before an
// ASCII letter, which shows whether it is of the word, and behind one, which
// shows whether it is a mark.
func TestEveryCharacter(t *testing.T) {
	groups := everyCharacter()
	engines := javaScripts(t)
	for _, function := range []string{"asciiFold", "titleCase"} {
		var calls []call
		for _, group := range groups {
			calls = append(calls, call{function, []argument{{Value: group}}})
		}
		want := natively(t, calls)
		for engine, run := range engines {
			differences := 0
			for i, got := range run(t, calls) {
				differences += compareLines(t, engine+": "+function, groups[i], got.Value.(string), want[i].Value.(string), engine == "node")
			}
			if differences > 0 {
				t.Errorf("%s: %s differs for %d characters", engine, function, differences)
			}
		}
	}
}

// everyCharacter has a line for each character but surrogates and private ones,
// in texts of many lines. Of the thousands in a row that are letters without
// case, as those of Chinese are, or no characters, it has the ends and a few.
func everyCharacter() []string {
	var groups []string
	var group strings.Builder
	count := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) || r == '\n' || unicode.Is(unicode.Co, r) || r%64 != 0 && dull(r, unicode.Lo) || r%4096 != 0 && dull(r, unicode.Cn) {
			continue
		}
		c := string(r)
		group.WriteString(c + c + "b e" + c + c + "x\n")
		if count++; count%1024 == 0 {
			groups = append(groups, group.String())
			group.Reset()
		}
	}
	return append(groups, group.String())
}

// dull tells whether a character and those beside it are all of a category, and
// not Latin.
func dull(r rune, category *unicode.RangeTable) bool {
	return unicode.Is(category, r-1) && unicode.Is(category, r) && unicode.Is(category, r+1) && !unicode.Is(unicode.Latin, r)
}

// compareLines counts the lines that differ, and shows the first of them. Where
// the engine has a Unicode of its own, characters are passed over that Go's does
// not know, and those whose other case it does not know.
func compareLines(t *testing.T, what, in, got, want string, newer bool) int {
	t.Helper()
	ins, gots, wants := strings.Split(in, "\n"), strings.Split(got, "\n"), strings.Split(want, "\n")
	if len(gots) != len(ins) || len(wants) != len(ins) {
		t.Fatalf("%s: got %d lines, want %d, of %d", what, len(gots), len(wants), len(ins))
	}
	differences := 0
	for i := range ins {
		if gots[i] == wants[i] || newer && strings.ContainsFunc(ins[i]+gots[i], unassigned) {
			continue
		}
		if differences++; differences == 1 {
			t.Errorf("%s of %q: got %q, want %q", what, ins[i], gots[i], wants[i])
		}
	}
	return differences
}

// unassigned tells whether Go's Unicode does not know a character.
func unassigned(r rune) bool { return unicode.Is(unicode.Cn, r) }

// TestRandomTexts compares all functions of one text, over texts that are made
// of what they look for.
func TestRandomTexts(t *testing.T) {
	run := inGoja(t)
	letter := rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("aAzZ09@.'’- \tßÉéŁøİıΣσςǆᾳﬁ\u0301\u0345\u0323ŉ𐐨😀‑“@@")))
	text := rapid.StringOfN(letter, 0, 12, -1)
	rapid.Check(t, func(t2 *rapid.T) {
		var calls []call
		for _, s := range rapid.SliceOfN(text, 1, 20).Draw(t2, "texts") {
			for _, f := range []string{"asciiFold", "titleCase", "digits", "emailLocal", "emailDomain"} {
				calls = append(calls, call{f, []argument{{Value: s}}})
			}
		}
		want := natively(t, calls)
		for i, got := range run(t, calls) {
			if got != want[i] {
				t2.Errorf("%s of %q: got %q, want %q", calls[i].Function, calls[i].Args[0].Value, got, want[i])
			}
		}
	})
}
