package mockscim

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// Request is a request as the server received it. What authenticates the
// sender is masked.
type Request struct {
	Method   string
	Path     string // unescaped
	RawQuery string
	Query    url.Values // RawQuery, decoded
	Header   http.Header
	Body     string
	Status   int // of the answer; 0 as long as there is none
}

// Requests returns all requests since the start, or since the last
// [Server.ClearRequests], in the order in which they arrived.
func (s *Server) Requests() []Request {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	requests := make([]Request, len(s.journal.requests))
	for i, r := range s.journal.requests {
		r.Header = r.Header.Clone()
		r.Query = url.Values(http.Header(r.Query).Clone())
		requests[i] = r
	}
	return requests
}

// ClearRequests forgets the requests received so far, but no resources.
func (s *Server) ClearRequests() {
	s.journal.mu.Lock()
	defer s.journal.mu.Unlock()
	s.journal.cleared += len(s.journal.requests)
	s.journal.requests = nil
}

// journal is the list of requests in order of arrival.
type journal struct {
	mu       sync.Mutex
	requests []Request
	cleared  int // how many were forgotten: the number of the first one that is left
}

// received records a request and returns its number. It keeps the last ones up
// to a limit, all for 0.
func (j *journal) received(x *exchange, token string, limit int) int {
	hide := func(text string) string {
		if len(token) < shortest {
			return text
		}
		return strings.ReplaceAll(text, token, mask)
	}
	query := url.Values{}
	for name, values := range x.query {
		for _, v := range values {
			query.Add(hide(name), hide(v))
		}
	}
	r := Request{
		Method: x.request.Method, Path: hide(x.request.URL.Path),
		RawQuery: hide(x.request.URL.RawQuery), Query: query,
		Header: maskHeader(x.request.Header), Body: hide(string(x.body)),
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.requests = append(j.requests, r)
	if limit > 0 && len(j.requests) > limit {
		j.requests = j.requests[1:]
		j.cleared++
	}
	return j.cleared + len(j.requests) - 1
}

func (j *journal) answered(number, status int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if i := number - j.cleared; i >= 0 && i < len(j.requests) {
		j.requests[i].Status = status
	}
}

const (
	mask = "***"

	// shortest is the length from which on a token is masked wherever it turns
	// up. A shorter one, such as "test", would be found in innocent text; it is
	// masked in headers alone.
	shortest = 8
)

// secretWords are in the names of headers that hold what authenticates.
var secretWords = []string{"authorization", "cookie", "token", "secret", "password", "apikey", "api-key", "signature"}

// maskHeader returns a copy of the header without secrets. The authentication
// scheme stays visible.
func maskHeader(h http.Header) http.Header {
	masked := make(http.Header, len(h))
	for key, values := range h {
		values = slices.Clone(values)
		name := strings.ToLower(key)
		if slices.ContainsFunc(secretWords, func(word string) bool { return strings.Contains(name, word) }) {
			for i, v := range values {
				scheme, _, ok := strings.Cut(v, " ")
				if ok && strings.HasSuffix(name, "authorization") {
					values[i] = scheme + " " + mask
				} else {
					values[i] = mask
				}
			}
		}
		masked[key] = values
	}
	return masked
}
