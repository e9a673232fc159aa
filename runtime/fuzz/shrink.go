package fuzz

import (
	"context"
	"slices"
	"time"

	"github.com/scimwright/scimwright/runtime/scenario"
)

// finding is a case that shows a disagreement, and the choices that it was drawn by.
type finding struct {
	subject     *subject
	test        scenario.Test
	differences []string

	ofMapping, ofTest []uint16 // ofMapping is nil where the mapping was given
}

// patience is how long a finding may take to be made smaller.
const patience = 90 * time.Second

// shrink makes a finding smaller for as long as that shows a disagreement, whichever.
func shrink(ctx context.Context, f *finding) *finding {
	s := &shrinker{ctx: ctx, best: f, until: time.Now().Add(patience)}
	for better := true; better && s.inTime(); {
		better = s.pass(&f.ofTest, s.redrawTest)
		if f.ofMapping != nil {
			better = s.pass(&f.ofMapping, s.redrawMapping) || better
		}
	}
	s.until = time.Now().Add(patience / 3)
	if f.ofMapping != nil {
		s.pruneMapping()
	}
	s.best.test = prune(s.best.test, func(candidate scenario.Test) bool {
		return s.inTime() && s.keep(s.best.subject, candidate, s.best.ofMapping, s.best.ofTest)
	})
	return s.best
}

type shrinker struct {
	ctx   context.Context
	best  *finding
	until time.Time
}

// pruneMapping takes lines out of the mapping, as prune does with the test.
func (s *shrinker) pruneMapping() {
	for better := true; better; {
		better = false
		for _, text := range smallerMappings(s.best.subject.text) {
			if !s.inTime() {
				return
			}
			subject, err := newSubject("mapping.yaml", text)
			if err == nil && subject != nil && s.keep(subject, s.best.test, s.best.ofMapping, s.best.ofTest) {
				better = true
				break
			}
		}
	}
}

func (s *shrinker) inTime() bool { return time.Now().Before(s.until) && s.ctx.Err() == nil }

// pass tries simpler choices, one change after the other, and tells whether any of them
// has made the finding smaller.
func (s *shrinker) pass(list *[]uint16, redraw func([]uint16) bool) (better bool) {
	try := func(candidate []uint16) bool {
		if !s.inTime() || !redraw(candidate) {
			return false
		}
		*list = candidate
		better = true
		return true
	}
	for size := 32; size >= 1; size /= 2 {
		for at := 0; at < len(*list); {
			end := min(at+size, len(*list))
			if !try(slices.Delete(slices.Clone(*list), at, end)) {
				at += size
			}
		}
	}
	for at := 0; at < len(*list); at++ {
		for (*list)[at] > 0 {
			smaller := slices.Clone(*list)
			smaller[at] = 0
			if try(smaller) {
				break
			}
			smaller = slices.Clone(*list)
			smaller[at] /= 2
			if smaller[at] == 0 || !try(smaller) {
				smaller = slices.Clone(*list)
				smaller[at]--
				if smaller[at] == 0 || !try(smaller) {
					break
				}
			}
		}
	}
	return better
}

func (s *shrinker) redrawTest(candidate []uint16) bool {
	test := s.best.subject.drawTest(&choices{given: candidate})
	return s.keep(s.best.subject, test, s.best.ofMapping, candidate)
}

func (s *shrinker) redrawMapping(candidate []uint16) bool {
	subject, err := newSubject("mapping.yaml", drawMapping(&choices{given: candidate}))
	if err != nil || subject == nil {
		return false
	}
	test := subject.drawTest(&choices{given: s.best.ofTest})
	return s.keep(subject, test, candidate, s.best.ofTest)
}

// keep takes a case for the best, if it shows a disagreement.
func (s *shrinker) keep(subject *subject, test scenario.Test, ofMapping, ofTest []uint16) bool {
	differences, _, err := subject.try(s.ctx, &test)
	if err != nil || len(differences) == 0 {
		return false
	}
	s.best = &finding{subject, test, differences, ofMapping, ofTest}
	return true
}
