package mockscim_test

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// fullBody is a user as the default mapping makes one.
func fullBody(i int, title string) string {
	return fmt.Sprintf(`{"schemas":[%q],"externalId":"auth0|%d","userName":"user%d@example.com","active":true,`+
		`"name":{"givenName":"Ada","familyName":"Lovelace","formatted":"Ada Lovelace"},"displayName":"Ada","title":%q,`+
		`"emails":[{"value":"user%d@example.com","type":"work","primary":true}],`+
		`"phoneNumbers":[{"value":"+441234567","type":"work","primary":true}]}`, scim.UserURN, i, i, title, i)
}

func seeded(b *testing.B, users int) *mockscim.Server {
	server := mockscim.New()
	for i := range users {
		if w := call(server, "POST", "/Users", fullBody(i, "x")); w.Code != 201 {
			b.Fatal(w.Body)
		}
	}
	server.ClearRequests()
	return server
}

func expect(b *testing.B, w *httptest.ResponseRecorder, status int, part string) {
	if w.Code != status || !strings.Contains(w.Body.String(), part) {
		b.Fatalf("got %d %s", w.Code, w.Body)
	}
}

func BenchmarkCreate(b *testing.B) {
	server := mockscim.New()
	for i := 0; b.Loop(); i++ {
		expect(b, call(server, "POST", "/Users", fullBody(i, "x")), 201, "")
	}
}

func BenchmarkFind(b *testing.B) {
	for _, users := range []int{10, 10_000} {
		for name, filter := range map[string]string{
			"indexed": `externalId eq "auth0|7"`,
			"scanned": `displayName eq "nobody" or emails.value eq "USER7@example.com"`,
		} {
			b.Run(fmt.Sprintf("%s/%d", name, users), func(b *testing.B) {
				server := seeded(b, users)
				target := "/Users?filter=" + url.QueryEscape(filter)
				for b.Loop() {
					expect(b, call(server, "GET", target, ""), 200, `"totalResults":1}`)
				}
			})
		}
	}
}

func BenchmarkPut(b *testing.B) {
	server := seeded(b, 1000)
	titles := []string{"a", "b"}
	for i := 0; b.Loop(); i++ {
		expect(b, call(server, "PUT", "/Users/8", fullBody(7, titles[i%2])), 200, "")
	}
}

func BenchmarkPatch(b *testing.B) {
	server := seeded(b, 1000)
	bodies := []string{
		patchBody(`{"op": "replace", "path": "emails[type eq \"work\"].value", "value": "a"}`),
		patchBody(`{"op": "replace", "path": "emails[type eq \"work\"].value", "value": "b"}`),
	}
	for i := 0; b.Loop(); i++ {
		expect(b, call(server, "PATCH", "/Users/8", bodies[i%2]), 200, "")
	}
}
