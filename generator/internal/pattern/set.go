package pattern

import (
	"cmp"
	"slices"
	"unicode"
)

// set is a set of characters as pairs of first and last, in order and with gaps
// in between, as [regexp/syntax] has them.
//
// Surrogates never are in well-formed text, so that it does not matter whether
// they are in a set. wellFormed decides for each set, and all other functions
// take and give sets that are decided.
type set []rune

const (
	firstSurrogate = 0xd800
	lastSurrogate  = 0xdfff
)

// everything is the set of all characters.
var everything = set{0, unicode.MaxRune}

// sorted makes a set of pairs in any order.
func sorted(pairs []rune) set {
	type span struct{ low, high rune }
	var spans []span
	for i := 0; i < len(pairs); i += 2 {
		spans = append(spans, span{pairs[i], pairs[i+1]})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.low, b.low) })
	var s set
	for _, p := range spans {
		s = s.with(p.low, p.high)
	}
	return s
}

// with adds a range that does not begin before the last one.
func (s set) with(low, high rune) set {
	if low > high {
		return s
	}
	if n := len(s); n > 0 && low <= s[n-1]+1 {
		s[n-1] = max(s[n-1], high)
		return s
	}
	return append(s, low, high)
}

// wellFormed returns s with all surrogates where both their neighbours are in s,
// and with none otherwise, which makes the fewest ranges.
func (s set) wellFormed() set {
	whole := s.has(firstSurrogate-1) && s.has(lastSurrogate+1)
	var result set
	for i := 0; i < len(s); i += 2 {
		low, high := s[i], s[i+1]
		if high < firstSurrogate-1 || low > lastSurrogate+1 {
			result = result.with(low, high)
			continue
		}
		result = result.with(low, min(high, firstSurrogate-1))
		if whole {
			result = result.with(firstSurrogate-1, lastSurrogate+1)
		}
		result = result.with(max(low, lastSurrogate+1), high)
	}
	return result
}

// has tells whether c is in s.
func (s set) has(c rune) bool { return s.includes(set{c, c}) }

// complement returns the characters that are not in s.
func (s set) complement() set {
	var result set
	next := rune(0)
	for i := 0; i < len(s); i += 2 {
		result = result.with(next, s[i]-1)
		next = s[i+1] + 1
	}
	return result.with(next, unicode.MaxRune).wellFormed()
}

// intersection returns the characters that are in both.
func (s set) intersection(other set) set {
	var result set
	for i, j := 0, 0; i < len(s) && j < len(other); {
		result = result.with(max(s[i], other[j]), min(s[i+1], other[j+1]))
		if s[i+1] < other[j+1] {
			i += 2
		} else {
			j += 2
		}
	}
	return result
}

// meets tells whether a character is in both.
func (s set) meets(other set) bool {
	for i, j := 0, 0; i < len(s) && j < len(other); {
		if max(s[i], other[j]) <= min(s[i+1], other[j+1]) {
			return true
		}
		if s[i+1] < other[j+1] {
			i += 2
		} else {
			j += 2
		}
	}
	return false
}

// includes tells whether all of other is in s.
func (s set) includes(other set) bool {
	i := 0
	for j := 0; j < len(other); j += 2 {
		for i < len(s) && s[i+1] < other[j] {
			i += 2
		}
		if i == len(s) || s[i] > other[j] || s[i+1] < other[j+1] {
			return false
		}
	}
	return true
}

// count returns how many characters are in s.
func (s set) count() int {
	n := 0
	for i := 0; i < len(s); i += 2 {
		n += int(s[i+1]-s[i]) + 1
	}
	return n
}
