package mockscim

import (
	"encoding/json"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// message is a SCIM message that is no resource, such as a SearchRequest.
// Names of its members are taken in any case (RFC 7643 section 2.1).
type message map[string]any

// openMessage makes sure that an object is a message of that kind.
func openMessage(body map[string]any, urn string) (message, error) {
	m := message{}
	for name, v := range body {
		key := strings.ToLower(name)
		if _, ok := m[key]; ok {
			return nil, scim.Errorf(scim.InvalidSyntax, "%s is there twice: case does not matter in names", name)
		}
		m[key] = v
	}
	urns, _ := m.get("schemas").([]any)
	for _, v := range urns {
		if text, ok := v.(string); ok && strings.EqualFold(text, urn) {
			return m, nil
		}
	}
	return nil, scim.Errorf(scim.InvalidSyntax, "schemas must hold %q", urn)
}

func (m message) get(name string) any { return m[strings.ToLower(name)] }

// text returns a member that must be a string if it is there, and whether it is.
func (m message) text(name string) (string, bool, error) {
	v := m.get(name)
	if v == nil {
		return "", false, nil
	}
	s, ok := v.(string)
	if !ok {
		return "", false, scim.Errorf(scim.InvalidSyntax, "%s is %s; it must be a string", name, kindOf(v))
	}
	return s, true, nil
}

// number returns a member that must be a number if it is there, as it is written.
func (m message) number(name string) (string, error) {
	v := m.get(name)
	if v == nil {
		return "", nil
	}
	n, ok := v.(json.Number)
	if !ok {
		return "", scim.Errorf(scim.InvalidSyntax, "%s is %s; it must be a number", name, kindOf(v))
	}
	return n.String(), nil
}

// texts returns a member that must be an array of strings if it is there.
func (m message) texts(name string) ([]string, error) {
	v := m.get(name)
	if v == nil {
		return nil, nil
	}
	items, ok := v.([]any)
	if !ok {
		return nil, scim.Errorf(scim.InvalidSyntax, "%s is %s; it must be an array of strings", name, kindOf(v))
	}
	all := make([]string, len(items))
	for i, item := range items {
		if all[i], ok = item.(string); !ok {
			return nil, scim.Errorf(scim.InvalidSyntax, "%s holds %s; it must hold strings", name, kindOf(item))
		}
	}
	return all, nil
}
