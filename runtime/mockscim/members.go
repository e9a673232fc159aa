package mockscim

import (
	"slices"

	"github.com/scimwright/scimwright/generator/scim"
)

// memberships are the groups that a resource is a direct member of, by its id.
type memberships map[string][]*record

func (m memberships) add(r *record) {
	for _, id := range memberIDs(r) {
		m[id] = append(m[id], r)
	}
}

func (m memberships) remove(r *record) {
	for _, id := range memberIDs(r) {
		rest := slices.DeleteFunc(m[id], func(other *record) bool { return other == r })
		if len(rest) == 0 {
			delete(m, id)
		} else {
			m[id] = rest
		}
	}
}

// memberIDs returns the ids of a group's members; other resources have none.
func memberIDs(r *record) []string {
	if r.kind.Schema.ID != scim.GroupURN {
		return nil
	}
	members, _ := r.attributes["members"].([]any)
	ids := make([]string, 0, len(members))
	for _, m := range members {
		if id, ok := m.(map[string]any)["value"].(string); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

func withoutMember(attributes map[string]any, id string) map[string]any {
	rest := shallow(attributes)
	members, _ := attributes["members"].([]any)
	var left []any
	for _, m := range members {
		if m.(map[string]any)["value"] != id {
			left = append(left, m)
		}
	}
	delete(rest, "members")
	if len(left) > 0 {
		rest["members"] = left
	}
	return rest
}

// membership is one group of a resource, direct or through other groups.
type membership struct {
	group  *record
	direct bool
}

// groupsOf returns the groups that a resource belongs to, the direct ones
// first, each lot in the order of creation.
func (s *store) groupsOf(id string) []membership {
	var all []membership
	seen := map[string]bool{id: true} // groups can be members of each other
	level := []string{id}
	for direct := true; len(level) > 0; direct = false {
		var next []*record
		for _, member := range level {
			for _, group := range s.memberships[member] {
				if !seen[group.id] {
					seen[group.id] = true
					next = append(next, group)
				}
			}
		}
		slices.SortFunc(next, func(a, b *record) int { return a.sequence - b.sequence })
		level = level[:0]
		for _, group := range next {
			all = append(all, membership{group, direct})
			level = append(level, group.id)
		}
	}
	return all
}
