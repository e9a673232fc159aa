package mockscim

import (
	"net/url"
	"strconv"
	"time"

	"github.com/scimwright/scimwright/generator/scim"
)

// represent returns a resource with all that the server adds to it: schemas,
// id, meta, the groups of a user, and the facts about members. Without a base
// URL there are no references. Values that are stored are shared, not copied.
func (s *store) represent(r *record, base string) map[string]any {
	v := shallow(r.attributes)
	v["schemas"] = r.schemas()
	v["id"] = r.id
	meta := map[string]any{
		"resourceType": r.kind.Name,
		"created":      timestamp(r.created),
		"lastModified": timestamp(r.modified),
		"version":      r.etag(),
	}
	if base != "" {
		meta["location"] = r.location(base)
	}
	v["meta"] = meta
	switch r.kind.Schema.ID {
	case scim.UserURN:
		if groups := s.representGroups(r, base); len(groups) > 0 {
			v["groups"] = groups
		}
		s.representManager(v, base)
	case scim.GroupURN:
		if members, ok := v["members"].([]any); ok {
			v["members"] = s.representMembers(members, base)
		}
	}
	return v
}

func (s *store) representGroups(r *record, base string) []any {
	var groups []any
	for _, m := range s.groupsOf(r.id) {
		group := map[string]any{"value": m.group.id, "type": "indirect"}
		if m.direct {
			group["type"] = "direct"
		}
		describe(group, m.group, base)
		groups = append(groups, group)
	}
	return groups
}

func (s *store) representMembers(members []any, base string) []any {
	all := make([]any, len(members))
	for i, m := range members {
		member := shallow(m.(map[string]any))
		if r, ok := s.byID[member["value"].(string)]; ok {
			member["type"] = r.kind.Name
			describe(member, r, base)
		}
		all[i] = member
	}
	return all
}

// representManager adds to the reference to a manager who is a user here.
func (s *store) representManager(user map[string]any, base string) {
	extension, _ := user[scim.EnterpriseUserURN].(map[string]any)
	manager, _ := extension["manager"].(map[string]any)
	id, _ := manager["value"].(string)
	r, ok := s.byID[id]
	if !ok {
		return
	}
	extension, manager = shallow(extension), shallow(manager)
	if name, ok := r.attributes["displayName"].(string); ok {
		manager["displayName"] = name
	}
	if base != "" {
		manager["$ref"] = r.location(base)
	}
	extension["manager"] = manager
	user[scim.EnterpriseUserURN] = extension
}

// describe adds a name, if there is none, and a reference to a value that refers
// to a resource.
func describe(value map[string]any, r *record, base string) {
	if _, named := value["display"]; !named {
		assign(value, "display", r.name())
	}
	if base != "" {
		value["$ref"] = r.location(base)
	}
}

// name returns what a resource is called where another one refers to it, nil if
// it has no name.
func (r *record) name() any {
	if name, ok := r.attributes["displayName"]; ok {
		return name
	}
	return r.attributes["userName"]
}

// schemas returns the URNs of the schemas that the resource has attributes of.
func (r *record) schemas() []any {
	urns := []any{r.kind.Schema.ID}
	for _, e := range r.kind.Extensions {
		if _, ok := r.attributes[e.Schema.ID]; ok {
			urns = append(urns, e.Schema.ID)
		}
	}
	return urns
}

// location returns the URL of the resource.
func (r *record) location(base string) string {
	return base + r.kind.Endpoint + "/" + url.PathEscape(r.id)
}

// etag returns the weak entity tag of this version (RFC 7644 section 3.14).
func (r *record) etag() string { return `W/"` + strconv.Itoa(r.version) + `"` }

func timestamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
