package fuzz

import (
	"fmt"
	"slices"
	"sync"

	"github.com/scimwright/scimwright/runtime/mockscim"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// dialects are those that the mock server knows by name.
var dialects = sync.OnceValue(func() []string {
	var names []string
	for _, d := range mockscim.Dialects() {
		names = append(names, d.Name)
	}
	return names
})

// server draws a server for a test: what it holds, and in what it departs from the
// standards.
func (c *choices) server(t *scenario.Test) {
	if c.below(3) == 2 {
		t.Dialect = append(t.Dialect, of(c, dialects()...))
		if c.once(3) {
			c.andAnother(t)
		}
	}
	var users []map[string]any
	for n := range c.times(3) {
		users = append(users, c.account(n))
	}
	t.Users = seedable(t, users)
	switch c.below(6) {
	case 4: // whatever request comes then
		for range 1 + c.below(5) {
			t.Server = append(t.Server, map[string]any{"after": c.below(12), "times": 1, "reply": c.reply()})
		}
	case 5:
		for range 1 + c.below(2) {
			t.Server = append(t.Server, c.fault())
		}
	}
	if c.once(8) {
		t.Tokens = append(t.Tokens, c.token(), scenario.Token{})
	}
}

// seedable are those users that a server of the test's dialect can have side by side.
func seedable(t *scenario.Test, users []map[string]any) []map[string]any {
	var dialects []mockscim.Dialect
	for _, name := range t.Dialect {
		if d, err := mockscim.LookupDialect(name.(string)); err == nil {
			dialects = append(dialects, d)
		}
	}
	dialect, err := mockscim.CombineDialects(dialects...)
	if err != nil {
		return nil
	}
	server := mockscim.New(mockscim.WithDialect(dialect))
	return slices.DeleteFunc(users, func(user map[string]any) bool {
		_, err := server.SeedUser(user)
		return err != nil
	})
}

// andAnother adds a dialect that goes together with the first.
func (c *choices) andAnother(t *scenario.Test) {
	name := of(c, dialects()...)
	if slices.Contains(t.Dialect, any(name)) {
		return
	}
	first, err := mockscim.LookupDialect(t.Dialect[0].(string))
	if err != nil {
		return
	}
	second, err := mockscim.LookupDialect(name)
	if err != nil {
		return
	}
	if _, err := mockscim.CombineDialects(first, second); err == nil {
		t.Dialect = append(t.Dialect, name)
	}
}

// account draws a user that the server has.
func (c *choices) account(n int) map[string]any {
	user := map[string]any{
		"id":       of(c, fmt.Sprint(n+1), fmt.Sprintf("id %d/é", n+1)),
		"userName": of(c, "ada@example.com", "bob@example.com", "ADA@example.com", "eve@example.com", "auth0|1", "straße"),
	}
	if c.below(2) == 1 {
		user["externalId"] = of(c, "auth0|1", "auth0|2", "AUTH0|1", "acme-auth0|1", "google-oauth2|1")
	}
	if c.below(2) == 1 {
		user["active"] = c.below(2) == 1
	}
	if c.once(2) {
		user["displayName"] = of(c, "Ada Byron", "fixed", "")
	}
	if c.once(3) {
		user["emails"] = []any{map[string]any{"value": of(c, "ada@example.com", "ADA@EXAMPLE.COM"), "type": of(c, "work", "Home")}}
	}
	if c.once(3) {
		user["nickName"] = of(c, "2025-01-01T00:05:00.000Z", "2024-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "nobody")
	}
	if c.once(4) {
		user["name"] = map[string]any{"givenName": "Ada", "familyName": "King"}
	}
	if c.once(4) {
		user[enterprise] = map[string]any{"department": "ENG", "costCenter": of(c, "2025-01-01T00:05:00.000Z", "2024-01-01T00:00:00Z")}
	}
	return user
}

// fault draws a misbehaviour that hits certain requests.
func (c *choices) fault() any {
	fault := map[string]any{
		"on": of(c, "GET /Users", "POST /Users", "PUT /Users/*", "PATCH /Users/*", "DELETE /Users/*", "?filter=externalId", "?filter=userName", "PUT|PATCH /Users/*", ""),
	}
	if n := c.below(3); n > 0 {
		fault["times"] = n
	}
	if n := c.below(3); n > 0 {
		fault["after"] = n
	}
	reply := c.reply()
	if apply := of(c, "", "", "", "before", "after"); apply != "" && reply["delay"] == nil && reply["stall"] == nil && reply["drop"] != "body" {
		fault["apply"] = apply
	}
	fault["reply"] = reply
	return fault
}

// statuses are what servers answer that is not what was hoped for.
var statuses = []int{500, 404, 409, 400, 401, 403, 405, 412, 413, 429, 501, 502, 503, 504, 200, 201, 202, 204, 302, 307}

func (c *choices) reply() map[string]any {
	reply := map[string]any{}
	switch c.below(8) {
	case 0, 1, 2, 3:
		reply["status"] = of(c, statuses...)
		if c.below(2) == 1 && reply["status"] != 204 {
			reply["body"] = of(c, bodies...)
		}
		c.headers(reply)
	case 4:
		reply["delay"] = of(c, "200ms", "1499ms", "1500ms", "1501ms", "3s", "20s")
	case 5:
		reply["stall"] = of(c, "200ms", "1500ms", "20s")
	case 6:
		reply["drop"] = of(c, "header", "body")
	case 7:
		reply["redirect"] = of(c, "https://evil.example/Users", "http://scim.example.com/x", "https://user:pass@evil.example/")
	}
	return reply
}

func (c *choices) headers(reply map[string]any) {
	if c.below(3) < 2 {
		return
	}
	name := of(c, "Retry-After", "Location")
	value := of(c, "1", "0", "2", "30", "99999999999999999999", "-5", "soon", "Wed, 01 Jan 2025 00:00:02 GMT", "Tue, 31 Dec 2024 00:00:00 GMT")
	if name == "Location" {
		value = of(c, "https://scim.example.com/scim/v2/Users/77", "/scim/v2/Users/a%20b?x=1", "/login", "//evil.example/x")
	}
	reply["headers"] = map[string]any{name: value}
}

// bodies are what comes where a resource, a list or an error should.
var bodies = []any{
	map[string]any{"schemas": []any{"urn:ietf:params:scim:api:messages:2.0:Error"}, "status": "409", "scimType": "uniqueness", "detail": "userName is taken"},
	map[string]any{"detail": "ada@example.com\n\tis   taken \u2028 by token-of-the-scenario", "scimType": "not a type"},
	map[string]any{"Detail": 5, "scimtype": "tooMany"},
	"<html>Sign in</html>",
	"",
	"\ufeff{\"id\": \"1\"}",
	"[]", "null", "5", "{", "\"text\"",
	map[string]any{"id": "1", "userName": "ada@example.com"},
	map[string]any{"id": "2", "ID": "1"},
	map[string]any{"ID": 17},
	map[string]any{"id": ".."}, map[string]any{"id": ""}, map[string]any{"id": 1.5}, map[string]any{"id": nil},
	map[string]any{"totalResults": 0},
	map[string]any{"totalResults": 1, "Resources": nil},
	map[string]any{"totalResults": 0, "Resources": nil},
	map[string]any{"Resources": []any{}},
	map[string]any{"resources": []any{map[string]any{"id": "1", "externalId": "auth0|1", "userName": "ada@example.com"}, 5, nil}},
	map[string]any{"Resources": []any{
		map[string]any{"id": "1", "externalid": "auth0|1", "username": "ada@example.com"},
		map[string]any{"id": "2", "externalId": "auth0|1"}}},
	map[string]any{"Resources": []any{map[string]any{"id": "..", "externalId": "auth0|1"}}},
	map[string]any{"Resources": []any{map[string]any{"externalId": "auth0|1"}}},
	map[string]any{"Resources": []any{map[string]any{"id": "1", "userName": "ADA@example.com", "externalId": ""}}},
	map[string]any{"Resources": []any{map[string]any{"id": "1", "userName": "ada@example.com", "externalId": nil, "active": "False"}}},
	map[string]any{"Resources": []any{map[string]any{"id": 1, "externalId": "auth0|1", "emails": "none", "name": []any{}, "nickName": 5}}},
	map[string]any{"Resources": "none"},
}

// token draws an answer of the token endpoint.
func (c *choices) token() scenario.Token {
	t := scenario.Token{Status: of(c, 0, 200, 400, 401, 500, 503, 302)}
	if c.below(2) == 1 {
		t.Body = of(c, tokenBodies...)
	}
	t.ExpiresIn = of[any](c, nil, 30, "3600", 61, -1, "soon")
	return t
}

var tokenBodies = []any{
	map[string]any{"access_token": "another", "token_type": "bearer"},
	map[string]any{"access_token": "", "token_type": "Bearer"},
	map[string]any{"access_token": "a b"},
	map[string]any{"access_token": "another", "token_type": "mac"},
	map[string]any{"access_token": "another", "token_type": 5, "expires_in": "120"},
	map[string]any{"error": "invalid_client", "error_description": "secret-of-the-client is wrong"},
	"<html>",
}
