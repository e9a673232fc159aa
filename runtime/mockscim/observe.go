package mockscim

import "net/http"

// Change is what a request did to a resource.
type Change struct {
	// Request is the one that did it; its body has been read. Its context is that
	// of the client in process, so that a client which marks it there knows its own
	// again, however late the request works.
	Request *http.Request
	ID      string
	// Before and After are the resource as [Server.Users] shows it, nil where there
	// is none: before its creation, after its deletion.
	Before, After map[string]any
}

// WithObserver tells of every change to a user, when it is made: also of those
// that a fault hides from the client. A request that changes nothing, a seed and
// [Server.Reset] are no changes. The server waits for tell, which must not call it.
func WithObserver(tell func(Change)) Option {
	return func(s *settings) { s.observer = tell }
}

// observe tells of a change from one version of a resource to another. The
// caller holds mu.
func (s *Server) observe(x *exchange, before, after *record) {
	r := before
	if r == nil {
		r = after
	}
	if s.observer == nil || before == after || r.kind.Endpoint != "/Users" {
		return
	}
	s.observer(Change{Request: x.request, ID: r.id, Before: s.show(before), After: s.show(after)})
}

// show is a resource as GET would show it, but without URLs. The result is the
// caller's.
func (s *Server) show(r *record) map[string]any {
	if r == nil || r.gone {
		return nil
	}
	everything := projection{}.of(r.kind, nil)
	return clone(everything.object(s.store.represent(r, ""))).(map[string]any)
}
