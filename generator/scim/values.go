package scim

import "strings"

// Values returns the values that a resource has where the target points to:
// none, one, or those of all values of a multi-valued attribute. Null and
// empty lists are no values (RFC 7643 section 2.5).
func (t Target) Values(resource map[string]any) []any {
	if t.Extension != nil {
		extension, _ := member(resource, t.Extension.ID).(map[string]any)
		if t.Attribute == nil {
			if len(extension) == 0 {
				return nil
			}
			return []any{extension}
		}
		resource = extension
	}
	values := flatten(member(resource, t.Attribute.Name))
	if t.Sub == nil {
		return values
	}
	var subs []any
	for _, v := range values {
		if complexValue, ok := v.(map[string]any); ok {
			subs = append(subs, flatten(member(complexValue, t.Sub.Name))...)
		}
	}
	return subs
}

// member returns what a JSON object holds under a name of any case.
func member(object map[string]any, name string) any {
	if v, ok := object[name]; ok {
		return v
	}
	for key, v := range object {
		if strings.EqualFold(key, name) {
			return v
		}
	}
	return nil
}

func flatten(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// assigned reports whether a value counts as one for the operator pr: it is
// not null, not empty text, and not an object or list of nothing but such.
func assigned(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case string:
		return v != ""
	case map[string]any:
		for _, inner := range v {
			if assigned(inner) {
				return true
			}
		}
		return false
	case []any:
		for _, inner := range v {
			if assigned(inner) {
				return true
			}
		}
		return false
	}
	return true
}
