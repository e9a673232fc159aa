package pattern

import "regexp/syntax"

// position is a place in a pattern where a character is read.
type position int

// ways counts the ways to get somewhere, of which two are as bad as many.
type ways uint8

func (w ways) and(other ways) ways { return min(w*other, 2) }
func (w ways) or(other ways) ways  { return min(w+other, 2) }

// end is a position at which a fragment can begin or end, and in how many ways.
type end struct {
	position position
	ways     ways
}

// fragment is a part of an automaton: its ends, and in how many ways it matches
// the empty string.
type fragment struct {
	first, last []end
	empty       ways
}

// automaton is the position automaton (Glushkov's) of a pattern, but for that it
// counts in how many ways one position follows another: an engine that
// backtracks takes them all.
type automaton struct {
	reads  []set // by position
	follow []map[position]ways
	budget *int
}

// spend takes steps from the budget and tells whether there were that many.
func (a *automaton) spend(steps int) bool {
	*a.budget -= steps
	return *a.budget >= 0
}

func (a *automaton) exhausted() bool { return *a.budget < 0 }

// read returns a fragment that reads one of the characters of s.
func (a *automaton) read(s set) fragment {
	if len(s) == 0 || !a.spend(1) {
		return fragment{}
	}
	p := position(len(a.reads))
	a.reads = append(a.reads, s)
	a.follow = append(a.follow, map[position]ways{})
	only := []end{{p, 1}}
	return fragment{first: only, last: only}
}

// connect lets what begins at next follow what ends at last.
func (a *automaton) connect(last, next []end) {
	if !a.spend(len(last) * len(next)) {
		return
	}
	for _, l := range last {
		for _, n := range next {
			following := a.follow[l.position]
			following[n.position] = following[n.position].or(l.ways.and(n.ways))
		}
	}
}

// either returns the ends of both, as some positions can be in both.
func (a *automaton) either(x, y []end, of ways) []end {
	a.spend(len(x) + len(y))
	result := append([]end{}, x...)
	if of == 0 {
		return result
	}
	for _, e := range y {
		result = append(result, end{e.position, e.ways.and(of)})
	}
	return result
}

// then returns x followed by y.
func (a *automaton) then(x, y fragment) fragment {
	a.connect(x.last, y.first)
	return fragment{
		first: a.either(x.first, y.first, x.empty),
		last:  a.either(y.last, x.last, y.empty),
		empty: x.empty.and(y.empty),
	}
}

// perhaps returns x, which has to read something, followed by rest, or nothing.
// JavaScript gives up a round of a repetition that read nothing.
func (a *automaton) perhaps(x, rest fragment) fragment {
	a.connect(x.last, rest.first)
	return fragment{first: x.first, last: a.either(rest.last, x.last, rest.empty), empty: 1}
}

// star returns x, which has to read something, any number of times.
func (a *automaton) star(x fragment) fragment {
	a.connect(x.last, x.first)
	return fragment{first: x.first, last: x.last, empty: 1}
}

// build adds re.
func (a *automaton) build(re *syntax.Regexp) fragment {
	if a.exhausted() {
		return fragment{}
	}
	switch re.Op {
	case syntax.OpNoMatch, syntax.OpCharClass, syntax.OpAnyCharNotNL, syntax.OpAnyChar:
		return a.read(setOf(re))
	case syntax.OpLiteral:
		result := fragment{empty: 1}
		for _, r := range re.Rune {
			result = a.then(result, a.read(literalSet(r, re.Flags)))
		}
		return result
	case syntax.OpConcat:
		result := fragment{empty: 1}
		for _, sub := range re.Sub {
			result = a.then(result, a.build(sub))
		}
		return result
	case syntax.OpAlternate:
		var result fragment
		for _, sub := range re.Sub {
			x := a.build(sub)
			result.first = a.either(result.first, x.first, 1)
			result.last = a.either(result.last, x.last, 1)
			result.empty = result.empty.or(x.empty)
		}
		return result
	case syntax.OpCapture:
		return a.build(re.Sub[0])
	case syntax.OpStar:
		return a.repeat(re.Sub[0], 0, -1)
	case syntax.OpPlus:
		return a.repeat(re.Sub[0], 1, -1)
	case syntax.OpQuest:
		return a.repeat(re.Sub[0], 0, 1)
	case syntax.OpRepeat:
		return a.repeat(re.Sub[0], re.Min, re.Max)
	}
	return fragment{empty: 1} // nothing, and the assertions
}

// repeat adds a copy of re for each round that is counted.
func (a *automaton) repeat(re *syntax.Regexp, least, most int) fragment {
	rest := fragment{empty: 1}
	if most < 0 {
		rest = a.star(a.build(re))
	}
	for i := most; i > least && !a.exhausted(); i-- {
		rest = a.perhaps(a.build(re), rest)
	}
	result := fragment{empty: 1}
	for i := 0; i < least && !a.exhausted(); i++ {
		result = a.then(result, a.build(re))
	}
	return a.then(result, rest)
}
