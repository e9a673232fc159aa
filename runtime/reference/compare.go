package reference

import (
	"slices"
	"strings"
)

// holds tells whether a resource has all that the mapping makes of the user, and
// nothing that the mapping has become empty of.
func (d *delivery) holds(resource *Object) bool {
	if d.clears() && len(d.emptied(resource)) > 0 {
		return false
	}
	for _, m := range d.scim.members {
		if m.name != "schemas" && !holdsValue(resource.attribute(m.name), m.value, "."+m.name) {
			return false
		}
	}
	return true
}

// holdsValue tells whether a value of the server's holds one of ours. It may have more
// attributes, and its lists another order.
func holdsValue(theirs, ours any, path string) bool {
	switch ours := ours.(type) {
	case []any:
		rest, ok := theirs.([]any)
		if !ok || len(rest) != len(ours) {
			return false
		}
		rest = slices.Clone(rest)
		for _, item := range ours {
			at := slices.IndexFunc(rest, func(other any) bool { return holdsValue(other, item, path) })
			if at < 0 {
				return false
			}
			rest = slices.Delete(rest, at, at+1)
		}
		return true
	case *Object:
		have, ok := theirs.(*Object)
		if !ok {
			return false
		}
		for _, m := range ours.members {
			if !holdsValue(have.attribute(m.name), m.value, path+"."+m.name) {
				return false
			}
		}
		return true
	}
	if isScalar(theirs) && theirs == ours {
		return true
	}
	return inAnyCase(path) && isScalar(theirs) && lowerCase(textOf(theirs)) == lowerCase(textOf(ours))
}

// inAnyCase tells whether a value is the same in any case: names of users and e-mail
// addresses, which servers write in lower case, and types.
func inAnyCase(path string) bool {
	return path == ".userName" || path == ".emails.value" || strings.HasSuffix(path, ".type")
}

func isScalar(value any) bool {
	switch value.(type) {
	case []any, *Object:
		return false
	}
	return true
}

// textOf is a scalar as a text.
func textOf(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	return string(appendJSON(nil, value))
}
