package mockscim

import (
	"net/url"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// projection is what a client wants to see of resources (RFC 7644 section 3.9).
type projection struct {
	only   bool // whether attributes names all that is wanted
	paths  []scim.AttributePath
	except []scim.AttributePath
}

// projectionOf reads the parameters attributes and excludedAttributes.
func projectionOf(query url.Values) (projection, error) {
	return newProjection(splitList(query["attributes"]), splitList(query["excludedAttributes"]))
}

func newProjection(wanted, excluded []string) (projection, error) {
	p := projection{only: len(wanted) > 0}
	if len(wanted) > 0 && len(excluded) > 0 {
		return p, scim.Errorf(scim.InvalidValue, "attributes and excludedAttributes exclude each other; give one of them")
	}
	var err error
	if p.paths, err = parsePaths("attributes", wanted); err != nil {
		return p, err
	}
	p.except, err = parsePaths("excludedAttributes", excluded)
	return p, err
}

func parsePaths(parameter string, texts []string) ([]scim.AttributePath, error) {
	paths := make([]scim.AttributePath, len(texts))
	for i, text := range texts {
		path, err := scim.ParseAttributePath(text)
		if err != nil {
			return nil, scim.Errorf(scim.InvalidValue, "%s: %q: %v", parameter, text, err)
		}
		paths[i] = path
	}
	return paths, nil
}

// splitList takes apart a comma-separated parameter, which may be repeated.
func splitList(values []string) []string {
	var all []string
	for _, v := range values {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.TrimSpace(part); part != "" {
				all = append(all, part)
			}
		}
	}
	return all
}

// view is a projection applied to a resource type.
type view struct {
	kind             *kind
	only             bool
	everything       bool // whether the client asked for nothing special
	wanted, excluded selection
	asserted         map[*scim.Attribute]bool // by the client, in the body of this request
}

// selection is a set of attributes. A selected extension stands for all of its
// attributes, a selected attribute for all of its sub-attributes.
type selection struct {
	extensions map[*scim.Schema]bool
	attributes map[*scim.Attribute]bool
	partly     map[*scim.Attribute]bool // those of which a sub-attribute is selected
}

func (p projection) of(k *kind, asserted map[*scim.Attribute]bool) *view {
	return &view{
		kind: k, only: p.only, everything: !p.only && len(p.except) == 0,
		wanted: selectPaths(k, p.paths), excluded: selectPaths(k, p.except), asserted: asserted,
	}
}

// selectPaths resolves paths. Those that the type does not have select nothing.
func selectPaths(k *kind, paths []scim.AttributePath) selection {
	if len(paths) == 0 {
		return selection{}
	}
	s := selection{map[*scim.Schema]bool{}, map[*scim.Attribute]bool{}, map[*scim.Attribute]bool{}}
	for _, path := range paths {
		switch target, ok := k.Resolve(path); {
		case strings.EqualFold(path.String(), k.Schema.ID):
			for _, a := range k.Schema.Attributes {
				s.attributes[a] = true
			}
		case !ok:
		case target.Attribute == nil:
			s.extensions[target.Extension] = true
		default:
			s.attributes[target.Leaf()] = true
			if target.Sub != nil {
				s.partly[target.Attribute] = true
			}
		}
	}
	return s
}

// object returns of a whole resource what is to be seen.
func (v *view) object(resource map[string]any) map[string]any {
	visible := map[string]any{}
	for name, value := range resource {
		if extension, ok := v.kind.Extension(name); ok {
			inner := map[string]any{}
			for name, value := range value.(map[string]any) {
				a, _ := extension.Attribute(name)
				assign(inner, name, v.attribute(a, value, v.wanted.extensions[extension], v.excluded.extensions[extension]))
			}
			if len(inner) > 0 {
				visible[name] = inner
			}
			continue
		}
		a, _ := v.kind.Attribute(name)
		assign(visible, name, v.attribute(a, value, false, false))
	}
	return visible
}

// attribute returns of an attribute's value what is to be seen, nil for
// nothing. wanted and excluded say whether its extension is, as a whole.
func (v *view) attribute(a *scim.Attribute, value any, wanted, excluded bool) any {
	wanted = wanted || v.wanted.attributes[a]
	excluded = excluded || v.excluded.attributes[a]
	if !v.shows(a, wanted || v.wanted.partly[a], excluded) {
		return nil
	}
	if v.everything && !restricted(a) {
		return value
	}
	// What is shown as a whole is so by default, by request, or by rule.
	whole := wanted || !v.wanted.partly[a]
	switch value := value.(type) {
	case map[string]any:
		return v.complexValue(a, value, whole)
	case []any:
		var items []any
		for _, item := range value {
			if inner, ok := item.(map[string]any); ok {
				item = v.complexValue(a, inner, whole)
			}
			if item != nil {
				items = append(items, item)
			}
		}
		if len(items) == 0 {
			return nil
		}
		return items
	}
	return value
}

// restricted reports whether there are sub-attributes that are not shown by
// default.
func restricted(a *scim.Attribute) bool {
	return slices.ContainsFunc(a.SubAttributes, func(s *scim.Attribute) bool {
		return s.Returned == scim.ReturnedNever || s.Returned == scim.ReturnedRequest
	})
}

func (v *view) complexValue(a *scim.Attribute, value map[string]any, whole bool) any {
	visible := map[string]any{}
	for name, inner := range value {
		s, ok := a.Sub(name)
		if !ok {
			continue
		}
		wanted := v.wanted.attributes[s]
		if whole && s.Returned == scim.ReturnedDefault {
			wanted = true
		}
		if v.shows(s, wanted, v.excluded.attributes[s]) {
			visible[name] = inner
		}
	}
	if len(visible) == 0 {
		return nil
	}
	return visible
}

// shows decides by the characteristic returned (RFC 7643 section 7).
func (v *view) shows(a *scim.Attribute, wanted, excluded bool) bool {
	switch a.Returned {
	case scim.ReturnedAlways:
		return true
	case scim.ReturnedNever:
		return false
	case scim.ReturnedRequest:
		return wanted || v.asserted[a] && !excluded
	}
	if v.only {
		return wanted
	}
	return !excluded
}
