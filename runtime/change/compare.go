package change

import (
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/reference"
)

// compareObjects appends the changes between two objects, attribute by attribute.
func compareObjects(found []Attribute, path string, before, after *reference.Object) []Attribute {
	for _, name := range before.Names() {
		if path == "" && name == "schemas" {
			continue // which follow from the rest
		}
		was, _ := before.Get(name)
		is, ok := after.Get(name)
		if !ok {
			found = oneSided(found, below(path, name), was, func(value any) Attribute { return Attribute{Kind: Removed, Before: value} })
			continue
		}
		found = compareValues(found, below(path, name), was, is)
	}
	for _, name := range after.Names() {
		if _, ok := before.Get(name); !ok && (path != "" || name != "schemas") {
			is, _ := after.Get(name)
			found = oneSided(found, below(path, name), is, func(value any) Attribute { return Attribute{Kind: Added, After: value} })
		}
	}
	return found
}

// oneSided appends a value that only one of the two has; of an object, each attribute.
func oneSided(found []Attribute, path string, value any, of func(any) Attribute) []Attribute {
	o, ok := value.(*reference.Object)
	if !ok {
		a := of(value)
		a.Path = path
		return append(found, a)
	}
	for _, name := range o.Names() {
		inner, _ := o.Get(name)
		found = oneSided(found, below(path, name), inner, of)
	}
	return found
}

func below(path, name string) string {
	switch {
	case path == "":
		return name
	case mapping.IsURN(path):
		return path + ":" + name
	}
	return path + "." + name
}

// compareValues appends the changes between two values. Lists of the same length are
// compared item by item; of others it is told that they have changed.
func compareValues(found []Attribute, path string, was, is any) []Attribute {
	if equal(was, is) {
		return found
	}
	switch before := was.(type) {
	case *reference.Object:
		if after, ok := is.(*reference.Object); ok {
			return compareObjects(found, path, before, after)
		}
	case []any:
		after, ok := is.([]any)
		if !ok {
			break
		}
		if len(before) != len(after) {
			return append(found, Attribute{path, Changed, was, is})
		}
		for i := range before {
			found = compareValues(found, path, before[i], after[i])
		}
		return found
	}
	kind := Changed
	if typeOf(was) != typeOf(is) {
		kind = TypeChanged
	}
	return append(found, Attribute{path, kind, was, is})
}

// equal tells whether two values of JSON are the same. The order of members has no
// meaning (RFC 8259 section 4).
func equal(a, b any) bool {
	switch a := a.(type) {
	case *reference.Object:
		b, ok := b.(*reference.Object)
		if !ok || a.Len() != b.Len() {
			return false
		}
		for _, name := range a.Names() {
			was, _ := a.Get(name)
			is, ok := b.Get(name)
			if !ok || !equal(was, is) {
				return false
			}
		}
		return true
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !equal(a[i], b[i]) {
				return false
			}
		}
		return true
	}
	switch b.(type) {
	case *reference.Object, []any:
		return false
	}
	return a == b
}

func typeOf(value any) string {
	switch value.(type) {
	case string:
		return "string"
	case bool:
		return "boolean"
	case float64, int64:
		return "number"
	case []any:
		return "list"
	case *reference.Object:
		return "object"
	}
	return "null"
}
