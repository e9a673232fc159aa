package check

import "github.com/scimwright/scimwright/generator/mapping"

// checkEffects warns of settings that another one makes meaningless.
func (c *checker) checkEffects() {
	m := c.mapping
	for _, s := range []struct {
		name    string
		written mapping.String
		works   bool
		needs   string
	}{
		{"scope.outside", m.Scope.Outside, m.Scope.When != nil, "scope.when"},
		{"update.patch", m.Update.Patch, patches(m), "update.method: patch"},
		{"update.op_case", m.Update.OpCase, patches(m), "update.method: patch"},
		{"update.clear", m.Update.Clear, m.Update.Method.Value != mapping.MethodPut, "update.method: patch` or `update.method: merge"},
		{"auth.header", m.Auth.Header, m.Auth.Type.Value == mapping.AuthHeader, "auth.type: header"},
		{"auth.token_url", m.Auth.TokenURL, isOAuth(m), "auth.type: oauth2"},
		{"auth.scopes", first(m.Auth.Scopes), isOAuth(m), "auth.type: oauth2"},
		{"auth.credentials", m.Auth.Credentials, isOAuth(m), "auth.type: oauth2"},
	} {
		if s.written.Span.File != nil && !s.works {
			c.report(noEffect(s.written.Span, s.name, s.needs))
		}
	}
	if conflict := m.Create.Conflict; conflict.Value == mapping.ConflictAdopt && !matchesBy(m, mapping.ByUserName) {
		c.report(nothingToAdopt(conflict.Span))
	}
}

func patches(m *mapping.Mapping) bool { return m.Update.Method.Value == mapping.MethodPatch }

func isOAuth(m *mapping.Mapping) bool { return m.Auth.Type.Value == mapping.AuthOAuth2 }

func first(list []mapping.String) mapping.String {
	if len(list) == 0 {
		return mapping.String{}
	}
	return list[0]
}

func matchesBy(m *mapping.Mapping, key string) bool {
	for _, by := range m.Match.By {
		if by.Value == key {
			return true
		}
	}
	return false
}
