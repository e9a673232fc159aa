package pattern

import (
	"regexp/syntax"
	"strings"
	"testing"
)

// backtracker matches as JavaScript's engines do, and counts its steps: time
// would depend on the machine.
type backtracker struct {
	text  []rune
	steps int
	sets  map[*syntax.Regexp]set
}

const manySteps = 200_000

// set is setOf, which takes its time.
func (b *backtracker) set(re *syntax.Regexp) set {
	s, ok := b.sets[re]
	if !ok {
		s = setOf(re)
		b.sets[re] = s
	}
	return s
}

// match tries all ways in which re matches at i until one pleases next.
func (b *backtracker) match(re *syntax.Regexp, i int, next func(int) bool) bool {
	if b.steps++; b.steps > manySteps {
		return true
	}
	switch re.Op {
	case syntax.OpCapture:
		return b.match(re.Sub[0], i, next)
	case syntax.OpConcat:
		if len(re.Sub) == 0 {
			return next(i)
		}
		rest := &syntax.Regexp{Op: syntax.OpConcat, Sub: re.Sub[1:]}
		return b.match(re.Sub[0], i, func(j int) bool { return b.match(rest, j, next) })
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			if b.match(sub, i, next) {
				return true
			}
		}
		return false
	case syntax.OpStar:
		return b.rounds(re.Sub[0], 0, -1, i, next)
	case syntax.OpPlus:
		return b.rounds(re.Sub[0], 1, -1, i, next)
	case syntax.OpQuest:
		return b.rounds(re.Sub[0], 0, 1, i, next)
	case syntax.OpRepeat:
		return b.rounds(re.Sub[0], re.Min, re.Max, i, next)
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if i == len(b.text) || !literalSet(r, re.Flags).has(b.text[i]) {
				return false
			}
			i++
		}
		return next(i)
	case syntax.OpBeginText:
		return i == 0 && next(i)
	case syntax.OpEndText:
		return i == len(b.text) && next(i)
	case syntax.OpEmptyMatch:
		return next(i)
	}
	return i < len(b.text) && b.set(re).has(b.text[i]) && next(i+1)
}

// rounds tries as many rounds as there can be first, and gives up one that read
// nothing unless it has to be.
func (b *backtracker) rounds(re *syntax.Regexp, least, most, i int, next func(int) bool) bool {
	if most != 0 && b.match(re, i, func(j int) bool {
		return (j > i || least > 0) && b.rounds(re, max(least-1, 0), max(most-1, -1), j, next)
	}) {
		return true
	}
	return least == 0 && next(i)
}

// steps counts what a search in text takes.
func steps(p *Pattern, text string) int {
	b := &backtracker{text: []rune(text), sets: map[*syntax.Regexp]set{}}
	for i := range len(b.text) + 1 {
		if b.match(p.tree, i, func(int) bool { return true }) {
			break
		}
	}
	return b.steps
}

// A text shows that a pattern that is blamed deserves it, and that others do not
// take long for any text of that kind.
func TestBlameIsDeserved(t *testing.T) {
	var attacks []string
	for _, pump := range []string{"a", "aa", "ab", "abc", "a ", "0", "1a", "k", "a.", "aa,", "foobar", "00:", "000,", "\n"} {
		for _, end := range []string{"", "!", "@", "\x00"} {
			attacks = append(attacks, strings.Repeat(pump, 90/len(pump))+end)
		}
	}
	worst := func(re string) (most int, text string) {
		p := translate(t, re)
		for _, attack := range attacks {
			if n := steps(p, attack); n > most {
				most, text = n, attack
			}
			if most >= manySteps {
				break
			}
		}
		return most, text
	}
	for _, re := range blamed {
		if n, _ := worst(re.pattern); n < manySteps {
			t.Errorf("%s is blamed, and takes %d steps at most", re.pattern, n)
		}
	}
	for _, re := range harmless {
		if n, text := worst(re); n >= manySteps {
			t.Errorf("%s is not blamed, and takes %d steps for %q", re, n, text)
		}
	}
}
