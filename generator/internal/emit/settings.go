package emit

import (
	"fmt"
	"strings"
	"time"

	"github.com/scimwright/scimwright/generator/mapping"
)

// settings are the mapping's constants: those that every Action has, and those
// that its options ask for.
func settings(m *mapping.Mapping) string {
	c := &constants{}
	c.add("Keys by which the resource of a user is looked up, in this order.",
		"MATCH_BY", quoteAll(m.Match.By))
	c.add("Connections whose users are sent, unless SCIM_CONNECTION_ALLOWLIST says others; none: all.",
		"CONNECTIONS", stringList(m.Scope.Connections))
	c.add("How long one request may take, unless SCIM_TIMEOUT_MS says otherwise.",
		"TIMEOUT_MS", milliseconds(m.Transport.Timeout.Value))
	c.add("How often a request is sent again, unless SCIM_MAX_RETRIES says otherwise.",
		"MAX_RETRIES", fmt.Sprint(m.Transport.Retries.Value))
	c.add("How long an execution may take; Auth0 grants about 10 seconds.",
		"BUDGET_MS", milliseconds(m.Transport.Budget.Value))
	c.add("Headers of every request.", "HEADERS", headers(m.Transport.Headers))
	c.add("Media type of what is sent.",
		"CONTENT_TYPE", quote(m.Transport.ContentType.Value))
	c.update(m)
	c.auth(m.Auth)
	return strings.TrimSuffix(c.out.String(), "\n")
}

// constants writes constants of the module.
type constants struct{ out strings.Builder }

func (c *constants) add(doc, name, value string) {
	fmt.Fprintf(&c.out, "/** %s */\n", doc)
	writeStatement(&c.out, "export const "+name+" = "+value+";")
	c.out.WriteString("\n")
}

func (c *constants) update(m *mapping.Mapping) {
	u := m.Update
	patches := u.Method.Value == mapping.MethodPatch
	var typed map[string][]string
	if patches {
		c.add("What PATCH calls its operations.", "OPERATIONS", operations(u.OpCase.Value))
		if u.Patch.Value == mapping.PatchAttributes {
			typed = itemTypes(m.User)
			c.add("Lists whose items are told apart by their types.", "ITEM_TYPES", typeLists(m.User, typed))
		}
	}
	if clears(m) && (u.Method.Value != mapping.MethodPut || u.Unchanged.Value == mapping.UnchangedSkip) {
		c.add("Paths of the attributes that the mapping has.", "MAPPED_ATTRIBUTES", pathLists(mappedPaths(m.User, typed)))
	}
	if u.Order.Value != "" {
		c.add("Path of the attribute that tells when the profile was updated.",
			"ORDER_BY", stringsOf(mapping.SplitPath(u.Order.Value)))
	}
}

func (c *constants) auth(a mapping.Auth) {
	switch a.Type.Value {
	case mapping.AuthHeader:
		c.add("Header that the API key goes into.", "API_KEY_HEADER", quote(a.Header.Value))
	case mapping.AuthOAuth2:
		c.add("Where access tokens are issued, unless the secret SCIM_TOKEN_URL says otherwise.",
			"TOKEN_URL", quote(a.TokenURL.Value))
		var scopes []string
		for _, s := range a.Scopes {
			scopes = append(scopes, s.Value)
		}
		c.add("Scopes that an access token is asked for.", "SCOPES", quote(strings.Join(scopes, " ")))
	}
}

// headers are those of every request. What the mapping says of Accept has
// precedence.
func headers(own []mapping.Header) string {
	entries := []string{`Accept: "application/scim+json, application/json"`}
	for _, h := range own {
		entry := key(h.Name.Value) + ": " + quote(h.Value.Value)
		if strings.EqualFold(h.Name.Value, "Accept") {
			entries[0] = entry
		} else {
			entries = append(entries, entry)
		}
	}
	return "{ " + strings.Join(entries, ", ") + " }"
}

func operations(opCase string) string {
	if opCase == mapping.OpCapitalised {
		return `{ add: "Add", replace: "Replace", remove: "Remove" }`
	}
	return `{ add: "add", replace: "replace", remove: "remove" }`
}

func milliseconds(d time.Duration) string {
	text := fmt.Sprint(d.Milliseconds())
	if len(text) > 4 {
		text = text[:len(text)-3] + "_" + text[len(text)-3:]
	}
	return text
}

func quoteAll(list []mapping.String) string {
	values := make([]string, len(list))
	for i, s := range list {
		values[i] = s.Value
	}
	return stringsOf(values)
}

func stringsOf(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// stringList is a list that may be empty, and whose type is told all the same.
func stringList(list []mapping.String) string {
	if len(list) == 0 {
		return "/** @type {string[]} */ ([])"
	}
	return quoteAll(list)
}
