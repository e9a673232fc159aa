package fuzz

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// settingsOf are the settings of a mapping that change what it does, for the coverage.
func settingsOf(m *mapping.Mapping) []string {
	var by []string
	for _, key := range m.Match.By {
		by = append(by, key.Value)
	}
	settings := []string{
		"match.by=" + strings.Join(by, ","),
		"create.conflict=" + m.Create.Conflict.Value,
		"create.lookup=" + m.Create.Lookup.Value,
		"update.method=" + m.Update.Method.Value,
		"update.missing=" + m.Update.Missing.Value,
		"update.unchanged=" + m.Update.Unchanged.Value,
		fmt.Sprintf("update.order=%v", m.Update.Order.Value != ""),
		"delete.action=" + m.Delete.Action.Value,
		"auth.type=" + m.Auth.Type.Value,
		fmt.Sprintf("scope.when=%v", m.Scope.When != nil),
		fmt.Sprintf("scope.connections=%v", len(m.Scope.Connections) > 0),
	}
	if m.Scope.When != nil {
		settings = append(settings, "scope.outside="+m.Scope.Outside.Value)
	}
	if m.Update.Method.Value == mapping.MethodPatch {
		settings = append(settings, "update.patch="+m.Update.Patch.Value, "update.op_case="+m.Update.OpCase.Value)
	}
	if m.Update.Method.Value != mapping.MethodPut {
		settings = append(settings, "update.clear="+m.Update.Clear.Value)
	}
	if m.Auth.Type.Value == mapping.AuthOAuth2 {
		settings = append(settings, "auth.credentials="+m.Auth.Credentials.Value)
	}
	return settings
}

// allSettings is how many of them there are.
var allSettings = func() int {
	values := 0
	for _, n := range []int{4, 3, 2, 3, 3, 2, 2, 3, 4, 2, 2, 3, 2, 2, 2, 2} {
		values += n
	}
	return values
}()
