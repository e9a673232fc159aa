package fuzz

import (
	"context"
	"slices"
	"time"

	"github.com/scimwright/scimwright/runtime/scenario"
)

// finding is a case that shows a disagreement.
type finding struct {
	subject     *subject
	test        scenario.Test
	differences []string

	ofMapping []uint16 // the choices that the mapping was drawn by; nil where it was given
}

// patience is how long a finding may take to be made smaller.
const patience = time.Minute

// shrink makes a finding smaller for as long as that shows a disagreement, whichever:
// first the test, for a small one is tried quickly, then the mapping, and then the test
// once more.
func shrink(ctx context.Context, f *finding, ready func(*subject) error) *finding {
	s := &shrinker{ctx: ctx, best: f, until: time.Now().Add(patience), ready: ready}
	if ready(f.subject) != nil {
		return f
	}
	s.pruneTest()
	if f.ofMapping != nil {
		for s.pass() {
		}
		s.pruneMapping()
		s.pruneTest()
	}
	return s.best
}

type shrinker struct {
	ctx   context.Context
	best  *finding
	until time.Time
	ready func(*subject) error // has a subject compare the engines that are asked for
}

// pruneMapping takes lines out of the mapping, as prune does with the test.
func (s *shrinker) pruneMapping() {
	for better := true; better; {
		better = false
		for _, text := range smallerMappings(s.best.subject.text) {
			if !s.inTime() {
				return
			}
			if s.tryMapping(text, s.best.ofMapping) {
				better = true
				break
			}
		}
	}
}

// pruneTest takes parts out of the test.
func (s *shrinker) pruneTest() {
	prune(s.best.test, func(candidate scenario.Test) bool {
		return s.inTime() && s.keep(s.best.subject, candidate, s.best.ofMapping)
	})
}

func (s *shrinker) inTime() bool { return time.Now().Before(s.until) && s.ctx.Err() == nil }

// pass tries simpler choices for the mapping, one change after the other, and tells
// whether any of them has made it smaller.
func (s *shrinker) pass() (better bool) {
	list := s.best.ofMapping
	try := func(candidate []uint16) bool {
		if !s.inTime() || !s.redraw(candidate) {
			return false
		}
		list, better = candidate, true
		return true
	}
	for size := 32; size >= 1; size /= 2 {
		for at := 0; at < len(list); {
			end := min(at+size, len(list))
			if !try(slices.Delete(slices.Clone(list), at, end)) {
				at += size
			}
		}
	}
	for at := 0; at < len(list); at++ {
		for list[at] > 0 {
			smaller := slices.Clone(list)
			smaller[at] = 0
			if try(smaller) {
				break
			}
			smaller = slices.Clone(list)
			smaller[at] /= 2
			if smaller[at] == 0 || !try(smaller) {
				smaller = slices.Clone(list)
				smaller[at]--
				if smaller[at] == 0 || !try(smaller) {
					break
				}
			}
		}
	}
	return better
}

func (s *shrinker) redraw(candidate []uint16) bool {
	return s.tryMapping(drawMapping(&choices{given: candidate}), candidate)
}

// tryMapping takes another mapping for the best, if the test shows a disagreement by it.
func (s *shrinker) tryMapping(text string, ofMapping []uint16) bool {
	subject, err := newSubject("mapping.yaml", text)
	if err != nil || subject == nil || s.ready(subject) != nil {
		return false
	}
	former := s.best.subject
	if !s.keep(subject, s.best.test, ofMapping) {
		subject.engines.Forget()
		return false
	}
	former.engines.Forget()
	return true
}

// keep takes a case for the best, if it shows a disagreement.
func (s *shrinker) keep(subject *subject, test scenario.Test, ofMapping []uint16) bool {
	differences, _, err := subject.try(s.ctx, &test)
	if err != nil || len(differences) == 0 {
		return false
	}
	s.best = &finding{subject, test, differences, ofMapping}
	return true
}
