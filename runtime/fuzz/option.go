package fuzz

import "strings"

// options writes the sections of a mapping that are not about the user. Each setting is
// left out as often as not, and then is what it is by default.
func (m *mappingText) options(ordered string) {
	m.scope()
	m.section("match", m.setting("by", "[externalId, userName]", "[userName]", "[externalId]", "[userName, externalId]"))
	m.section("create", m.setting("conflict", "verify", "adopt", "fail"), m.setting("lookup", "never", "first"))
	m.update(ordered)
	m.section("delete", m.setting("action", "delete", "deactivate", "ignore"))
	m.auth()
	m.section("transport",
		m.setting("timeout", "1500ms", "300ms", "1900ms"), m.setting("retries", "1", "0", "3"), m.setting("budget", "9s", "2s", "4500ms"),
		m.setting("content_type", "application/scim+json", "application/json"),
		m.setting("headers", "{X-Tenant: acme}", "{User-Agent: tests, Accept: application/json}"))
}

// setting is one of a section, or nothing.
func (m *mappingText) setting(name string, values ...string) string {
	if m.below(2) == 0 {
		return ""
	}
	return name + ": " + of(m.choices, values...)
}

func (m *mappingText) section(name string, settings ...string) {
	var there []string
	for _, s := range settings {
		if s != "" {
			there = append(there, s)
		}
	}
	if len(there) > 0 {
		m.line(0, "%s:\n  %s", name, strings.Join(there, "\n  "))
	}
}

func (m *mappingText) scope() {
	when, outside := "", ""
	if m.once(5) {
		when = "when: '${" + m.bool(3) + "}'"
		outside = m.setting("outside", "ignore", "deactivate", "delete")
	}
	connections := ""
	if m.once(4) {
		connections = "connections: " + of(m.choices, "[Users]", "[Users, Social]")
	}
	m.section("scope", when, outside, connections)
}

func (m *mappingText) update(ordered string) {
	method := of(m.choices, "put", "patch", "merge")
	settings := []string{"method: " + method}
	if method == "patch" {
		settings = append(settings, m.setting("patch", "pathless", "attributes"), m.setting("op_case", "lower", "capitalised"))
	}
	if method != "put" {
		settings = append(settings, m.setting("clear", "keep", "remove"))
	}
	settings = append(settings, m.setting("missing", "skip", "create", "fail"), m.setting("unchanged", "send", "skip"))
	if ordered != "" && m.below(3) > 0 {
		settings = append(settings, "order: "+ordered)
	}
	m.section("update", settings...)
}

func (m *mappingText) auth() {
	switch m.below(6) {
	case 3:
		m.section("auth", "type: basic")
	case 4:
		m.section("auth", "type: header", "header: "+of(m.choices, "X-Api-Key", "Authorization"))
	case 5:
		m.section("auth", "type: oauth2", m.setting("credentials", "body", "basic"), m.setting("scopes", "[scim]", "[scim, users]"))
	}
}
