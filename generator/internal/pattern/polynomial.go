package pattern

import "regexp/syntax"

// manyLoops multiply: with so many, each of which can leave off anywhere in the
// same stretch of text, the time grows with the fourth power of the text's
// length at least, which is about a second for 256 characters.
const manyLoops = 4

// polynomial looks for a sequence of repetitions of single characters that share
// characters, and that what is between them does not tell apart.
func polynomial(re *syntax.Regexp) *syntax.Regexp {
	for _, sub := range re.Sub {
		if blamed := polynomial(sub); blamed != nil {
			return blamed
		}
	}
	parts := sequenceOf(re)
	needed := len(parts) - 1 // the last part that can fail
	for needed >= 0 && alwaysMatches(parts[needed]) {
		needed--
	}
	for first := range needed {
		common, loops := everything, 0
		for i, part := range parts[first:needed] {
			if body, ok := characterLoop(part); ok {
				if common = common.intersection(body); len(common) == 0 {
					break
				}
				if loops++; loops == manyLoops {
					return &syntax.Regexp{Op: syntax.OpConcat, Sub: parts[first : first+i+1]}
				}
			} else if !within(part, common) || loops == 0 {
				break
			}
		}
	}
	return nil
}

// sequenceOf returns the parts of re that follow each other.
func sequenceOf(re *syntax.Regexp) []*syntax.Regexp {
	re = uncaptured(re)
	if re.Op != syntax.OpConcat {
		return []*syntax.Regexp{re}
	}
	var parts []*syntax.Regexp
	for _, sub := range re.Sub {
		parts = append(parts, sequenceOf(sub)...)
	}
	return parts
}

func uncaptured(re *syntax.Regexp) *syntax.Regexp {
	for re.Op == syntax.OpCapture {
		re = re.Sub[0]
	}
	return re
}

// characterLoop returns what re repeats, if that is one character.
func characterLoop(re *syntax.Regexp) (set, bool) {
	if !isLoop(re) {
		return nil, false
	}
	return oneCharacter(uncaptured(re.Sub[0]))
}

// oneCharacter returns the characters that re is one of, if it is just that.
func oneCharacter(re *syntax.Regexp) (set, bool) {
	switch re.Op {
	case syntax.OpLiteral:
		if len(re.Rune) == 1 {
			return literalSet(re.Rune[0], re.Flags), true
		}
		return nil, false
	case syntax.OpCharClass, syntax.OpAnyCharNotNL, syntax.OpAnyChar:
		return setOf(re), true
	}
	return nil, false
}

// within tells whether re can match a string of nothing but the characters of s.
func within(re *syntax.Regexp, s set) bool {
	if alwaysMatches(re) {
		return true
	}
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if !literalSet(r, re.Flags).meets(s) {
				return false
			}
		}
		return true
	case syntax.OpCharClass, syntax.OpAnyCharNotNL, syntax.OpAnyChar:
		return setOf(re).meets(s)
	case syntax.OpCapture, syntax.OpPlus, syntax.OpRepeat:
		return within(re.Sub[0], s)
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if !within(sub, s) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			if within(sub, s) {
				return true
			}
		}
	}
	return false
}
