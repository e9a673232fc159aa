package mockscim

import (
	"cmp"
	"slices"
	"time"

	"github.com/scimwright/scimwright/generator/scim"
)

// store holds all resources. It does no locking of its own.
type store struct {
	kinds       []*kind
	byID        map[string]*record // of all kinds: ids are unique among all (RFC 7643 section 3.1)
	memberships memberships
	last        int // sequence number of the youngest record
}

// kind is a resource type with its resources in the order of their creation.
type kind struct {
	*scim.ResourceType
	records []*record
	indexes []*index
}

// record is one version of a resource. It is never changed: a new version is a
// new record with the same id.
type record struct {
	kind       *kind
	id         string
	sequence   int  // place in the order of creation
	version    int  // from 1
	gone       bool // deleted for those who read, by a dialect; still in the way of what must be unique
	created    time.Time
	modified   time.Time
	attributes map[string]any // with right spelling; those of extensions under their URN; no id, meta, schemas
}

func newStore(uniqueExternalID bool, types ...*scim.ResourceType) *store {
	s := &store{}
	for _, t := range types {
		s.kinds = append(s.kinds, &kind{ResourceType: t, indexes: newIndexes(t, uniqueExternalID)})
	}
	s.clear()
	return s
}

func (s *store) clear() {
	s.byID = map[string]*record{}
	s.memberships = memberships{}
	for _, k := range s.kinds {
		k.records = nil
		for _, x := range k.indexes {
			x.records = map[string][]*record{}
		}
	}
}

// kindAt returns the kind that is served at an endpoint such as /Users, or nil.
func (s *store) kindAt(endpoint string) *kind {
	for _, k := range s.kinds {
		if k.Endpoint == endpoint {
			return k
		}
	}
	return nil
}

// find returns the resource of that kind and id, or a 404.
func (s *store) find(k *kind, id string) (*record, error) {
	if r, ok := s.byID[id]; ok && r.kind == k && !r.gone {
		return r, nil
	}
	return nil, notFound("there is no %s with the id %q", k.Name, id)
}

// insert adds the first version of a resource. Its uniqueness must have been
// checked.
func (s *store) insert(k *kind, id string, attributes map[string]any, now time.Time) *record {
	s.last++
	r := &record{
		kind: k, id: id, sequence: s.last, version: 1,
		created: now, modified: now, attributes: attributes,
	}
	s.byID[id] = r
	k.records = append(k.records, r)
	s.link(r)
	return r
}

// update puts a new version in the place of old.
func (s *store) update(old *record, attributes map[string]any, now time.Time) *record {
	r := *old
	r.version++
	r.modified = now
	r.attributes = attributes
	s.unlink(old)
	s.byID[r.id] = &r
	r.kind.records[r.kind.place(old)] = &r
	s.link(&r)
	return &r
}

// remove deletes a resource, and its memberships in groups.
func (s *store) remove(r *record, now time.Time) {
	s.leaveGroups(r, now)
	// The record is another one by now if the group was its own member.
	r = s.byID[r.id]
	s.unlink(r)
	delete(s.byID, r.id)
	i := r.kind.place(r)
	r.kind.records = slices.Delete(r.kind.records, i, i+1)
}

// hide removes a resource for those who read, and its memberships in groups. It
// stays in the way of another one with its id, or with what must be unique.
func (s *store) hide(r *record, now time.Time) {
	s.leaveGroups(r, now)
	r = s.byID[r.id]
	s.update(r, r.attributes, now).gone = true
}

// leaveGroups ends the memberships of a resource in others.
func (s *store) leaveGroups(r *record, now time.Time) {
	for _, group := range slices.Clone(s.memberships[r.id]) {
		if group != r {
			s.update(group, withoutMember(group.attributes, r.id), now)
		}
	}
}

func (s *store) link(r *record) {
	for _, x := range r.kind.indexes {
		x.add(r)
	}
	s.memberships.add(r)
}

func (s *store) unlink(r *record) {
	for _, x := range r.kind.indexes {
		x.remove(r)
	}
	s.memberships.remove(r)
}

// place returns the position of a record; the list is ordered by sequence.
func (k *kind) place(r *record) int {
	i, ok := slices.BinarySearchFunc(k.records, r.sequence, func(x *record, sequence int) int {
		return cmp.Compare(x.sequence, sequence)
	})
	if !ok {
		panic("mockscim: a record is not in the list of its kind")
	}
	return i
}
