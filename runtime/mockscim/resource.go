package mockscim

import (
	"net/http"
	"reflect"
	"time"

	"github.com/scimwright/scimwright/generator/scim"
)

// resource returns the operations on one resource.
func (s *Server) resource(k *kind, id string) methods {
	return methods{
		http.MethodGet:    func(x *exchange) (*answer, error) { return s.read(x, k, id) },
		http.MethodPut:    func(x *exchange) (*answer, error) { return s.replace(x, k, id) },
		http.MethodPatch:  func(x *exchange) (*answer, error) { return s.patch(x, k, id) },
		http.MethodDelete: func(x *exchange) (*answer, error) { return s.delete(x, k, id) },
	}
}

// creating returns the operation that creates a resource (RFC 7644 section 3.3).
func (s *Server) creating(k *kind) operation {
	return func(x *exchange) (*answer, error) {
		p, err := projectionOf(x.query)
		if err != nil {
			return nil, err
		}
		attributes, asserted, err := s.parseResource(x, k)
		if err != nil {
			return nil, err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		r, err := s.add(k, "", attributes)
		if err != nil {
			return nil, err
		}
		s.observe(x, nil, r)
		a := s.render(x, r, p, asserted)
		a.status = http.StatusCreated
		return a, nil
	}
}

// parseResource reads a whole resource from the body: its attributes in the
// form that is stored, and which the client gave.
func (s *Server) parseResource(x *exchange, k *kind) (attributes map[string]any, asserted map[*scim.Attribute]bool, err error) {
	body, err := x.object()
	if err != nil {
		return nil, nil, err
	}
	n := s.normalizer(k)
	if err := n.checkSchemas(body); err != nil {
		return nil, nil, err
	}
	attributes, err = n.resource(body)
	return attributes, n.asserted, err
}

// current returns the resource that a request is about, in the version that
// the request asks for, if it does.
func (s *Server) current(x *exchange, k *kind, id string) (*record, error) {
	r, err := s.store.find(k, id)
	if err != nil {
		return nil, err
	}
	return r, precondition(x.request, r)
}

// add checks and stores a new resource. Without an id it gets the next one.
func (s *Server) add(k *kind, id string, attributes map[string]any) (*record, error) {
	if err := s.checkStorable(k, id, attributes, scim.InvalidValue); err != nil {
		return nil, err
	}
	if own := s.dialect.newID(attributes); id == "" && s.store.byID[own] == nil {
		id = own
	}
	for id == "" {
		if id = s.ids(); s.store.byID[id] != nil {
			id = ""
		}
	}
	return s.store.insert(k, id, attributes, s.now()), nil
}

// checkStorable makes sure that the attributes can be those of a resource.
func (s *Server) checkStorable(k *kind, id string, attributes map[string]any, missing scim.ErrorType) error {
	if err := k.checkRequired(attributes, missing); err != nil {
		return err
	}
	if err := s.dialect.settle(k, attributes, missing); err != nil {
		return err
	}
	if err := s.store.settle(k, attributes); err != nil {
		return err
	}
	return k.checkUnique(id, attributes)
}

// now is the time to the millisecond, as it is shown.
func (s *Server) now() time.Time { return s.clock().UTC().Truncate(time.Millisecond) }

// read answers with one resource (RFC 7644 section 3.4.1).
func (s *Server) read(x *exchange, k *kind, id string) (*answer, error) {
	p, err := projectionOf(x.query)
	if err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	r, err := s.current(x, k, id)
	if err != nil {
		return nil, err
	}
	if matchesAny(x.request.Header.Values("If-None-Match"), r.etag()) {
		return &answer{status: http.StatusNotModified, header: map[string]string{"ETag": r.etag()}}, nil
	}
	return s.render(x, r, p, nil), nil
}

// replace answers a PUT (RFC 7644 section 3.5.1).
func (s *Server) replace(x *exchange, k *kind, id string) (*answer, error) {
	p, err := projectionOf(x.query)
	if err != nil {
		return nil, err
	}
	attributes, asserted, err := s.parseResource(x, k)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	old, err := s.current(x, k, id)
	if err != nil {
		return nil, err
	}
	s.dialect.complete(k, old.attributes, attributes, asserted)
	if err := k.keepUnasserted(old.attributes, attributes); err != nil {
		return nil, err
	}
	r, err := s.save(old, attributes, scim.InvalidValue)
	if err != nil {
		return nil, err
	}
	s.observe(x, old, r)
	return s.render(x, r, p, asserted), nil
}

// save checks and stores a new version of a resource, unless nothing changed:
// then the old one stands, with its version and time (RFC 7644 section 3.5.2.1).
func (s *Server) save(old *record, attributes map[string]any, missing scim.ErrorType) (*record, error) {
	if err := s.dialect.keepImmutable(old, attributes); err != nil {
		return nil, err
	}
	if err := s.checkStorable(old.kind, old.id, attributes, missing); err != nil {
		return nil, err
	}
	if reflect.DeepEqual(old.attributes, attributes) {
		return old, nil
	}
	return s.store.update(old, attributes, s.now()), nil
}

// delete answers a DELETE (RFC 7644 section 3.6).
func (s *Server) delete(x *exchange, k *kind, id string) (*answer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.current(x, k, id)
	if err != nil {
		return nil, err
	}
	if !s.retire(r) {
		s.store.remove(r, s.now())
	}
	s.observe(x, r, s.store.byID[id])
	return &answer{status: http.StatusNoContent}, nil
}

// render answers with a resource.
func (s *Server) render(x *exchange, r *record, p projection, asserted map[*scim.Attribute]bool) *answer {
	return &answer{
		status: http.StatusOK,
		header: map[string]string{
			"ETag": r.etag(),
			// Both are meta.location: the one by RFC 7644 section 3.3, the other by
			// RFC 7643 section 3.1.
			"Location":         r.location(x.base),
			"Content-Location": r.location(x.base),
		},
		body: p.of(r.kind, asserted).object(s.store.represent(r, x.base)),
	}
}
