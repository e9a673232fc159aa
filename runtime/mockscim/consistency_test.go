package mockscim_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// TestFindingAgreesWithTheState changes users and groups at random and asks
// after each change whether what is found by filters, which indexes answer, is
// what the state holds, and whether groups and members agree.
func TestFindingAgreesWithTheState(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 1))
		server := mockscim.New(mockscim.WithClock(ticking()))
		for range 60 {
			method, target, body := randomChange(random)
			call(server, method, target, body)
			checkConsistency(t, server)
			if t.Failed() {
				t.Fatalf("seed %d, after %s %s %s", seed, method, target, body)
			}
		}
	}
}

func randomChange(random *rand.Rand) (method, target, body string) {
	id := fmt.Sprint(1 + random.IntN(8))
	name := []string{"ada", "Ada", "bob", "cid"}[random.IntN(4)]
	external := fmt.Sprint(random.IntN(3))
	user := fmt.Sprintf(`{"schemas": [%q], "userName": %q, "externalId": %q}`, scim.UserURN, name, external)
	group := fmt.Sprintf(`{"schemas": [%q], "displayName": "g", "members": [{"value": %q}, {"value": "1"}]}`, scim.GroupURN, id)
	switch random.IntN(8) {
	case 0, 1:
		return "POST", "/Users", user
	case 2:
		return "POST", "/Groups", group
	case 3:
		return "PUT", "/Users/" + id, user
	case 4:
		return "PUT", "/Groups/" + id, group
	case 5:
		return "PATCH", "/Users/" + id, patchBody(`{"op": "replace", "path": "userName", "value": "` + name + `"}, {"op": "remove", "path": "externalId"}`)
	case 6:
		return "PATCH", "/Groups/" + id, patchBody(`{"op": "add", "path": "members", "value": [{"value": "` + id + `"}]}`)
	}
	return "DELETE", "/" + []string{"Users", "Groups"}[random.IntN(2)] + "/" + id, ""
}

func checkConsistency(t *testing.T, server *mockscim.Server) {
	t.Helper()
	users, groups := server.Users(), server.Groups()
	for _, attribute := range []string{"userName", "externalId", "id"} {
		values := map[string]int{}
		for _, u := range users {
			if v, ok := u[attribute].(string); ok {
				values[v]++
			}
		}
		for v, want := range values {
			if got := found(t, server, "/Users", attribute+" eq "+scim.Quote(v)); got != want {
				t.Errorf("%s %q is found %d times, want %d", attribute, v, got, want)
			}
		}
		if attribute == "userName" && len(values) != len(users) {
			t.Errorf("userName is not unique: %v", values)
		}
	}
	for _, g := range groups {
		for _, m := range list(g["members"]) {
			u := withID(users, m["value"])
			if u == nil {
				continue // another group, or nobody
			}
			if m["type"] != "User" || withValue(list(u["groups"]), g["id"]) == nil {
				t.Errorf("group %v has the member %v, who does not show it", g["id"], m)
			}
		}
	}
	for _, u := range users {
		for _, shown := range list(u["groups"]) {
			g := withID(groups, shown["value"])
			if g == nil || shown["type"] == "direct" && withValue(list(g["members"]), u["id"]) == nil {
				t.Errorf("user %v shows the group %v, which does not have the member", u["id"], shown)
			}
		}
	}
}

func found(t *testing.T, server *mockscim.Server, endpoint, filter string) int {
	t.Helper()
	w := call(server, "GET", endpoint+"?filter="+url.QueryEscape(filter), "")
	var answer struct{ TotalResults int }
	if err := json.NewDecoder(strings.NewReader(w.Body.String())).Decode(&answer); err != nil || w.Code != 200 {
		t.Fatalf("%s: %d %s", filter, w.Code, w.Body)
	}
	return answer.TotalResults
}

func list(v any) []map[string]any {
	var all []map[string]any
	items, _ := v.([]any)
	for _, item := range items {
		all = append(all, item.(map[string]any))
	}
	return all
}

func withID(resources []map[string]any, id any) map[string]any {
	return withMember(resources, "id", id)
}

func withValue(values []map[string]any, id any) map[string]any {
	return withMember(values, "value", id)
}

func withMember(objects []map[string]any, name string, v any) map[string]any {
	for _, o := range objects {
		if o[name] == v {
			return o
		}
	}
	return nil
}
