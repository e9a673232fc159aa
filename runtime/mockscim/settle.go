package mockscim

import (
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// settle brings references to other resources into the form that is stored:
// without what the server derives when it shows them. So a resource that a
// client puts back as it was shown is no change.
func (s *store) settle(k *kind, attributes map[string]any) error {
	switch k.Schema.ID {
	case scim.GroupURN:
		return s.settleMembers(attributes)
	case scim.UserURN:
		s.settleManager(attributes)
	}
	return nil
}

// settleMembers brings the members of a group into the form that is stored:
// each once, with its value; what the server derives of a member that exists
// is left out.
func (s *store) settleMembers(attributes map[string]any) error {
	members, ok := attributes["members"].([]any)
	if !ok {
		return nil
	}
	var settled []any
	seen := map[string]bool{}
	for _, m := range members {
		member := shallow(m.(map[string]any))
		id, _ := member["value"].(string)
		if ref, _ := member["$ref"].(string); id == "" {
			id = ref[strings.LastIndexByte(ref, '/')+1:]
		}
		if id == "" {
			return scim.Errorf(scim.InvalidValue, "a value of members has no value: the id of the member is missing")
		}
		if seen[id] {
			continue
		}
		seen[id] = true
		member["value"] = id
		if r, exists := s.byID[id]; exists {
			delete(member, "$ref")
			delete(member, "type")
			if member["display"] == r.name() {
				delete(member, "display")
			}
		}
		settled = append(settled, member)
	}
	attributes["members"] = settled
	return nil
}

// settleManager leaves out the URL of a manager who is a user here.
func (s *store) settleManager(attributes map[string]any) {
	extension, _ := attributes[scim.EnterpriseUserURN].(map[string]any)
	manager, _ := extension["manager"].(map[string]any)
	id, _ := manager["value"].(string)
	if _, exists := s.byID[id]; !exists {
		return
	}
	extension, manager = shallow(extension), shallow(manager)
	delete(manager, "$ref")
	extension["manager"] = manager
	attributes[scim.EnterpriseUserURN] = extension
}

func shallow(m map[string]any) map[string]any {
	copied := make(map[string]any, len(m))
	for key, v := range m {
		copied[key] = v
	}
	return copied
}
