package mockscim

import (
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/scimwright/scimwright/generator/scim"
)

// limits counts the requests of each rate limit of the dialect.
type limits struct {
	mu      sync.Mutex
	windows []window
}

// window is the time in which requests are counted.
type window struct {
	ends  time.Time
	count int
}

// limit answers with 429 when a rate limit is reached.
func (s *Server) limit(x *exchange) error {
	if len(s.dialect.RateLimits) == 0 {
		return nil
	}
	now := s.clock()
	s.limits.mu.Lock()
	defer s.limits.mu.Unlock()
	if s.limits.windows == nil {
		s.limits.windows = make([]window, len(s.dialect.RateLimits))
	}
	for i, l := range s.dialect.RateLimits {
		if len(l.Methods) > 0 && !slices.Contains(l.Methods, x.request.Method) {
			continue
		}
		w := &s.limits.windows[i]
		if !now.Before(w.ends) {
			*w = window{ends: now.Add(time.Duration(l.Per))}
		}
		if w.count++; w.count > l.Requests {
			return l.exceeded(now, w.ends)
		}
	}
	return nil
}

// exceeded is the answer to a request too many.
func (l *RateLimit) exceeded(now, ends time.Time) error {
	r := &refused{cause: &scim.Error{Status: http.StatusTooManyRequests, Detail: "too many requests"}, header: map[string]string{}}
	// Both forms count whole seconds: rounded up, so that who waits has waited enough.
	seconds := int((ends.Sub(now) + time.Second - 1) / time.Second)
	switch l.RetryAfter {
	case "", RetrySeconds:
		r.header["Retry-After"] = strconv.Itoa(seconds)
	case RetryDate:
		r.header["Retry-After"] = ends.Add(time.Second - 1).UTC().Format(http.TimeFormat)
	}
	return r
}
