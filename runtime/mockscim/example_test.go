package mockscim_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
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
