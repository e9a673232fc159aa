package mockscim_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// call sends one request in process and returns the answer.
func call(h http.Handler, method, target, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", scim.MediaType)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func userBody(name string) string {
	return fmt.Sprintf(`{"schemas": [%q], "userName": %q}`, scim.UserURN, name)
}

func patchBody(operations string) string {
	return fmt.Sprintf(`{"schemas": [%q], "Operations": [%s]}`, scim.PatchOpURN, operations)
}

func TestManyClientsAtOnce(t *testing.T) {
	const clients, each = 8, 25
	server := mockscim.New()
	group, err := server.SeedGroup(map[string]any{"id": "all", "displayName": "all"})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for c := range clients {
		wg.Go(func() {
			for i := range each {
				name := fmt.Sprintf("user-%d-%d", c, i)
				w := call(server, "POST", "/Users", userBody(name))
				var created struct{ ID string }
				if err := json.Unmarshal(w.Body.Bytes(), &created); err != nil || w.Code != http.StatusCreated {
					t.Errorf("POST: %d %v", w.Code, err)
					return
				}
				add := patchBody(fmt.Sprintf(`{"op": "add", "path": "members", "value": [{"value": %q}]}`, created.ID))
				for _, w := range []*httptest.ResponseRecorder{
					call(server, "PATCH", "/Groups/"+group, add),
					call(server, "GET", `/Users?filter=userName+eq+%22`+name+`%22`, ""),
					call(server, "GET", "/Users?sortBy=groups.display&count=3", ""),
				} {
					if w.Code != http.StatusOK {
						t.Errorf("%d %s", w.Code, w.Body)
					}
				}
				server.Users()
				server.Requests()
			}
		})
	}
	wg.Wait()
	if n := len(server.Users()); n != clients*each {
		t.Errorf("there are %d users, want %d", n, clients*each)
	}
	members, _ := server.Groups()[0]["members"].([]any)
	if len(members) != clients*each {
		t.Errorf("the group has %d members, want %d", len(members), clients*each)
	}
	if n := len(server.Requests()); n != clients*each*4 {
		t.Errorf("%d requests are recorded, want %d", n, clients*each*4)
	}
}

func TestOneNameIsGivenOnce(t *testing.T) {
	server := mockscim.New()
	codes := make([]int, 16)
	var wg sync.WaitGroup
	for i := range codes {
		wg.Go(func() { codes[i] = call(server, "POST", "/Users", userBody("ada")).Code })
	}
	wg.Wait()
	count := map[int]int{}
	for _, code := range codes {
		count[code]++
	}
	if count[http.StatusCreated] != 1 || count[http.StatusConflict] != len(codes)-1 {
		t.Errorf("got %v, want one 201 and else 409", count)
	}
}

func TestOverHTTP(t *testing.T) {
	server := httptest.NewServer(mockscim.New(mockscim.WithBasePath("/scim/v2")))
	defer server.Close()
	response, err := http.Post(server.URL+"/scim/v2/Users", scim.MediaType, strings.NewReader(userBody("ada")))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	location := response.Header.Get("Location")
	if want := server.URL + "/scim/v2/Users/1"; response.StatusCode != 201 || location != want {
		t.Fatalf("got %d and %q, want 201 and %q", response.StatusCode, location, want)
	}
	response, err = http.Get(location)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != 200 || !strings.Contains(string(body), `"userName":"ada"`) {
		t.Errorf("got %d %s (%v)", response.StatusCode, body, err)
	}
}

func TestLocationsAreWhereTheClientIs(t *testing.T) {
	server := mockscim.New(mockscim.WithBasePath("scim/v2"))
	for target, want := range map[string]string{
		"https://api.example.com/scim/v2/Users":     "https://api.example.com/scim/v2/Users/",
		"http://localhost:8080/scim/v2/Users":       "http://localhost:8080/scim/v2/Users/",
		"http://[::1]:8080/scim/v2/Users?count=bad": "http://[::1]:8080/scim/v2/Users/",
	} {
		w := call(server, "POST", target, userBody(target))
		if location := w.Header().Get("Location"); !strings.HasPrefix(location, want) {
			t.Errorf("%s: got %q, want %q", target, location, want)
		}
	}
	r := httptest.NewRequest("POST", "/scim/v2/Users", strings.NewReader(userBody("nowhere")))
	r.Host = ""
	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)
	if location := w.Header().Get("Location"); !strings.HasPrefix(location, "http://localhost/scim/v2/Users/") {
		t.Errorf("without a host: got %q", location)
	}
}

func TestHostileBodies(t *testing.T) {
	deep := strings.Repeat(`{"name":`, 20_000) + "1" + strings.Repeat("}", 20_000)
	lists := strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000)
	schemas := fmt.Sprintf(`"schemas": [%q]`, scim.UserURN)
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"deep objects":    {deep, 400},
		"deep arrays":     {lists, 400},
		"deep value":      {`{` + schemas + `, "userName": "a", "title": ` + lists[:1000] + lists[len(lists)-1000:] + `}`, 400},
		"not UTF-8":       {"{" + schemas + `, "userName": "` + "\xff" + `"}`, 400},
		"NUL":             {"\x00", 400},
		"byte order mark": {"\ufeff{}", 400},
		"huge number":     {`{` + schemas + `, "userName": 1e999999999}`, 400},
		"prototype":       {`{` + schemas + `, "userName": "__proto__", "__proto__": {"x": 1}, "constructor": 1}`, 201},
		"lone surrogate":  {`{` + schemas + `, "userName": "a\ud800b"}`, 201},
	} {
		t.Run(name, func(t *testing.T) {
			server := mockscim.New()
			w := call(server, "POST", "/Users", c.body)
			if w.Code != c.want {
				t.Errorf("got %d %.200s, want %d", w.Code, w.Body, c.want)
			}
			if !json.Valid(w.Body.Bytes()) {
				t.Error("the answer is not JSON")
			}
		})
	}
	server := mockscim.New()
	call(server, "POST", "/Users", `{`+schemas+`, "userName": "a\ud800b"}`)
	if got := server.Users()[0]["userName"]; got != "a\ufffdb" {
		t.Errorf("a lone surrogate became %q", got)
	}
}

func TestHostileFilters(t *testing.T) {
	server := mockscim.New()
	call(server, "POST", "/Users", userBody("ada"))
	for name, c := range map[string]struct {
		filter string
		want   int
	}{
		"deep":    {strings.Repeat("(", 50_000), 400},
		"nots":    {strings.Repeat("not+(", 10_000), 400},
		"long":    {strings.Repeat("title+pr+or+", 5_000) + "title+pr", 200},
		"escapes": {`title+eq+%22%5Cud800%22`, 200},
		"broken":  {"%zz", 400},
	} {
		if w := call(server, "GET", "/Users?filter="+c.filter, ""); w.Code != c.want {
			t.Errorf("%s: got %d %.200s, want %d", name, w.Code, w.Body, c.want)
		}
	}
}

// A schema of a URN that is there takes its place.
func TestASchemaOfTheServersOwn(t *testing.T) {
	own, err := scim.ParseSchema([]byte(`{"id": "` + scim.EnterpriseUserURN + `", "name": "Enterprise",
		"attributes": [{"name": "badge", "type": "string"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	server := mockscim.New(mockscim.WithSchema(own), mockscim.WithUnknownAttributesRejected())
	for attribute, want := range map[string]int{"badge": 201, "department": 400} {
		body := `{"schemas": ["` + scim.UserURN + `", "` + scim.EnterpriseUserURN + `"], "userName": "` + attribute + `", "` + scim.EnterpriseUserURN + `": {"` + attribute + `": "x"}}`
		if w := call(server, "POST", "/Users", body); w.Code != want {
			t.Errorf("%s: got %d %s, want %d", attribute, w.Code, w.Body, want)
		}
	}
	if w := call(server, "GET", "/Schemas", ""); strings.Count(w.Body.String(), `"id":"`+scim.EnterpriseUserURN+`"`) != 1 {
		t.Errorf("the schema is not listed once: %s", w.Body)
	}
}

func TestOptionsThatAreWrong(t *testing.T) {
	for name, option := range map[string]mockscim.Option{
		"no clock":       mockscim.WithClock(nil),
		"no ids":         mockscim.WithIDs(nil),
		"no results":     mockscim.WithMaxResults(0),
		"no body":        mockscim.WithBodyLimit(0),
		"negative limit": mockscim.WithRequestLimit(-1),
		"broken schema":  mockscim.WithSchema(&scim.Schema{ID: "x"}),
		"missing schema": mockscim.WithSchema(nil),
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if text, ok := recover().(string); !ok || !strings.HasPrefix(text, "mockscim: ") {
					t.Errorf("got %q, want a panic that says what is wrong", text)
				}
			}()
			mockscim.New(option)
		})
	}
}

// FuzzRequests checks that no body makes the server panic, that every answer is
// JSON, and that a request which fails leaves the resource as it was.
func FuzzRequests(f *testing.F) {
	for _, operations := range []string{
		`{"op": "add", "path": "emails[type eq \"work\"].value", "value": "x"}`,
		`{"op": "remove", "path": "emails[value pr]"}`,
		`{"op": "replace", "value": {"name.givenName": null, "emails": [{"primary": true}, 7]}}`,
		`{"op": "add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "value": {"manager": {"value": []}}}`,
		`{"op": "replace", "path": "groups", "value": [{"value": "2"}]}`,
	} {
		f.Add("PATCH", patchBody(operations))
	}
	f.Add("PUT", userBody("x"))
	f.Add("PUT", `{"schemas": ["`+scim.UserURN+`"], "userName": "b", "emails": [[], {}, null]}`)
	f.Fuzz(func(t *testing.T, method, body string) {
		if method != "PUT" {
			method = "PATCH"
		}
		for _, target := range []string{"/Users/1", "/Groups/2"} {
			server := mockscim.New()
			call(server, "POST", "/Users", `{"schemas": ["`+scim.UserURN+`"], "userName": "ada", "emails": [{"value": "a", "type": "work", "primary": true}, {"value": "b"}]}`)
			call(server, "POST", "/Groups", `{"schemas": ["`+scim.GroupURN+`"], "displayName": "g", "members": [{"value": "1"}]}`)
			before := call(server, "GET", target, "").Body.String()
			w := call(server, method, target, body)
			if !json.Valid(w.Body.Bytes()) {
				t.Fatalf("the answer is not JSON: %s", w.Body)
			}
			after := call(server, "GET", target, "").Body.String()
			if w.Code >= 400 && after != before {
				t.Fatalf("a request that failed with %s\nmade of %s\n%s", w.Body, before, after)
			}
			if w.Code == 200 && w.Body.String() != after {
				t.Fatalf("the answer was %s\nbut the resource is %s", w.Body, after)
			}
		}
	})
}
