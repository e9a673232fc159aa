package mockscim_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/mockscim"
)

func TestRequestsAreRecorded(t *testing.T) {
	server := mockscim.New()
	call(server, "POST", "/Users", userBody("ada"))
	call(server, "GET", "/Users?filter=userName+eq+%22ada%22&count=1", "")
	call(server, "DELETE", "/nothing%20here", "")
	requests := server.Requests()
	if len(requests) != 3 {
		t.Fatalf("got %d requests", len(requests))
	}
	if r := requests[0]; r.Method != "POST" || r.Path != "/Users" || r.Body != userBody("ada") || r.Status != 201 ||
		r.Header.Get("Content-Type") != "application/scim+json" {
		t.Errorf("got %+v", r)
	}
	if r := requests[1]; r.Query.Get("filter") != `userName eq "ada"` || r.Query.Get("count") != "1" ||
		r.RawQuery != "filter=userName+eq+%22ada%22&count=1" || r.Status != 200 {
		t.Errorf("got %+v", r)
	}
	if r := requests[2]; r.Path != "/nothing here" || r.Status != 404 {
		t.Errorf("got %+v", r)
	}

	requests[0].Header.Set("X", "changed")
	requests[1].Query.Set("filter", "changed")
	again := server.Requests()
	if again[0].Header.Get("X") != "" || again[1].Query.Get("filter") == "changed" {
		t.Error("a caller can change what is recorded")
	}

	server.ClearRequests()
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests are left", n)
	}
	if n := len(server.Users()); n != 1 {
		t.Errorf("clearing the requests left %d users", n)
	}
}

func TestRequestLimit(t *testing.T) {
	server := mockscim.New(mockscim.WithRequestLimit(2))
	for _, path := range []string{"/a", "/b", "/Users"} {
		call(server, "GET", path, "")
	}
	requests := server.Requests()
	if len(requests) != 2 || requests[0].Path != "/b" || requests[0].Status != 404 || requests[1].Path != "/Users" || requests[1].Status != 200 {
		t.Errorf("got %+v", requests)
	}
}

func TestSecretsAreMasked(t *testing.T) {
	const token = "t0ps3cret"
	server := mockscim.New(mockscim.WithBearerToken(token))
	r := httptest.NewRequest("POST", "/Users?access="+token, strings.NewReader(`{"note": "`+token+`"}`))
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Proxy-Authorization", token)
	r.Header.Set("X-Api-Key", "k3y")
	r.Header.Set("Cookie", "session=c00kie")
	r.Header.Set("User-Agent", "acme")
	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)
	recorded := server.Requests()[0]
	if h := recorded.Header; h.Get("Authorization") != "Bearer ***" || h.Get("Proxy-Authorization") != "***" ||
		h.Get("X-Api-Key") != "***" || h.Get("Cookie") != "***" || h.Get("User-Agent") != "acme" {
		t.Errorf("got %v", h)
	}
	for _, secret := range []string{token, "k3y", "c00kie"} {
		if text := fmt.Sprintf("%+v", recorded); strings.Contains(text, secret) {
			t.Errorf("%q is in the record: %s", secret, text)
		}
		if strings.Contains(w.Body.String(), secret) {
			t.Errorf("%q is in the answer: %s", secret, w.Body)
		}
	}
	if r.Header.Get("Authorization") != "Bearer "+token {
		t.Error("masking changed the request itself")
	}
}

func TestShortTokensSpoilNoText(t *testing.T) {
	server := mockscim.New(mockscim.WithBearerToken("test"))
	r := httptest.NewRequest("POST", "/Users", strings.NewReader(userBody("test@example.com")))
	r.Header.Set("Authorization", "Bearer test")
	server.ServeHTTP(httptest.NewRecorder(), r)
	recorded := server.Requests()[0]
	if recorded.Body != userBody("test@example.com") || recorded.Header.Get("Authorization") != "Bearer ***" || recorded.Status != 201 {
		t.Errorf("got %+v", recorded)
	}
}
