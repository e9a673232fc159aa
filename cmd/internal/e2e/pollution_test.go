package e2e_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
)

// TestPrototypePollution delivers a profile that is full of the names that lead
// to prototypes, and then an ordinary one, to the same runtime. Of the first
// only what it owns may reach the server, and of the second nothing that the
// first has left behind.
func TestPrototypePollution(t *testing.T) {
	code := compileFile(t, filepath.Join("testdata", "pollution.yaml")).Code
	for name, ready := range map[string]func(*testing.T, string) engine{"goja": onRealClock, "node": inNode} {
		t.Run(name, func(t *testing.T) {
			runtime := ready(t, code)
			for _, event := range []struct {
				profile string
				want    map[string]any
			}{
				{
					profile: `"nickname": "Eve", "__proto__": {"nickname": "polluted", "email": "polluted@example.com"},
						"user_metadata": {
							"__proto__": {"phone": "of __proto__", "toString": "polluted"},
							"constructor": {"prototype": {"phone": "of constructor"}}
						},
						"app_metadata": {
							"toString": "own",
							"roles": [{"value": "a", "__proto__": {"display": "polluted"}}]
						}`,
					want: map[string]any{
						"nickName": "of constructor", "title": "of __proto__", "userType": "own", "locale": "Eve",
						"roles": []any{map[string]any{"value": "a", "__proto__": map[string]any{"display": "polluted"}}},
					},
				},
				{
					profile: `"user_metadata": {}, "app_metadata": {"roles": [{"value": "b"}]}`,
					want:    map[string]any{"userType": "no toString", "roles": []any{map[string]any{"value": "b"}}},
				},
				{
					profile: `"name": "nothing else"`,
					want:    map[string]any{"userType": "no toString"},
				},
			} {
				event.want["schemas"] = []any{"urn:ietf:params:scim:schemas:core:2.0:User"}
				event.want["externalId"] = "auth0|eve"
				event.want["userName"] = "eve@example.com"
				message := fmt.Sprintf(`{"id": "evt_1", "type": "user.created", "data": {"object":
					{"user_id": "auth0|eve", "email": "eve@example.com", %s}}}`, event.profile)
				checkArrival(t, name, runtime, json.RawMessage(message), event.want)
			}
		})
	}
}
