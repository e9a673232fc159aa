package mockscim

import (
	"slices"

	"github.com/scimwright/scimwright/generator/scim"
)

// index finds resources by the values of an attribute: for filters with eq,
// and to keep values unique.
type index struct {
	target  scim.Target
	unique  bool
	records map[string][]*record // by key of the value
}

// newIndexes returns an index for each attribute that must be unique, and for
// externalId, by which clients look for their resources.
func newIndexes(t *scim.ResourceType, uniqueExternalID bool) []*index {
	var all []*index
	add := func(target scim.Target) {
		if leaf := target.Leaf(); leaf.Type.Textual() && leaf.Uniqueness != scim.UniqueNone {
			all = append(all, &index{target: target, unique: true})
		}
	}
	collect := func(extension *scim.Schema, attributes []*scim.Attribute) {
		for _, a := range attributes {
			add(scim.Target{Extension: extension, Attribute: a})
			for _, s := range a.SubAttributes {
				add(scim.Target{Extension: extension, Attribute: a, Sub: s})
			}
		}
	}
	collect(nil, t.Schema.Attributes)
	for _, e := range t.Extensions {
		collect(e.Schema, e.Schema.Attributes)
	}
	externalID, _ := scim.CommonAttribute("externalId")
	return append(all, &index{target: scim.Target{Attribute: externalID}, unique: uniqueExternalID})
}

// keys returns the keys under which attributes are found.
func (x *index) keys(attributes map[string]any) []string {
	var keys []string
	for _, v := range x.target.Values(attributes) {
		if text, ok := v.(string); ok {
			keys = append(keys, x.target.Leaf().Key(text))
		}
	}
	return keys
}

func (x *index) add(r *record) {
	for _, key := range x.keys(r.attributes) {
		// A value twice in one resource is one entry.
		if !slices.Contains(x.records[key], r) {
			x.records[key] = append(x.records[key], r)
		}
	}
}

func (x *index) remove(r *record) {
	for _, key := range x.keys(r.attributes) {
		rest := slices.DeleteFunc(x.records[key], func(other *record) bool { return other == r })
		if len(rest) == 0 {
			delete(x.records, key)
		} else {
			x.records[key] = rest
		}
	}
}

// checkUnique makes sure that no other resource has a value that must be
// unique; id is that of the resource itself, empty for a new one.
func (k *kind) checkUnique(id string, attributes map[string]any) error {
	for _, x := range k.indexes {
		if !x.unique {
			continue
		}
		for _, key := range x.keys(attributes) {
			for _, other := range x.records[key] {
				if other.id != id {
					return scim.Errorf(scim.UniqueValue, "%s %s is taken by the %s %q", x.target, scim.Quote(key), k.Name, other.id)
				}
			}
		}
	}
	return nil
}

// candidates returns the resources among which all matches of a filter are, in
// the order of their creation: all of the kind, unless an index narrows them down.
func (s *store) candidates(k *kind, f scim.Filter) []*record {
	switch f := f.(type) {
	case *scim.And:
		for _, operand := range f.Operands {
			if some := s.candidates(k, operand); len(some) < len(k.records) {
				return some
			}
		}
	case *scim.Comparison:
		value, ok := f.Value.(string)
		target, known := k.Resolve(f.Path)
		if ok && known && f.Operator == scim.Equal {
			return s.lookUp(k, target, value)
		}
	}
	return k.records
}

// lookUp returns the resources that have a value, as far as an index tells, else
// all of the kind.
func (s *store) lookUp(k *kind, target scim.Target, value string) []*record {
	if target.String() == "id" {
		if r, ok := s.byID[value]; ok && r.kind == k {
			return []*record{r}
		}
		return nil
	}
	for _, x := range k.indexes {
		if x.target == target {
			some := slices.Clone(x.records[target.Leaf().Key(value)])
			slices.SortFunc(some, func(a, b *record) int { return a.sequence - b.sequence })
			return some
		}
	}
	return k.records
}
