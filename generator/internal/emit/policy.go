package emit

import "github.com/scimwright/scimwright/generator/mapping"

// slots choose the modules of the template that a mapping's options ask for.
func slots(m *mapping.Mapping) map[string]string {
	chosen := map[string]string{
		"#auth":       "auth/" + m.Auth.Type.Value,
		"#conflict":   "conflict/verify",
		"#deactivate": "deactivate/put",
		"#missing":    "missing/" + m.Update.Missing.Value,
		"#patch":      "patch/" + m.Update.Patch.Value,
		"#update":     "update/" + m.Update.Method.Value,
	}
	if m.Create.Conflict.Value == mapping.ConflictFail {
		chosen["#conflict"] = "conflict/fail"
	}
	if m.Update.Method.Value == mapping.MethodPatch {
		chosen["#deactivate"] = "deactivate/patch"
	}
	return chosen
}

// features name the regions of the template's modules that a mapping's options
// ask for.
func features(m *mapping.Mapping) []string {
	names := []string{"delete-" + m.Delete.Action.Value, "conflict-" + m.Create.Conflict.Value}
	for name, wanted := range map[string]bool{
		"scope":                            m.Scope.When != nil,
		"outside-" + m.Scope.Outside.Value: m.Scope.When != nil,
		"lookup":                           m.Create.Lookup.Value == mapping.LookupFirst,
		"clear":                            clears(m),
		"unchanged":                        m.Update.Unchanged.Value == mapping.UnchangedSkip,
		"ordered":                          m.Update.Order.Value != "",
		"oauth2":                           m.Auth.Type.Value == mapping.AuthOAuth2,
		"credentials-" + m.Auth.Credentials.Value: m.Auth.Type.Value == mapping.AuthOAuth2,
	} {
		if wanted {
			names = append(names, name)
		}
	}
	return names
}

// clears reports whether an update takes attributes off the resource that the
// mapping has no value for any more. PUT does so by itself.
func clears(m *mapping.Mapping) bool {
	return m.Update.Method.Value == mapping.MethodPut || m.Update.Clear.Value == mapping.ClearRemove
}
