package mockscim

import (
	"fmt"
	"strings"
	"time"

	"github.com/scimwright/scimwright/generator/scim"
)

// Option changes how a [Server] behaves.
type Option func(*settings)

type settings struct {
	basePath         string
	token            string
	clock            func() time.Time
	ids              func() string
	maxResults       int
	bodyLimit        int64
	requestLimit     int // 0 for none
	schemas          []*scim.Schema
	rejectUnknown    bool
	uniqueExternalID bool
	dialect          *Dialect
	faultList        []Fault
	random           *randomFaults // nil for none
	observer         func(Change)  // nil for none
}

func defaults() settings {
	return settings{
		clock:      time.Now,
		ids:        SequentialIDs(),
		maxResults: 200,
		bodyLimit:  1 << 20,
		dialect:    &Dialect{},
	}
}

// WithBasePath puts the server below a path, such as /scim/v2. Without it the
// endpoints are at the root, and below /v2 as well.
func WithBasePath(path string) Option {
	return func(s *settings) {
		s.basePath = strings.TrimRight("/"+strings.Trim(path, "/"), "/")
	}
}

// WithBearerToken makes every request but those for /ServiceProviderConfig
// need that OAuth 2.0 bearer token. Without it, or with an empty one, no
// request needs to authenticate.
func WithBearerToken(token string) Option {
	return func(s *settings) { s.token = token }
}

// WithClock makes the server take the time from now instead of from time.Now.
func WithClock(now func() time.Time) Option {
	return func(s *settings) { s.clock = now }
}

// WithIDs makes the server take the identifiers of new resources from next,
// by default [SequentialIDs]. The server calls it from one goroutine at a time
// and skips identifiers that are taken.
func WithIDs(next func() string) Option {
	return func(s *settings) { s.ids = next }
}

// WithMaxResults sets how many resources an answer holds at most, by default
// 200. It is filter.maxResults of the service provider configuration.
func WithMaxResults(n int) Option {
	return func(s *settings) { s.maxResults = n }
}

// WithBodyLimit sets how many bytes the body of a request may have, by default
// 1 MiB; larger ones are answered with 413.
func WithBodyLimit(bytes int64) Option {
	return func(s *settings) { s.bodyLimit = bytes }
}

// WithRequestLimit makes the server keep only the last n requests, for servers
// that run long. By default it keeps all.
func WithRequestLimit(n int) Option {
	return func(s *settings) { s.requestLimit = n }
}

// WithSchema makes the User resource have that schema: as an extension, or in
// the place of the schema of its URN, for servers that define the core or the
// enterprise schema otherwise than RFC 7643. It is listed under /Schemas and
// /ResourceTypes. New panics when the schema is not valid (see [scim.ParseSchema]).
func WithSchema(schema *scim.Schema) Option {
	return func(s *settings) { s.schemas = append(s.schemas, schema) }
}

// WithUnknownAttributesRejected makes the server answer 400 invalidSyntax to a
// body with an attribute that no schema defines, instead of ignoring it.
func WithUnknownAttributesRejected() Option {
	return func(s *settings) { s.rejectUnknown = true }
}

// WithUniqueExternalID makes the server answer 409 to a second resource of a
// type with the same externalId, as many providers do. RFC 7643 leaves the
// uniqueness of externalId to the client.
func WithUniqueExternalID() Option {
	return func(s *settings) { s.uniqueExternalID = true }
}

func (s *settings) check() error {
	switch {
	case s.clock == nil:
		return fmt.Errorf("WithClock needs a function")
	case s.ids == nil:
		return fmt.Errorf("WithIDs needs a function")
	case s.maxResults < 1:
		return fmt.Errorf("WithMaxResults needs a positive number, not %d", s.maxResults)
	case s.requestLimit < 0:
		return fmt.Errorf("WithRequestLimit needs a number that is not negative, not %d", s.requestLimit)
	case s.bodyLimit < 1:
		return fmt.Errorf("WithBodyLimit needs a positive number, not %d", s.bodyLimit)
	case s.random != nil && !(s.random.rate >= 0 && s.random.rate <= 1):
		return fmt.Errorf("RandomFaults needs a rate from 0 to 1, not %v", s.random.rate)
	}
	if problem := s.dialect.check(); problem != nil {
		return fmt.Errorf("WithDialect: %w", problem)
	}
	return nil
}
