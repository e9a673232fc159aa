package pattern

import "regexp/syntax"

const (
	// manyRepetitions make a repetition with an upper bound as good as endless:
	// a body that can be read in two ways doubles the time so many times.
	manyRepetitions = 10

	// enoughSteps decide all patterns that people write, within milliseconds.
	enoughSteps = 1_000_000
)

// Backtracks tells whether a text can make an engine that backtracks take
// exponentially long, or a high power of the text's length, and which part of
// the pattern is to blame.
//
// A repetition is to blame where two ways lead through it along the same text,
// and what follows can fail, so that all of the ways are tried. Assertions (^, \b)
// count as if they always held, and where a decision would take too long it is to
// blame, so that some patterns are blamed that are harmless.
func (p *Pattern) Backtracks() (fragment string, ok bool) {
	b := &backtracking{budget: enoughSteps}
	if blamed := b.exponential(p.tree, true); blamed != nil {
		return p.fragment(blamed), true
	}
	if blamed := polynomial(p.tree); blamed != nil {
		return p.fragment(blamed), true
	}
	return "", false
}

// backtracking looks for the innermost repetition that is to blame.
type backtracking struct {
	budget int // steps that are left, for all repetitions together
}

// exponential looks in re. succeeds is whether what comes after re matches
// wherever re ends, so that no second way through re is ever tried.
func (b *backtracking) exponential(re *syntax.Regexp, succeeds bool) *syntax.Regexp {
	if re.Op == syntax.OpConcat {
		for i := len(re.Sub) - 1; i >= 0; i-- {
			if blamed := b.exponential(re.Sub[i], succeeds); blamed != nil {
				return blamed
			}
			succeeds = succeeds && alwaysMatches(re.Sub[i])
		}
		return nil
	}
	// Of a repetition that has to come round several times the first rounds can
	// fail in what remains.
	succeeds = succeeds && (re.Op != syntax.OpRepeat || re.Min <= 1 || alwaysMatches(re.Sub[0]))
	for _, sub := range re.Sub {
		if blamed := b.exponential(sub, succeeds); blamed != nil {
			return blamed
		}
	}
	if isLoop(re) && !succeeds && b.ambiguous(re) {
		return re
	}
	return nil
}

// isLoop tells whether re repeats without end, or so often that it makes no
// difference.
func isLoop(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpStar, syntax.OpPlus:
		return true
	case syntax.OpRepeat:
		return re.Max < 0 || re.Max >= manyRepetitions
	}
	return false
}

// alwaysMatches tells whether re matches at every place of every text, if only
// the empty string.
func alwaysMatches(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpStar, syntax.OpQuest:
		return true
	case syntax.OpCapture, syntax.OpPlus:
		return alwaysMatches(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min == 0 || alwaysMatches(re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if !alwaysMatches(sub) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			if alwaysMatches(sub) {
				return true
			}
		}
	}
	return false
}
