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
	faults   faults
	limits   limits

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
	if err == nil {
		err = s.prepareFaults()
	}
	if err != nil {
		panic("mockscim: " + err.Error())
	}
	s.store = newStore(s.uniqueExternalID, scim.UserType().With(s.schemas...), scim.GroupType())
	return s
}

// ServeHTTP answers a SCIM request. A fault that drops the connection panics
// with [http.ErrAbortHandler], as handlers do that want just that.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := &exchange{request: r}
	x.refused = s.receive(x)
	defer s.workLate(s.takeLate())
	if f := s.fault(x); f != nil {
		s.misbehave(w, x, f)
		return
	}
	answer := s.carryOut(x)
	s.journal.answered(x.entry, answer.status)
	answer.write(w, r)
}

// carryOut does the work of a request that has been received.
func (s *Server) carryOut(x *exchange) *answer {
	answer, err := (*answer)(nil), x.refused
	if err == nil {
		answer, err = s.handle(x)
	}
	if err != nil {
		answer = failure(err)
	}
	return s.dialect.answer(x, answer)
}

// Reset forgets all resources and all requests, and faults begin anew.
// Identifiers and random faults go on from where their source is.
func (s *Server) Reset() {
	s.faults.restart()
	s.mu.Lock()
	s.store.clear()
	s.mu.Unlock()
	s.ClearRequests()
}
