package mockscim

import (
	"net/http"
	"slices"

	"github.com/scimwright/scimwright/generator/scim"
)

// listing returns the operation that lists resources of those kinds by the
// parameters of the URL (RFC 7644 sections 3.4.2 and 3.4.2.1).
func (s *Server) listing(kinds ...*kind) operation {
	return func(x *exchange) (*answer, error) {
		q, err := queryOf(x.query)
		if err != nil {
			return nil, err
		}
		return s.list(x, q, kinds)
	}
}

// searching returns the operation that does the same by a SearchRequest
// (RFC 7644 section 3.4.3).
func (s *Server) searching(kinds ...*kind) operation {
	return func(x *exchange) (*answer, error) {
		body, err := x.object()
		if err != nil {
			return nil, err
		}
		q, err := searchOf(body)
		if err != nil {
			return nil, err
		}
		return s.list(x, q, kinds)
	}
}

func (s *Server) list(x *exchange, q *query, kinds []*kind) (*answer, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var found []*record
	for _, k := range kinds {
		some, err := s.matching(k, q.filter, x.base)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	if q.sortBy != nil {
		s.store.sort(found, *q.sortBy, q.descending, x.base)
	} else if len(kinds) > 1 {
		slices.SortFunc(found, func(a, b *record) int { return a.sequence - b.sequence })
	}
	views := map[*kind]*view{}
	for _, k := range kinds {
		views[k] = q.projection.of(k, nil)
	}
	resources := []any{}
	for _, r := range page(q, found, s.maxResults) {
		resources = append(resources, views[r.kind].object(s.store.represent(r, x.base)))
	}
	return &answer{status: http.StatusOK, body: listResponse(len(found), q.start, resources)}, nil
}

// listResponse is the message that holds a page of resources.
func listResponse(total, start int, resources []any) map[string]any {
	return map[string]any{
		"schemas":      []any{scim.ListResponseURN},
		"totalResults": total,
		"startIndex":   start,
		"itemsPerPage": len(resources),
		"Resources":    resources,
	}
}

// matching returns the resources of a kind that match a filter, all for nil, in
// the order of their creation.
func (s *store) matching(k *kind, f scim.Filter, base string) ([]*record, error) {
	if f == nil {
		return slices.Clone(k.records), nil
	}
	match, err := scim.Compile(f, k.ResourceType)
	if err != nil {
		return nil, err
	}
	derived := mentions(f, isDerived)
	var found []*record
	for _, r := range s.candidates(k, f) {
		object := r.attributes
		if derived {
			object = s.represent(r, base)
		}
		if match(object) {
			found = append(found, r)
		}
	}
	return found, nil
}

// mentions reports whether a filter has a path of which is holds.
func mentions(f scim.Filter, is func(scim.AttributePath) bool) bool {
	some := func(operands []scim.Filter) bool {
		return slices.ContainsFunc(operands, func(f scim.Filter) bool { return mentions(f, is) })
	}
	switch f := f.(type) {
	case *scim.And:
		return some(f.Operands)
	case *scim.Or:
		return some(f.Operands)
	case *scim.Not:
		return mentions(f.Operand, is)
	case *scim.ValuePath:
		return is(f.Path)
	case *scim.Comparison:
		return is(f.Path)
	}
	return false
}

// isDerived reports whether the server computes values of the attribute when a
// resource is represented.
func isDerived(p scim.AttributePath) bool {
	switch scim.Fold(p.Name) {
	case "id", "meta", "schemas", "groups", "members", "manager":
		return true
	}
	return false
}
