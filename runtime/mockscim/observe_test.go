package mockscim_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/mockscim"
)

type clientKey struct{}

// An observer sees what requests did, whatever their clients were told, and whose
// they were.
func TestObserver(t *testing.T) {
	var seen []string
	server := mockscim.New(
		mockscim.WithObserver(func(c mockscim.Change) {
			name := func(user map[string]any) any { return user["userName"] }
			seen = append(seen, fmt.Sprintf("%v %s %s: %v to %v", c.Request.Context().Value(clientKey{}), c.Request.Method, c.ID, name(c.Before), name(c.After)))
		}),
		mockscim.WithFaults(
			mockscim.Fault{On: "PUT", Times: 1, Apply: mockscim.ApplyBefore, Reply: mockscim.Reply{Status: 500}},
			mockscim.Fault{On: "DELETE", Times: 1, Apply: mockscim.ApplyAfter, Reply: mockscim.Reply{Status: 504}},
		),
	)
	user := func(name string) string {
		return `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"` + name + `"}`
	}
	if _, err := server.SeedUser(map[string]any{"userName": "seeded"}); err != nil {
		t.Fatal(err)
	}
	for i, request := range []struct {
		method, path, body string
		status             int
	}{
		{"POST", "/Users", user("ada"), 201},
		{"POST", "/Users", user("ada"), 409},
		{"PUT", "/Users/2", user("lovelace"), 500}, // and works
		{"PUT", "/Users/2", user("lovelace"), 200}, // changes nothing
		{"PATCH", "/Users/2", patchBody(`{"op": "replace", "path": "userName", "value": "byron"}`), 200},
		{"DELETE", "/Users/2", "", 504}, // works after the next one
		{"GET", "/Users/1", "", 200},
	} {
		r := httptest.NewRequest(request.method, request.path, strings.NewReader(request.body))
		if request.body != "" {
			r.Header.Set("Content-Type", "application/scim+json")
		}
		r = r.WithContext(context.WithValue(r.Context(), clientKey{}, i))
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		if w.Code != request.status {
			t.Errorf("%s %s: got %d %s", request.method, request.path, w.Code, http.StatusText(w.Code))
		}
	}
	want := []string{"0 POST 2: <nil> to ada", "2 PUT 2: ada to lovelace", "4 PATCH 2: lovelace to byron", "5 DELETE 2: byron to <nil>"}
	if !slices.Equal(seen, want) {
		t.Errorf("got %q, want %q", seen, want)
	}
}
