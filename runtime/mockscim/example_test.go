package mockscim_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

func ExampleNew() {
	mock := mockscim.New(mockscim.WithBasePath("/scim/v2"), mockscim.WithBearerToken("test-token"))
	server := httptest.NewServer(mock)
	defer server.Close()

	request, err := http.NewRequest("POST", server.URL+"/scim/v2/Users", strings.NewReader(`{
		"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
		"userName": "ada@example.com",
		"active": true
	}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	request.Header.Set("Content-Type", scim.MediaType)
	request.Header.Set("Authorization", "Bearer test-token")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		fmt.Println(err)
		return
	}
	response.Body.Close()
	fmt.Println(response.Status)

	for _, r := range mock.Requests() {
		fmt.Println(r.Method, r.Path, r.Header.Get("Authorization"), r.Status)
	}
	for _, user := range mock.Users() {
		fmt.Println(user["id"], user["userName"], user["active"])
	}
	// Output:
	// 201 Created
	// POST /scim/v2/Users Bearer *** 201
	// 1 ada@example.com true
}

func ExampleServer_SeedUser() {
	mock := mockscim.New()
	id, err := mock.SeedUser(map[string]any{"userName": "ada@example.com", "externalId": "auth0|1"})
	fmt.Println(id, err)

	_, err = mock.SeedUser(map[string]any{"userName": "bob", "active": "yes"})
	fmt.Println(err)
	// Output:
	// 1 <nil>
	// mockscim: seed User: 400 invalidValue: active is a string; it must be true or false
}

func ExampleWithFaults() {
	mock := mockscim.New(mockscim.WithFaults(
		mockscim.Fault{On: "GET /Users?filter=externalId", Times: 1, Reply: mockscim.Reply{
			Status: 429, Headers: map[string]string{"Retry-After": "2"},
		}},
		mockscim.Fault{On: "POST /Users", Apply: mockscim.ApplyBefore, Reply: mockscim.Reply{Drop: mockscim.DropHeader}},
	))
	server := httptest.NewServer(mock)
	defer server.Close()

	lookUp := server.URL + `/Users?filter=externalId%20eq%20%22auth0%7C1%22`
	for range 2 {
		response, err := http.Get(lookUp)
		if err != nil {
			fmt.Println(err)
			return
		}
		response.Body.Close()
		fmt.Printf("%d %q\n", response.StatusCode, response.Header.Get("Retry-After"))
	}
	body := strings.NewReader(`{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada"}`)
	_, err := http.Post(server.URL+"/Users", scim.MediaType, body)
	fmt.Println("an answer:", err == nil, "and users:", len(mock.Users()))
	// Output:
	// 429 "2"
	// 200 ""
	// an answer: false and users: 1
}

func ExampleWithDialect() {
	dialect, err := mockscim.LookupDialect("snowflake")
	if err != nil {
		fmt.Println(err)
		return
	}
	dialect.EmptyResources = mockscim.EmptyAbsent
	mock := mockscim.New(mockscim.WithDialect(dialect))
	if _, err := mock.SeedUser(map[string]any{"userName": "ada", "externalId": "auth0|1"}); err != nil {
		fmt.Println(err)
	}

	w := httptest.NewRecorder()
	mock.ServeHTTP(w, httptest.NewRequest("GET", `/Users?filter=externalId+eq+%22auth0%7C1%22`, nil))
	fmt.Println(w.Code, w.Body)
	// Output:
	// 200 {"itemsPerPage":0,"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"startIndex":1,"totalResults":0}
}

func ExampleRandomFaults() {
	mock := mockscim.New(mockscim.RandomFaults(42, 0.3)) // three of ten, and the same ones whenever this runs
	transport := action.Handler(mock)
	for range 8 {
		ctx, lateness := action.WithLateness(context.Background())
		request, err := http.NewRequestWithContext(ctx, "GET", "https://scim.example.com/Users", nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		response, err := transport.RoundTrip(request)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(response.StatusCode, lateness.Header()+lateness.Body())
	}
	mock.Heal() // what comes now is answered well
	// Output:
	// 200 0s
	// 200 0s
	// 429 0s
	// 504 0s
	// 200 0s
	// 503 0s
	// 200 0s
	// 503 0s
}
