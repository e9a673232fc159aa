package fuzz

import (
	"fmt"
	"strings"
)

// enterprise is the one extension that drawn mappings have.
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

// mappingText writes the YAML of a mapping.
type mappingText struct {
	expression
	out strings.Builder
}

func (m *mappingText) line(depth int, format string, args ...any) {
	m.out.WriteString(strings.Repeat("  ", depth) + fmt.Sprintf(format, args...) + "\n")
}

// drawMapping draws a mapping. Not each is one that check lets pass.
func drawMapping(c *choices) string {
	m := &mappingText{expression: expression{c}}
	m.line(0, "version: 1")
	m.line(0, "name: Drawn by chance")
	ordered := m.user()
	m.options(ordered)
	if strings.Contains(m.out.String(), "tables.dept") {
		m.line(0, "tables:\n  dept: {ENG: Engineering, HR: People, Ada Byron: \"\", admin: Admin}")
	}
	return m.out.String()
}

// hole is a scalar that is an expression, or one with text around it.
func (m *mappingText) hole(depth int) string {
	text := "${" + m.text(depth) + "}"
	switch m.below(8) {
	case 6:
		text = of(m.choices, "Dr. ", "a $${", "'", "\"") + text
	case 7:
		text += of(m.choices, " ", " (x)", "@x.example") + "${" + m.text(depth-1) + "}"
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// user writes the attributes, and returns the path of one that tells when the profile
// was updated, if there is one.
func (m *mappingText) user() (ordered string) {
	m.line(0, "user:")
	m.line(1, "userName: %s", of(m.choices, "${user.email}", "${user.email}", "${user.email}", m.hole(2)))
	switch m.below(4) {
	case 1:
		m.line(1, "externalId: ${user.user_id}")
	case 2:
		m.line(1, "externalId: %s", of(m.choices, "acme-${user.user_id}", "${user.app_metadata.id}"))
	}
	if m.below(4) > 0 {
		m.line(1, "active: %s", of(m.choices, "${!user.blocked}", "${!user.blocked}", "true", "'${"+m.bool(2)+"}'"))
	}
	for _, name := range []string{"displayName", "title", "userType", "preferredLanguage"} {
		if m.once(3) {
			m.line(1, "%s: %s", name, of(m.choices, m.hole(3), "fixed"))
		}
	}
	m.name()
	m.lists()
	ordered = m.extension()
	if ordered == "" && m.once(4) {
		m.line(1, "nickName: ${user.updated_at}")
		ordered = "nickName"
	}
	return ordered
}

func (m *mappingText) name() {
	if m.below(3) < 2 {
		return
	}
	m.line(1, "name:")
	m.line(2, "givenName: %s", of(m.choices, "${user.given_name}", m.hole(2)))
	if m.once(2) {
		m.line(2, "familyName: ${user.family_name}")
	}
	if m.once(3) {
		m.line(2, "formatted: %s", m.hole(2))
	}
	if m.once(4) {
		m.line(2, "honorificPrefix: Dr.")
	}
}

// lists writes multi-valued attributes.
func (m *mappingText) lists() {
	for _, name := range []string{"emails", "phoneNumbers", "addresses", "roles", "entitlements"} {
		if m.below(4) < 3 {
			continue
		}
		if name == "roles" && m.once(3) {
			m.line(1, "roles: '${user.app_metadata.roles.map(r, {\"value\": r, \"type\": %s})}'", of(m.choices, `"a"`, "r"))
			continue
		}
		m.line(1, "%s:", name)
		for i := range 1 + m.below(2) {
			m.item(name, i)
		}
	}
}

// values are what the items of lists are, most simply.
var values = map[string]string{
	"emails": "${user.email}", "phoneNumbers": "${user.phone_number}", "roles": "admin", "entitlements": "${user.app_metadata.dept}",
}

func (m *mappingText) item(list string, i int) {
	if list == "addresses" {
		m.line(2, "- locality: %s", m.hole(2))
		m.line(3, "country: %s", of(m.choices, "DE", "${user.app_metadata.address.country}"))
	} else {
		m.line(2, "- value: %s", of(m.choices, values[list], m.hole(2), m.hole(1)))
	}
	if m.below(3) > 0 {
		m.line(3, "type: %s", [][]string{{"work", "home"}, {"other", "WORK"}}[m.below(2)][i])
	}
	if m.once(3) && i == 0 {
		m.line(3, "primary: %s", of(m.choices, "true", "${user.email_verified}"))
	}
}

// extension writes one, and returns the path of its attribute that tells when the
// profile was updated, if it has one.
func (m *mappingText) extension() (ordered string) {
	if m.below(4) < 3 {
		return ""
	}
	m.line(1, "%s:", enterprise)
	m.line(2, "department: %s", m.hole(2))
	if m.once(3) {
		m.line(2, "organization: Acme")
	}
	if m.once(3) {
		m.line(2, "manager: {value: %s}", m.hole(1))
	}
	if m.once(2) {
		m.line(2, "costCenter: ${user.updated_at}")
		return enterprise + ":costCenter"
	}
	return ""
}
