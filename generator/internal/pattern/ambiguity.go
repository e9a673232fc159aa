package pattern

import "regexp/syntax"

// ambiguous tells whether two ways lead round a repetition along the same text. Then n rounds of that text can be read in 2^n ways.
//
// Two readers start at the same position and read the same characters. All
// positions of a repetition can be reached from all others, so that it is
// enough to find the readers apart at some time and together at a later one.
func (b *backtracking) ambiguous(loop *syntax.Regexp) bool {
	a := &automaton{budget: &b.budget}
	body := a.build(loop.Sub[0])
	if body.empty > 0 && len(body.first) > 0 && loop.Op == syntax.OpRepeat && loop.Min >= manyRepetitions {
		return true // any of the rounds that there have to be may read nothing
	}
	a.star(body)
	s := &search{automaton: a, seen: map[[2]position]bool{}}
	for p := range a.reads {
		for q, ways := range a.follow[p] {
			if ways > 1 { // apart on the way, and together again
				return true
			}
			for r := range a.follow[p] {
				s.visit(q, r)
			}
			if a.exhausted() {
				return true
			}
		}
	}
	for len(s.waiting) > 0 {
		pair := s.waiting[len(s.waiting)-1]
		s.waiting = s.waiting[:len(s.waiting)-1]
		for q := range a.follow[pair[0]] {
			for r := range a.follow[pair[1]] {
				if q == r {
					return true
				}
				s.visit(q, r)
			}
			if a.exhausted() {
				return true
			}
		}
	}
	return a.exhausted()
}

// search visits the pairs of positions that two readers can be at.
type search struct {
	*automaton
	waiting [][2]position
	seen    map[[2]position]bool
}

// visit notes that the readers may be at q and r, if both read the same there.
func (s *search) visit(q, r position) {
	s.spend(1)
	pair := [2]position{min(q, r), max(q, r)} // which reader is where is all the same
	if q == r || s.seen[pair] {
		return
	}
	s.spend(len(s.reads[q]) + len(s.reads[r]))
	s.seen[pair] = true
	if s.reads[q].meets(s.reads[r]) {
		s.waiting = append(s.waiting, pair)
	}
}
