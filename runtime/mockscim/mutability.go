package mockscim

import (
	"reflect"

	"github.com/scimwright/scimwright/generator/scim"
)

// keepUnasserted completes the attributes of a PUT by what a client cannot
// clear by leaving it out: immutable values, and values that it cannot read
// (RFC 7644 section 3.5.1). A PUT that changes an immutable value fails.
func (k *kind) keepUnasserted(old, replacement map[string]any) error {
	if err := keep(k.Schema.Attributes, "", old, replacement); err != nil {
		return err
	}
	for _, e := range k.Extensions {
		before, _ := old[e.Schema.ID].(map[string]any)
		after, ok := replacement[e.Schema.ID].(map[string]any)
		if !ok {
			after = map[string]any{}
		}
		if err := keep(e.Schema.Attributes, e.Schema.ID+":", before, after); err != nil {
			return err
		}
		if len(after) > 0 {
			replacement[e.Schema.ID] = after
		}
	}
	return nil
}

func keep(attributes []*scim.Attribute, path string, old, replacement map[string]any) error {
	for _, a := range attributes {
		before, had := old[a.Name]
		after, has := replacement[a.Name]
		if !had {
			continue
		}
		switch a.Mutability {
		case scim.WriteOnly:
			if !has {
				replacement[a.Name] = before
			}
		case scim.Immutable:
			if has && !reflect.DeepEqual(before, after) {
				return scim.Errorf(scim.BadMutability, "%s%s is immutable and has another value", path, a.Name)
			}
			replacement[a.Name] = before
		default:
			// Values of a multi-valued attribute have no identity that outlives a
			// PUT: one that differs is another one.
			from, ok := before.(map[string]any)
			to, okTo := after.(map[string]any)
			if ok && okTo {
				if err := keep(a.SubAttributes, path+a.Name+".", from, to); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
