package mockscim_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

func TestSeededResourcesAreServed(t *testing.T) {
	server := mockscim.New(mockscim.WithClock(ticking()))
	id, err := server.SeedUser(map[string]any{"id": "2", "username": "ada", "active": true, "emails": []map[string]any{{"value": "a@b"}}})
	if err != nil || id != "2" {
		t.Fatalf("got %q, %v", id, err)
	}
	for _, want := range []string{"1", "3"} { // 2 is taken
		if id, err := server.SeedUser(map[string]any{"userName": "user " + want}); err != nil || id != want {
			t.Fatalf("got %q, %v; want %q", id, err, want)
		}
	}
	if id, err = server.Seed(map[string]any{
		"schemas": []string{scim.GroupURN}, "id": "g", "displayName": "Group", "members": []any{map[string]string{"value": "2"}},
	}); err != nil || id != "g" {
		t.Fatalf("got %q, %v", id, err)
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("seeding left %d requests in the log", n)
	}
	want := map[string]any{
		"schemas": []any{scim.UserURN}, "id": "2", "userName": "ada", "active": true,
		"emails": []any{map[string]any{"value": "a@b"}},
		"groups": []any{map[string]any{"value": "g", "display": "Group", "type": "direct"}},
		"meta": map[string]any{
			"resourceType": "User", "created": "2026-01-02T03:04:06.000Z", "lastModified": "2026-01-02T03:04:06.000Z", "version": `W/"1"`,
		},
	}
	if diff := cmp.Diff(want, server.Users()[0]); diff != "" {
		t.Errorf("the state is another one (-want +got):\n%s", diff)
	}
	if w := call(server, "GET", "/Users/2", ""); w.Code != 200 || !strings.Contains(w.Body.String(), `"userName":"ada"`) {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

func TestAnyIDCanBeInAPath(t *testing.T) {
	server := mockscim.New()
	for _, id := range []string{"a/b c", "ü?#%", "..", "auth0|1"} {
		if _, err := server.SeedUser(map[string]any{"id": id, "userName": id}); err != nil {
			t.Fatal(err)
		}
		w := call(server, "GET", "/Users/"+url.PathEscape(id), "")
		if w.Code != 200 || server.Requests()[0].Path != "/Users/"+id {
			t.Errorf("%q: got %d %s", id, w.Code, w.Body)
		}
		if location := w.Header().Get("Location"); location != "http://example.com/Users/"+url.PathEscape(id) {
			t.Errorf("%q is at %q", id, location)
		}
		server.ClearRequests()
	}
}

func TestSeedErrors(t *testing.T) {
	server := mockscim.New()
	if _, err := server.SeedUser(map[string]any{"id": "1", "userName": "ada"}); err != nil {
		t.Fatal(err)
	}
	for want, resource := range map[string]map[string]any{
		"userName is required":    {"displayName": "x"},
		"is taken by":             {"userName": "ADA"},
		"active is a string":      {"userName": "x", "active": "yes"},
		"id \"1\" already":        {"id": "1", "userName": "x"},
		"the resource is no JSON": {"userName": func() {}},
	} {
		if _, err := server.SeedUser(resource); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if _, err := server.Seed(map[string]any{"userName": "x"}); err == nil || !strings.Contains(err.Error(), "schemas") {
		t.Errorf("got %v", err)
	}
}

func TestStateBelongsToTheCaller(t *testing.T) {
	server := mockscim.New()
	seed := map[string]any{"userName": "ada", "password": "s3cret", "emails": []any{map[string]any{"value": "a"}}}
	if _, err := server.SeedUser(seed); err != nil {
		t.Fatal(err)
	}
	seed["emails"].([]any)[0].(map[string]any)["value"] = "changed"
	state := server.Users()
	state[0]["emails"].([]any)[0].(map[string]any)["value"] = "changed"
	emails := server.Users()[0]["emails"].([]any)
	if got := emails[0].(map[string]any)["value"]; got != "a" {
		t.Errorf("a caller changed what is stored to %v", got)
	}
	if _, ok := server.Users()[0]["password"]; ok {
		t.Error("the password is shown")
	}
}

func TestResetForgetsEverything(t *testing.T) {
	server := mockscim.New()
	call(server, "POST", "/Users", userBody("ada"))
	server.Reset()
	if len(server.Users()) != 0 || len(server.Requests()) != 0 {
		t.Errorf("got %v and %v", server.Users(), server.Requests())
	}
	if w := call(server, "POST", "/Users", userBody("ada")); w.Code != 201 {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

func TestRandomIDs(t *testing.T) {
	a, b := mockscim.RandomIDs(1), mockscim.RandomIDs(1)
	seen := map[string]bool{}
	for range 100 {
		id := a()
		if id != b() {
			t.Fatal("the same seed gives another sequence")
		}
		if len(id) != 36 || id[14] != '4' || !strings.ContainsRune("89ab", rune(id[19])) {
			t.Errorf("%q is no random UUID", id)
		}
		seen[id] = true
	}
	if len(seen) != 100 || seen[mockscim.RandomIDs(2)()] {
		t.Error("identifiers repeat")
	}
}

func TestRunsCanBeRepeated(t *testing.T) {
	run := func() []map[string]any {
		server := mockscim.New(mockscim.WithClock(ticking()), mockscim.WithIDs(mockscim.RandomIDs(7)))
		for _, name := range []string{"c", "a", "b"} {
			call(server, "POST", "/Users", userBody(name))
		}
		return server.Users()
	}
	first := run()
	if diff := cmp.Diff(first, run()); diff != "" {
		t.Errorf("the second run differs:\n%s", diff)
	}
	if first[0]["userName"] != "c" || first[2]["userName"] != "b" {
		t.Error("the users are not in the order of their creation")
	}
}

func TestTimesHaveMilliseconds(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 678_912_345, time.FixedZone("", 3600))
	server := mockscim.New(mockscim.WithClock(func() time.Time { return at }))
	call(server, "POST", "/Users", userBody("ada"))
	if got := server.Users()[0]["meta"].(map[string]any)["created"]; got != "2026-01-02T02:04:05.678Z" {
		t.Errorf("got %v", got)
	}
}
