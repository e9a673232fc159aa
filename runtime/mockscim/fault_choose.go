package mockscim

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
)

// faults decides which requests are answered wrongly. It counts requests and
// reads no clock, so that a run can be repeated.
type faults struct {
	rules  []*rule
	random *randomFaults

	mu     sync.Mutex // guards the counts, and what follows
	healed bool
	late   []*exchange // what does its work after the next request
}

// rule is a fault with the count of requests that it has seen.
type rule struct {
	fault   Fault
	matcher matcher
	seen    int
}

// WithFaults makes the server misbehave as the faults say. Where several fit a
// request, the first that has its turn counts, and those behind it do not see the
// request. New panics when one of them is not valid.
func WithFaults(list ...Fault) Option {
	return func(s *settings) { s.faultList = append(s.faultList, list...) }
}

// prepareFaults compiles the faults of the settings.
func (s *Server) prepareFaults() error {
	s.faults.random = s.random
	for i := range s.faultList {
		r, problem := s.faultList[i].compile()
		if problem != nil {
			return fmt.Errorf("WithFaults: %w", withIndex(problem, i))
		}
		s.faults.rules = append(s.faults.rules, r)
	}
	return nil
}

// fault returns the fault that a request meets, or nil. The first one that has
// its turn counts; those behind it do not see the request.
func (s *Server) fault(x *exchange) *Fault {
	if len(s.faults.rules) == 0 && s.faults.random == nil {
		return nil
	}
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	if s.faults.healed {
		return nil
	}
	segments := s.segmentsOf(x)
	for _, r := range s.faults.rules {
		if !r.matcher.matches(x.request.Method, segments, x.query) {
			continue
		}
		if r.fault.Times > 0 && r.seen >= r.fault.After+r.fault.Times {
			continue // it is over
		}
		if r.seen++; r.seen > r.fault.After {
			return &r.fault
		}
	}
	if s.faults.random != nil {
		return s.faults.random.next(s.now)
	}
	return nil
}

// segmentsOf are those of the path below the base, or of the path as a whole
// where it is elsewhere.
func (s *Server) segmentsOf(x *exchange) []string {
	probe := &exchange{request: x.request}
	if s.locate(probe) == nil {
		return probe.segments
	}
	path, err := url.PathUnescape(x.request.URL.EscapedPath())
	if err != nil {
		path = x.request.URL.Path
	}
	return strings.Split(strings.Trim(path, "/"), "/")
}

// Heal ends all faults, those of [WithFaults] and of [RandomFaults]: what comes
// from now on is answered well. What is to work late has its effect. A dialect
// is no fault and stays.
func (s *Server) Heal() {
	s.faults.mu.Lock()
	s.faults.healed = true
	s.faults.mu.Unlock()
	s.workLate(s.takeLate())
}

// postpone makes a request do its work after the next one.
func (s *Server) postpone(x *exchange) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.late = append(s.faults.late, x)
}

// takeLate takes the requests that wait for their work.
func (s *Server) takeLate() []*exchange {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	late := s.faults.late
	s.faults.late = nil
	return late
}

// workLate does the work of requests whose senders have been told that it failed.
func (s *Server) workLate(late []*exchange) {
	for _, x := range late {
		s.carryOut(x)
	}
}

// restart makes the counts begin anew. Random faults go on from where they are,
// as identifiers do.
func (f *faults) restart() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.late = nil
	for _, r := range f.rules {
		r.seen = 0
	}
}
