package e2e_test

import (
	"encoding/json"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// What the cases of the contract lay their own over: a mapping, and a user of
// Auth0 in a CloudEvent.
const (
	baseMapping = `
version: 1
name: The contract
user:
  externalId: ${user.user_id}
  userName: ${user.email}
  active: ${!user.blocked}
  displayName: ${user.name}
`
	baseUser = `
user_id: auth0|ada
email: ada@example.com
name: Ada Byron
blocked: false
identities: [{connection: Users, provider: auth0, user_id: ada, isSocial: false}]
updated_at: "2025-01-01T00:00:00.000Z"
`
	baseMessage = `
specversion: "1.0"
id: evt_1
source: urn:auth0:example.eu.auth0.com
time: "2025-01-01T00:00:00.000Z"
`
	baseContext = `{connection: {id: con_1, name: Users, strategy: auth0}}`
)

// base reads one of them.
func base(text string) map[string]any {
	var value map[string]any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		panic(err)
	}
	return value
}

// lay lays one map over another: maps are merged, null takes a key away, and
// anything else takes the place of what was there.
func lay(under, over map[string]any) map[string]any {
	laid := map[string]any{}
	for key, value := range under {
		laid[key] = value
	}
	for key, value := range over {
		inner, ok := value.(map[string]any)
		had, _ := laid[key].(map[string]any)
		switch {
		case value == nil:
			delete(laid, key)
		case ok:
			laid[key] = lay(had, inner)
		default:
			laid[key] = value
		}
	}
	return laid
}

// mappingText is the mapping of the case.
func (c *contractCase) mappingText(t testing.TB) string {
	t.Helper()
	text, err := yaml.Marshal(lay(base(baseMapping), c.Mapping))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// message is the CloudEvent of the delivery. A deleted user has an id and no more,
// unless the case says otherwise. {half} in it is half a surrogate pair, which no
// YAML can hold.
func (d *contractDelivery) message(t testing.TB) json.RawMessage {
	t.Helper()
	user, data := base(baseUser), map[string]any{}
	if d.Event == "deleted" {
		user = map[string]any{"user_id": user["user_id"]}
	} else {
		data["context"] = base(baseContext)
	}
	data["object"] = lay(user, d.User)
	if d.Previous != nil {
		data["previous_object"] = lay(base(baseUser), d.Previous)
	}
	message := lay(base(baseMessage), map[string]any{"type": "user." + d.Event, "data": data})
	text, err := json.Marshal(lay(message, d.Message))
	if err != nil {
		t.Fatal(err)
	}
	return json.RawMessage(strings.ReplaceAll(string(text), "{half}", `\ud83d`))
}

// contractSecrets are what the mapping needs, with what the case lays over them.
// {base}, {login} and {elsewhere} in it are where the servers are.
func (c *contractCase) contractSecrets(d *contractDelivery, at addresses) map[string]string {
	secrets := map[string]any{"SCIM_BASE_URL": "{base}"}
	auth, _ := c.Mapping["auth"].(map[string]any)
	switch auth["type"] {
	case "basic":
		secrets["SCIM_USERNAME"], secrets["SCIM_PASSWORD"] = "provisioner", "hunter2-hunter2"
	case "header":
		secrets["SCIM_API_KEY"] = "key-of-the-contract"
	case "oauth2":
		secrets["SCIM_CLIENT_ID"], secrets["SCIM_CLIENT_SECRET"] = "client", "secret-of-the-client"
		secrets["SCIM_TOKEN_URL"] = "{login}/oauth/token"
	default:
		secrets["SCIM_BEARER_TOKEN"] = token
	}
	texts := map[string]string{}
	for name, value := range lay(lay(secrets, c.Secrets), d.Secrets) {
		texts[name] = at.fill(value.(string))
	}
	return texts
}

// confidential are the texts that nothing may tell of the event and the secrets:
// no log, and but for the profile no error.
func (c *contractCase) confidential(d *contractDelivery, secrets map[string]string) (profile, keys []string) {
	for _, user := range []map[string]any{lay(base(baseUser), d.User), lay(base(baseUser), d.Previous)} {
		for _, field := range []string{"email", "name", "given_name", "family_name", "phone_number"} {
			if text, ok := user[field].(string); ok && len(text) > 3 {
				profile = append(profile, text)
			}
		}
	}
	for name, value := range secrets {
		switch name {
		case "SCIM_BEARER_TOKEN", "SCIM_PASSWORD", "SCIM_API_KEY", "SCIM_CLIENT_SECRET":
			if value = strings.TrimSpace(value); len(value) > 3 {
				keys = append(keys, value)
			}
		}
	}
	return profile, append(keys, "token-1", "token-2", "token-3")
}
