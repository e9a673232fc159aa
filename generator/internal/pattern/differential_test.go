package pattern

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// atoms are put into shapes, of which the differential test takes all.
var atoms = []string{
	`a`, `(?i)k`, `(?i)s`, `(?i)ſ`, `(?i)ß`, `(?i)İ`, `(?i)σ`, `(?i)𐐀`, `é`, `😀`, `.`, `(?s).`, `\d`, `\D`, `\w`, `\W`, `\s`, `\S`,
	`\pL`, `\PL`, `\pN`, `\p{Lu}`, `(?i)\p{Lu}`, `\p{Greek}`, `\P{Greek}`, `\p{Han}`, `\pC`, `\p{Zs}`, `[a-k]`, `[^a-k]`, `(?i)[j-l]`, `(?i)[^k]`,
	`[\pL\d_-]`, `[^\pL\s]`, `[[:alpha:]]`, `[[:^punct:]]`, `[😀-😎]`, `[^😀]`, `[\x{D000}-\x{E000}]`, `[^\x00-\x{10FFFF}]`,
	`\b`, `\B`, `^`, `$`, `(?m)^`, `(?m)$`, `\A`, `\z`, `(?:)`, `ab`, `a|b`, `a|`, `(a|ab)c?`, `\n`, `\r`, `\x{2028}`, `/`, `#`, `@`, `<!`, `\\`,
}

var shapes = []string{
	`(?:%s)`, `^(?:%s)$`, `(?:%s)*$`, `^(?:%s)+b`, `a(?:%s)??b?$`, `^(?:%s){2,3}$`, `(?:(?:%s){2}){2}`, `^(?:(%s)|a\b)*?$`, `(?m)^(?:%s)$`,
}

var texts = []string{
	"", "a", "b", "ab", "aab", "abab", "abc", "A", "AB", "k", "K", "\u212a", "kk", "s", "S", "ſ", "ß", "ẞ", "ss", "i", "I", "İ", "ı", "σ", "ς", "Σ",
	"𐐀", "𐐨", "é", "É", "e\u0301", "😀", "😀😀", "a😀b", "😎", "\U00020000", "\U000e0001", "\U0010ffff", "\ud7ff", "\ue000", "\uffff", "\ufffd", "\ufeff",
	"0", "42", "٣", "½", "_", "-", " ", "\t", "\v", "\u00a0", "\u3000", "\n", "\r", "\r\n", "\u2028", "\u2029", "\u0085", "a\nb", "\na", "a\n", "a\rb", "a\u2028b",
	"b\nab\nb", "\n\n", "a b", "a-b", "漢字", "漢a", "αβγ", "ΑΒ", "/", "#", "##", "@", "<!", `\`, "\x00", "\x7f", "ada.lovelace@example.com", "+49 30 123456",
	"Lovelace, Ada", "2024-02-29T12:00:00Z", "auth0|5f7c8ec7c33c6c004bbafe82",
}

// corpus is what people write, what the goldens show, and all atoms in all
// shapes.
func corpus(t testing.TB) []string {
	t.Helper()
	result := append(lines(t, "corpus.txt"), lines(t, "translations.txt")...)
	for _, shape := range shapes {
		for _, a := range atoms {
			result = append(result, fmt.Sprintf(shape, a))
		}
	}
	return result
}

// compare holds what an engine found to what Go's regexp finds.
func compare(t testing.TB, engine string, patterns, texts, got []string) {
	t.Helper()
	if len(got) != len(patterns) {
		t.Fatalf("%s gives %d answers for %d patterns", engine, len(got), len(patterns))
	}
	for i, re := range patterns {
		native := regexp.MustCompile(re)
		for j, text := range texts {
			if want := native.MatchString(text); want != (got[i][j] == '1') {
				t.Errorf("%s: /%s/u.test(%q) is %v, and %q matches: %v", engine, translate(t, re).JavaScript, text, !want, re, want)
			}
		}
	}
}

func translateAll(t testing.TB, patterns []string) []*Pattern {
	t.Helper()
	var result []*Pattern
	for _, re := range patterns {
		result = append(result, translate(t, re))
	}
	return result
}

func TestDifferentialInGoja(t *testing.T) {
	patterns := corpus(t)
	for part := range slices.Chunk(patterns, 100) {
		translated := translateAll(t, part)
		compare(t, "goja", part, texts, inGoja(t, translated, texts, literal))
		for i, p := range translated {
			w := &writer{longBoundaries: true}
			w.write(p.tree, alternatives)
			translated[i].JavaScript = w.text.String()
		}
		compare(t, "goja's other engine", part, texts, inGoja(t, translated, texts, otherEngine))
	}
}

func TestDifferentialInNode(t *testing.T) {
	patterns := corpus(t)
	for seed := range 500 {
		re := randomPattern(3).Example(seed)
		p, err := Translate(re)
		if err != nil {
			continue // repetitions multiply
		}
		// That the others end in time is what Backtracks promises.
		if _, ok := p.Backtracks(); !ok {
			patterns = append(patterns, re)
		}
	}
	compare(t, "Node", patterns, texts, inNode(t, translateAll(t, patterns), texts))
}

// randomPattern draws a pattern nested at most so deep.
func randomPattern(depth int) *rapid.Generator[string] {
	leaf := rapid.SampledFrom(atoms)
	if depth == 0 {
		return leaf
	}
	shape := rapid.SampledFrom([]string{
		"%s%s", "(?:%s)%s", "(?:%s|%s)", "(%s|%s)*", "(?:%s%s)?", "(?:%s)+%s", "(?:%s){0,2}?%s", "(?:%s){2}%s", "(?i:%s)%s", "(?m:%s)%s", "(?s:%s|)%s", "(?U:(%s)*%s)",
	})
	return rapid.OneOf(leaf, rapid.Custom(func(t *rapid.T) string {
		part := randomPattern(depth - 1)
		return fmt.Sprintf(shape.Draw(t, "shape"), part.Draw(t, "part"), part.Draw(t, "part"))
	}))
}

// TestRandom holds the JavaScript to Go's regexp for patterns and texts that
// nobody has thought of, but for those that look around: the engine that goja has
// for them loses matches when a round of a repetition is empty. Node shows that
// these are right, above. -rapid.checks=N runs more of them.
func TestRandom(t *testing.T) {
	patterns := rapid.SliceOfN(randomPattern(3), 8, 8)
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(texts[:80]), 0, 5).Draw(t, "pieces"), "")
	})
	someTexts := rapid.SliceOfN(rapid.OneOf(text, rapid.String()), 30, 30)
	rapid.Check(t, func(rt *rapid.T) {
		patterns := slices.DeleteFunc(patterns.Draw(rt, "patterns"), func(re string) bool {
			p, err := Translate(re) // repetitions multiply
			return err != nil || looksAround(p.tree)
		})
		texts := someTexts.Draw(rt, "texts")
		compare(t, "goja", patterns, texts, inGoja(t, translateAll(t, patterns), texts, literal))
		if t.Failed() {
			rt.FailNow()
		}
	})
}

// FuzzTranslate translates anything that is a regular expression, and compares
// what it matches.
func FuzzTranslate(f *testing.F) {
	for _, re := range append(lines(f, "translations.txt"), lines(f, "errors.txt")...) {
		for _, text := range []string{"", "abc", "a\nb", "K😀"} {
			f.Add(re, text)
		}
	}
	f.Add(")\x9d", "")
	f.Fuzz(func(t *testing.T, re, text string) {
		if len(re) > 1000 || len(text) > 100 || !utf8.ValidString(text) {
			t.Skip("long ones are slow, and other texts do not come from JSON")
		}
		p, err := Translate(re)
		native, nativeErr := regexp.Compile(re)
		if (err == nil) != (nativeErr == nil) && !strings.Contains(fmt.Sprint(err), "surrogates") {
			t.Fatalf("%q: %v, and regexp says %v", re, err, nativeErr)
		}
		if err != nil {
			if e := err.(*Error); e.Message == "" || e.Fragment == "" || !utf8.ValidString(err.Error()) {
				t.Errorf("%q: the error %#v says too little", re, e)
			}
			return
		}
		checkText(t, p.JavaScript)
		p.Backtracks()
		if looksAround(p.tree) {
			return // as in TestRandom
		}
		got := inGoja(t, []*Pattern{p}, []string{text}, literal)
		if want := native.MatchString(text); want != (got[0] == "1") {
			t.Errorf("/%s/u.test(%q) is %v, and %q matches: %v", p.JavaScript, text, !want, re, want)
		}
	})
}
