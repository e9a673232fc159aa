package mockscim_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// TestPatchedResourcesCanBePutBack makes random changes and puts back what the
// answer shows: that must be accepted and change nothing, so whatever a PATCH
// leads to is a resource that could have been sent as a whole. A PATCH that
// fails must leave the resource alone.
func TestPatchedResourcesCanBePutBack(t *testing.T) {
	succeeded := 0
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 2))
		server := mockscim.New(mockscim.WithClock(ticking()))
		call(server, "POST", "/Users", userBody("boss"))
		call(server, "POST", "/Users", userBody("ada"))
		call(server, "POST", "/Groups", `{"schemas": ["`+scim.GroupURN+`"], "displayName": "g", "members": [{"value": "2"}, {"value": "1", "display": "B"}]}`)
		for range 40 {
			body := patchBody(randomOperation(random))
			if random.IntN(3) == 0 {
				body = patchBody(randomOperation(random) + ", " + randomOperation(random))
			}
			before := call(server, "GET", "/Users/2", "").Body.String()
			w := call(server, "PATCH", "/Users/2", body)
			after := call(server, "GET", "/Users/2", "").Body.String()
			switch {
			case w.Code == 200:
				succeeded++
			case w.Code != 400 || after != before:
				t.Fatalf("seed %d: %s\ngot %d %s\nof %s", seed, body, w.Code, w.Body, before)
			}
			put := call(server, "PUT", "/Users/2", after)
			if put.Code != 200 || put.Body.String() != after {
				t.Fatalf("seed %d: %s\nleads to %s\nput back it is %d %s", seed, body, after, put.Code, put.Body)
			}
			if group := call(server, "GET", "/Groups/3", "").Body.String(); call(server, "PUT", "/Groups/3", group).Body.String() != group {
				t.Fatalf("seed %d: putting back changes %s", seed, group)
			}
		}
	}
	if succeeded < 100 {
		t.Errorf("only %d changes succeeded: the test shows little", succeeded)
	}
}

func pick(random *rand.Rand, choices ...string) string { return choices[random.IntN(len(choices))] }

func randomOperation(random *rand.Rand) string {
	op := pick(random, "add", "replace", "remove")
	value := randomValue(random)
	if random.IntN(4) == 0 {
		return fmt.Sprintf(`{"op": %q, "value": {%q: %s, "active": true}}`, op, randomPath(random), value)
	}
	return fmt.Sprintf(`{"op": %q, "path": %s, "value": %s}`, op, scim.Quote(randomPath(random)), value)
}

func randomPath(random *rand.Rand) string {
	return strings.ReplaceAll(pick(random,
		"title", "userName", "active", "name", "name.givenName", "NAME.familyName", "schemas", "id",
		"emails", "emails.type", "emails.primary", `emails[type eq "work"]`, `emails[type eq "work"].value`,
		`emails[value pr].primary`, `emails[primary eq true].type`, `emails[type ne "home"]`, "groups",
		"$E", "$E:department", "$E:manager", "$E:manager.value", "$E:manager.displayName",
	), "$E", scim.EnterpriseUserURN)
}

func randomValue(random *rand.Rand) string {
	return pick(random,
		`"x"`, `"home"`, `""`, `null`, `true`, `false`, `7`, `[]`, `{}`, `{"givenName": "G", "familyName": null}`,
		`{"value": "1"}`, `{"value": "a", "type": "work", "primary": true}`, `[{"value": "b", "type": "home"}]`,
		`[{"value": "c", "primary": true}, {"value": "d"}]`, `[{"value": "e", "primary": true}, {"value": "f", "primary": true}]`,
		`{"department": "D", "manager": {"value": "1"}}`, `{"manager": null}`, `[null, {"value": null}]`,
	)
}
