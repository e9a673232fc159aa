package mockscim

import (
	"net/http"
	"sync"

	"github.com/scimwright/scimwright/generator/scim"
)

// Server is a SCIM 2.0 service provider. It is safe for concurrent use.
type Server struct {
	settings
	registry *scim.Registry
	journal  journal

	mu    sync.RWMutex // guards what the store holds; its kinds never change
	store *store
}

// New returns an empty server. It panics when an option is given what its
// documentation rules out.
func New(options ...Option) *Server {
	s := &Server{settings: defaults(), registry: scim.Standard()}
	for _, option := range options {
		option(&s.settings)
	}
	err := s.settings.check()
	for _, schema := range s.schemas {
		if err == nil {
			err = s.registry.Put(schema)
		}
	}
	if err != nil {
		panic("mockscim: " + err.Error())
	}
	s.store = newStore(s.uniqueExternalID, scim.UserType().With(s.schemas...), scim.GroupType())
	return s
}

// ServeHTTP answers a SCIM request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := &exchange{request: r}
	answer, err := s.receive(x)
	if err == nil {
		answer, err = s.handle(x)
	}
	if err != nil {
		answer = failure(err)
	}
	s.journal.answered(x.entry, answer.status)
	answer.write(w, r)
}

// Reset forgets all resources and all requests. Identifiers go on from where
// their source is.
func (s *Server) Reset() {
	s.mu.Lock()
	s.store.clear()
	s.mu.Unlock()
	s.ClearRequests()
}
