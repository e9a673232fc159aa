package mockscim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// SeedUser puts a user into the store, past HTTP and its log, and returns its
// id: that of the resource if it has one, else the next of the server. What a
// client must send is needed here too, but for schemas; what only the server
// may set is ignored, but for id.
func (s *Server) SeedUser(user map[string]any) (id string, err error) {
	return s.seed(scim.UserURN, user)
}

// SeedGroup does for a group what [Server.SeedUser] does for a user.
func (s *Server) SeedGroup(group map[string]any) (id string, err error) {
	return s.seed(scim.GroupURN, group)
}

// Seed puts a resource into the store. Its schemas say what it is.
func (s *Server) Seed(resource map[string]any) (id string, err error) {
	object, err := asJSON(resource)
	if err != nil {
		return "", err
	}
	urns, _ := object["schemas"].([]any)
	for _, k := range s.store.kinds {
		for _, urn := range urns {
			if text, ok := urn.(string); ok && strings.EqualFold(text, k.Schema.ID) {
				return s.seed(k.Schema.ID, resource)
			}
		}
	}
	return "", fmt.Errorf("mockscim: seed: schemas names no resource type; it must hold %s or %s", scim.UserURN, scim.GroupURN)
}

func (s *Server) seed(urn string, resource map[string]any) (string, error) {
	object, err := asJSON(resource)
	if err != nil {
		return "", err
	}
	k := s.kindOf(urn)
	n := s.normalizer(k)
	attributes, err := n.resource(object)
	if err != nil {
		return "", fmt.Errorf("mockscim: seed %s: %w", k.Name, err)
	}
	id, _ := object["id"].(string)
	s.mu.Lock()
	defer s.mu.Unlock()
	if id != "" && s.store.byID[id] != nil {
		return "", fmt.Errorf("mockscim: seed %s: there is a resource with the id %q already", k.Name, id)
	}
	r, err := s.add(k, id, attributes)
	if err != nil {
		return "", fmt.Errorf("mockscim: seed %s: %w", k.Name, err)
	}
	return r.id, nil
}

// asJSON brings a resource that was built in Go, or read from YAML, into the
// form that a parsed body has.
func asJSON(resource map[string]any) (map[string]any, error) {
	data, err := json.Marshal(resource)
	if err != nil {
		return nil, fmt.Errorf("mockscim: seed: the resource is no JSON: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		return nil, fmt.Errorf("mockscim: seed: the resource is no JSON object: %w", err)
	}
	return object, nil
}

// Users returns all users in the order of their creation, as GET would show
// them, but without URLs. The result is the caller's. Numbers in it are of type
// json.Number. A fault that makes a request work late ([ApplyAfter]) has worked.
func (s *Server) Users() []map[string]any { return s.all(scim.UserURN) }

// Groups returns all groups, as [Server.Users] does users.
func (s *Server) Groups() []map[string]any { return s.all(scim.GroupURN) }

func (s *Server) all(urn string) []map[string]any {
	s.workLate(s.takeLate())
	s.mu.RLock()
	defer s.mu.RUnlock()
	k := s.kindOf(urn)
	resources := make([]map[string]any, 0, len(k.records))
	for _, r := range k.records {
		if !r.gone {
			resources = append(resources, s.show(r))
		}
	}
	return resources
}

func (s *Server) kindOf(urn string) *kind {
	for _, k := range s.store.kinds {
		if k.Schema.ID == urn {
			return k
		}
	}
	panic("mockscim: there is no resource type with the schema " + urn)
}

// clone copies a JSON value deeply.
func clone(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for name, inner := range v {
			m[name] = clone(inner)
		}
		return m
	case []any:
		items := make([]any, len(v))
		for i, inner := range v {
			items[i] = clone(inner)
		}
		return items
	}
	return v
}
