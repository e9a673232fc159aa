package reference

import (
	"math"
	"slices"
	"strconv"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
)

// openMap is a JSON object whose keys nobody declares, as CEL has it. A macro goes
// through its keys in the order of the profile, those first that are whole numbers:
// CEL leaves the order open, and an Action has this one.
func openMap(o *Object) ref.Val {
	entries := make(map[string]any, o.Len())
	for _, m := range o.members {
		entries[m.name] = m.value
	}
	return orderedMap{types.NewStringInterfaceMap(jsonAdapter{}, entries), o}
}

type orderedMap struct {
	traits.Mapper
	object *Object
}

// Iterator implements traits.Iterable.
func (m orderedMap) Iterator() traits.Iterator {
	return &keyIterator{keys: orderedKeys(m.object)}
}

// orderedKeys are the names of an object, those of array indices first and by their
// number (ECMA-262 section 10.1.11.1).
func orderedKeys(o *Object) []string {
	var indices []uint64
	var names []string
	for _, m := range o.members {
		n, err := strconv.ParseUint(m.name, 10, 32)
		if err == nil && n < math.MaxUint32 && strconv.FormatUint(n, 10) == m.name {
			indices = append(indices, n)
		} else {
			names = append(names, m.name)
		}
	}
	if indices == nil {
		return names
	}
	slices.Sort(indices)
	keys := make([]string, len(indices))
	for i, n := range indices {
		keys[i] = strconv.FormatUint(n, 10)
	}
	return append(keys, names...)
}

// keyIterator goes through keys.
type keyIterator struct {
	ref.Val
	keys []string
}

// HasNext implements traits.Iterator.
func (it *keyIterator) HasNext() ref.Val { return types.Bool(len(it.keys) > 0) }

// Next implements traits.Iterator.
func (it *keyIterator) Next() ref.Val {
	key := it.keys[0]
	it.keys = it.keys[1:]
	return types.String(key)
}

// jsonAdapter gives CEL the values of JSON.
type jsonAdapter struct{}

// NativeToValue implements types.Adapter.
func (jsonAdapter) NativeToValue(value any) ref.Val {
	switch v := value.(type) {
	case string:
		return types.String(v)
	case float64:
		return types.Double(v)
	case bool:
		return types.Bool(v)
	case []any:
		return types.NewDynamicList(jsonAdapter{}, v)
	case *Object:
		return openMap(v)
	}
	return types.DefaultTypeAdapter.NativeToValue(value)
}

// clean is a value of a profile with well-formed texts, and without the keys of maps
// that hold null: they count as absent.
func clean(value any) any {
	switch v := value.(type) {
	case string:
		return wellFormed(v)
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = clean(item)
		}
		return list
	case *Object:
		o := &Object{members: make([]member, 0, len(v.members))}
		for _, m := range v.members {
			if m.value == nil {
				continue
			}
			if name := wellFormed(m.name); name == m.name {
				o.add(name, clean(m.value))
			} else {
				o.Set(name, clean(m.value))
			}
		}
		return o
	}
	return value
}
