package scim

import (
	"fmt"
	"slices"
	"strings"
)

// Registry is a set of schemas, found by URN. It is safe for concurrent use as
// long as nobody adds to it.
type Registry struct {
	schemas []*Schema
	byURN   map[string]*Schema // keys in lower case
}

// NewRegistry returns a registry of those schemas.
func NewRegistry(schemas ...*Schema) (*Registry, error) {
	r := &Registry{byURN: map[string]*Schema{}}
	for _, s := range schemas {
		if err := r.Add(s); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// Add adds a schema. It is an error if the schema is not valid or if one of
// the same URN is there.
func (r *Registry) Add(s *Schema) error {
	if s == nil {
		return fmt.Errorf("schema: nil")
	}
	if err := s.Validate(); err != nil {
		return err
	}
	key := strings.ToLower(s.ID)
	if _, ok := r.byURN[key]; ok {
		return fmt.Errorf("schema %s is defined twice", s.ID)
	}
	r.byURN[key] = s
	r.schemas = append(r.schemas, s)
	return nil
}

// Put adds a schema, or puts it in the place of the one of its URN. It is an
// error if the schema is not valid.
func (r *Registry) Put(s *Schema) error {
	if s == nil {
		return r.Add(s)
	}
	former, ok := r.byURN[strings.ToLower(s.ID)]
	if !ok {
		return r.Add(s)
	}
	if err := s.Validate(); err != nil {
		return err
	}
	r.byURN[strings.ToLower(s.ID)] = s
	r.schemas[slices.Index(r.schemas, former)] = s
	return nil
}

// ByURN returns the schema of that URN, in whatever case it is written.
func (r *Registry) ByURN(urn string) (*Schema, bool) {
	s, ok := r.byURN[strings.ToLower(urn)]
	return s, ok
}

// Schemas returns the schemas in the order in which they were added.
func (r *Registry) Schemas() []*Schema { return slices.Clone(r.schemas) }
