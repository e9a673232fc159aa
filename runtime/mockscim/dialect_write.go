package mockscim

import (
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// restrict takes from an endpoint the methods that the dialect does not have.
func (d *Dialect) restrict(offered methods) methods {
	for method, mode := range map[string]string{
		http.MethodPut: string(d.Put), http.MethodPatch: string(d.Patch), http.MethodDelete: string(d.Delete),
	} {
		if _, ok := offered[method]; !ok {
			continue
		}
		switch mode {
		case "405":
			delete(offered, method)
		case "501":
			offered[method] = notImplemented(method + " is not implemented")
		}
	}
	return offered
}

// settle brings the attributes of a resource, new or changed, into the form in
// which the dialect stores them, and refuses what it does not take.
func (d *Dialect) settle(k *kind, attributes map[string]any, missing scim.ErrorType) error {
	if d.ExternalID == ExternalIDNotStored {
		delete(attributes, "externalId")
	}
	if k.Schema.ID != scim.UserURN {
		return nil
	}
	for _, name := range d.Required {
		path, _ := scim.ParseAttributePath(name)
		if target, ok := k.Resolve(path); ok && len(target.Values(attributes)) == 0 {
			return scim.Errorf(missing, "%s is required", name)
		}
	}
	for _, name := range sortedNames(attributes) {
		values, ok := attributes[name].([]any)
		if !ok || len(values) < 2 || d.MoreValues == "" {
			continue
		}
		if d.MoreValues == Refuse400 {
			return scim.Errorf(scim.InvalidValue, "%s has %d values; only one is supported", name, len(values))
		}
		attributes[name] = []any{values[max(0, slices.IndexFunc(values, isPrimary))]}
	}
	if d.LowerCaseEmails {
		lowerEmails(attributes)
	}
	return d.checkCharacters("", attributes)
}

// lowerEmails turns e-mail addresses to lower case. Values are copied: they may
// be those of another version.
func lowerEmails(attributes map[string]any) {
	if name, ok := attributes["userName"].(string); ok && strings.Contains(name, "@") {
		attributes["userName"] = strings.ToLower(name)
	}
	emails, _ := attributes["emails"].([]any)
	emails = slices.Clone(emails)
	for i, v := range emails {
		email, _ := v.(map[string]any)
		if address, ok := email["value"].(string); ok {
			emails[i] = shallow(email)
			emails[i].(map[string]any)["value"] = strings.ToLower(address)
		}
	}
	if len(emails) > 0 {
		attributes["emails"] = emails
	}
}

// checkCharacters refuses text with a character that the dialect does not take.
func (d *Dialect) checkCharacters(path string, v any) error {
	if d.RefusedCharacters == "" {
		return nil
	}
	switch v := v.(type) {
	case string:
		if strings.ContainsAny(v, d.RefusedCharacters) {
			return scim.Errorf(scim.InvalidValue, "%s holds a character that is not supported", path)
		}
	case map[string]any:
		for _, name := range sortedNames(v) {
			if err := d.checkCharacters(strings.TrimPrefix(path+"."+name, "."), v[name]); err != nil {
				return err
			}
		}
	case []any:
		for _, item := range v {
			if err := d.checkCharacters(path, item); err != nil {
				return err
			}
		}
	}
	return nil
}

// keepImmutable gives the attributes of a new version of a user those values that
// the dialect does not let clients change.
func (d *Dialect) keepImmutable(old *record, attributes map[string]any) error {
	if old.kind.Schema.ID != scim.UserURN {
		return nil
	}
	for _, name := range sortedKeys(d.Immutable) {
		before, had := old.attributes[name]
		if reflect.DeepEqual(before, attributes[name]) {
			continue
		}
		if d.Immutable[name] == Refuse400 {
			return scim.Errorf(scim.BadMutability, "%s cannot be changed", name)
		}
		delete(attributes, name)
		if had {
			attributes[name] = before
		}
	}
	return nil
}

// complete adds to the attributes of a PUT those that it leaves out and that a
// partial PUT leaves alone. What the client gives as null has been asserted
// without having a value.
func (d *Dialect) complete(k *kind, old, attributes map[string]any, asserted map[*scim.Attribute]bool) {
	if d.Put != PutPartial {
		return
	}
	completeObject(old, attributes, k.Attribute, asserted)
	for _, e := range k.Extensions {
		before, ok := old[e.Schema.ID].(map[string]any)
		if !ok {
			continue
		}
		after, _ := attributes[e.Schema.ID].(map[string]any)
		after = shallow(after)
		completeObject(before, after, e.Schema.Attribute, asserted)
		if len(after) > 0 {
			attributes[e.Schema.ID] = after
		}
	}
}

func completeObject(old, attributes map[string]any, find func(string) (*scim.Attribute, bool), asserted map[*scim.Attribute]bool) {
	for _, name := range sortedNames(old) {
		a, ok := find(name)
		if !ok {
			continue
		}
		after, has := attributes[name]
		before, whole := old[name].(map[string]any)
		inner, innerToo := after.(map[string]any)
		switch {
		case !has && !asserted[a]:
			attributes[name] = old[name]
		case whole && innerToo:
			inner = shallow(inner)
			completeObject(before, inner, a.Sub, asserted)
			attributes[name] = inner
		}
	}
}

// newID returns the id that the dialect gives a new resource, or nothing.
func (d *Dialect) newID(attributes map[string]any) string {
	var id string
	switch d.IDs {
	case IDUserName:
		id, _ = attributes["userName"].(string)
	case IDExternalID:
		id, _ = attributes["externalId"].(string)
	}
	return id
}

// retire does for a DELETE what the dialect has in its place, and tells whether
// there is such a thing.
func (s *Server) retire(r *record) bool {
	switch {
	case s.dialect.Delete == DeleteSoft:
		s.store.hide(r, s.now())
	case s.dialect.Delete == DeleteDeactivate && r.kind.Schema.ID == scim.UserURN:
		attributes := maps.Clone(r.attributes)
		attributes["active"] = false
		if !reflect.DeepEqual(r.attributes, attributes) {
			s.store.update(r, attributes, s.now())
		}
	default:
		return false
	}
	return true
}
