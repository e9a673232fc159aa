package change

import (
	"strconv"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// setting is one of the policy's.
type setting struct {
	path string
	of   func(*mapping.Mapping) string
	// words are what a change leads to: by "old → new", else by "→ new", else by "".
	words map[string]string
}

func (s setting) consequence(was, is string) string {
	for _, key := range []string{was + " → " + is, "→ " + is, ""} {
		if words, ok := s.words[key]; ok {
			return words
		}
	}
	return ""
}

// settings are those of the policy, in the order of docs/mapping.md.
var settings = []setting{
	{"scope.connections", func(m *mapping.Mapping) string { return listText(m.Scope.Connections) }, map[string]string{
		"→ ": "users of every connection are in scope",
		"":   "users of other connections are in scope; accounts of those who no longer are stay as they are",
	}},
	{"scope.outside", func(m *mapping.Mapping) string { return m.Scope.Outside.Value }, map[string]string{
		"→ ignore":     "the account of somebody who leaves the scope stays as it is",
		"→ deactivate": "the account of somebody who leaves the scope becomes inactive at their next update",
		"→ delete":     "the account of somebody who leaves the scope is deleted at their next update",
	}},
	{"match.by", func(m *mapping.Mapping) string { return listText(m.Match.By) }, map[string]string{
		"": "accounts are found by other keys: one that is found by none of them counts as not there",
	}},
	{"create.conflict", func(m *mapping.Mapping) string { return m.Create.Conflict.Value }, map[string]string{
		"→ verify": "a creation that meets an account that is not ours fails",
		"→ adopt":  "an account of the same userName that nobody is linked to becomes the user's: be sure that names are not given anew",
		"→ fail":   "a creation that meets any account fails, and so does one that Auth0 delivers twice",
	}},
	{"create.lookup", func(m *mapping.Mapping) string { return m.Create.Lookup.Value }, map[string]string{
		"→ first": "each creation takes one request more, and never makes a second account on a server that takes an externalId twice",
		"→ never": "on a server that takes an externalId twice, a creation that is delivered twice may make a second account",
	}},
	{"update.method", func(m *mapping.Mapping) string { return m.Update.Method.Value }, map[string]string{
		"put → patch":   "removed attributes now stay downstream: PATCH leaves alone what the mapping does not send",
		"put → merge":   "what others have set on an account is kept; each update takes a GET more",
		"patch → put":   "attributes that the mapping does not make are removed from accounts, whoever has set them",
		"patch → merge": "accounts are replaced as a whole, with what others have set kept; each update takes a GET more",
		"merge → put":   "attributes that the mapping does not make are removed from accounts, whoever has set them",
		"merge → patch": "only what the mapping makes is sent; an update takes a request less",
	}},
	{"update.patch", func(m *mapping.Mapping) string { return m.Update.Patch.Value }, map[string]string{
		"→ pathless":   "PATCH sends one operation without a path, which some servers do not take",
		"→ attributes": "PATCH sends an operation for each attribute",
	}},
	{"update.op_case", func(m *mapping.Mapping) string { return m.Update.OpCase.Value }, map[string]string{
		"→ capitalised": "operations are spelled Replace, as Entra's older clients do",
		"→ lower":       "operations are spelled replace, as RFC 7644 has them",
	}},
	{"update.clear", func(m *mapping.Mapping) string { return m.Update.Clear.Value }, map[string]string{
		"→ keep":   "an attribute that becomes empty keeps its value on the server",
		"→ remove": "an attribute that becomes empty is removed from the account",
	}},
	{"update.missing", func(m *mapping.Mapping) string { return m.Update.Missing.Value }, map[string]string{
		"→ skip":   "an update of somebody without an account does nothing",
		"→ create": "an update of somebody without an account makes one",
		"→ fail":   "an update of somebody without an account fails, and Auth0 delivers it again",
	}},
	{"update.unchanged", func(m *mapping.Mapping) string { return m.Update.Unchanged.Value }, map[string]string{
		"→ skip": "an update that changes nothing sends no write",
		"→ send": "an update that changes nothing is sent all the same",
	}},
	{"update.order", func(m *mapping.Mapping) string { return m.Update.Order.Value }, map[string]string{
		"→ ": "an event that arrives late may undo a later one",
		"":   "an event that arrives late is passed over, once an account has been written with this attribute",
	}},
	{"delete.action", func(m *mapping.Mapping) string { return m.Delete.Action.Value }, map[string]string{
		"→ delete":     "the account of a deleted user is deleted for good",
		"→ deactivate": "the account of a deleted user becomes inactive and keeps its name",
		"→ ignore":     "the account of a deleted user stays, and stays active",
	}},
	{"auth.type", func(m *mapping.Mapping) string { return m.Auth.Type.Value }, map[string]string{
		"→ bearer": "the Action needs the secret SCIM_BEARER_TOKEN",
		"→ basic":  "the Action needs the secrets SCIM_USERNAME and SCIM_PASSWORD",
		"→ header": "the Action needs the secret SCIM_API_KEY",
		"→ oauth2": "the Action needs the secrets SCIM_CLIENT_ID and SCIM_CLIENT_SECRET",
	}},
	{"auth.header", func(m *mapping.Mapping) string { return m.Auth.Header.Value }, map[string]string{
		"": "the credentials are sent in another header",
	}},
	{"auth.token_url", func(m *mapping.Mapping) string { return m.Auth.TokenURL.Value }, map[string]string{
		"": "access tokens are asked for elsewhere, unless the secret SCIM_TOKEN_URL says where",
	}},
	{"auth.scopes", func(m *mapping.Mapping) string { return listText(m.Auth.Scopes) }, map[string]string{
		"": "access tokens are asked for with other scopes",
	}},
	{"auth.credentials", func(m *mapping.Mapping) string { return m.Auth.Credentials.Value }, map[string]string{
		"→ body":  "the client proves itself in the form of the token request",
		"→ basic": "the client proves itself in the header Authorization of the token request",
	}},
	{"transport.timeout", func(m *mapping.Mapping) string { return m.Transport.Timeout.Value.String() }, map[string]string{
		"": "requests are given up after another time",
	}},
	{"transport.retries", func(m *mapping.Mapping) string { return strconv.FormatInt(m.Transport.Retries.Value, 10) }, map[string]string{
		"→ 0": "a request that fails is not tried again",
		"":    "a request that fails is tried again another number of times",
	}},
	{"transport.budget", func(m *mapping.Mapping) string { return m.Transport.Budget.Value.String() }, map[string]string{
		"": "an execution ends after another time",
	}},
	{"transport.content_type", func(m *mapping.Mapping) string { return m.Transport.ContentType.Value }, map[string]string{
		"": "bodies are sent with another Content-Type",
	}},
	{"transport.headers", headersText, map[string]string{
		"": "requests are sent with other headers",
	}},
}

func listText(list []mapping.String) string {
	var values []string
	for _, s := range list {
		values = append(values, s.Value)
	}
	return strings.Join(values, ", ")
}

func headersText(m *mapping.Mapping) string {
	var all []string
	for _, h := range m.Transport.Headers {
		all = append(all, h.Name.Value+": "+h.Value.Value)
	}
	return strings.Join(all, ", ")
}
