package mockscim

import (
	"slices"

	"github.com/scimwright/scimwright/generator/scim"
)

// sort orders resources by the values of an attribute (RFC 7644 section
// 3.4.2.3). Of several values the primary one counts, else the first; resources
// without one come last in ascending order and first in descending order.
// Equal ones stay in the order in which they were.
func (s *store) sort(records []*record, by scim.AttributePath, descending bool, base string) {
	keys := make(map[*record]any, len(records))
	leaves := make(map[*kind]*scim.Attribute)
	for _, r := range records {
		target, ok := r.kind.Resolve(by)
		if !ok || target.Attribute == nil || target.Leaf().Returned == scim.ReturnedNever {
			continue
		}
		if value, ok := target.Leaf().Sub("value"); ok && target.Sub == nil {
			target.Sub = value
		}
		leaves[r.kind] = target.Leaf()
		object := r.attributes
		if isDerived(by) {
			object = s.represent(r, base)
		}
		keys[r] = sortKey(target, object)
	}
	slices.SortStableFunc(records, func(a, b *record) int {
		order := compareKeys(leaves[a.kind], keys[a], keys[b])
		if descending {
			return -order
		}
		return order
	})
}

func compareKeys(leaf *scim.Attribute, a, b any) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return leaf.Compare(a, b)
}

// sortKey returns the value by which a resource is sorted, or nil.
func sortKey(target scim.Target, object map[string]any) any {
	if target.Sub != nil {
		whole := target
		whole.Sub = nil
		for _, v := range whole.Values(object) {
			if isPrimary(v) {
				return v.(map[string]any)[target.Sub.Name]
			}
		}
	}
	values := target.Values(object)
	if len(values) == 0 {
		return nil
	}
	return values[0]
}
