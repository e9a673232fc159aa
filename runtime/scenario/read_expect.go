package scenario

import (
	"gopkg.in/yaml.v3"
)

// expect reads what is expected.
func (r *reader) expect(t *Test, n *yaml.Node) {
	e := &t.Expect
	text := func(into *string, what string) func(*yaml.Node) {
		return func(n *yaml.Node) { *into = r.text(n, what) }
	}
	value := func(into *any) func(*yaml.Node) {
		return func(n *yaml.Node) { *into = r.value(n) }
	}
	expected := resolved(n)
	r.fields(n, "expect", map[string]func(*yaml.Node){
		"outcome": text(&e.Outcome, "the outcome"),
		"error":   text(&e.Error, "the error"),
		"reason":  text(&e.Reason, "the reason"),
		"elapsed": text(&e.Elapsed, "the time"),
		"scope":   text(&e.Scope, "the scope"),
		"body":    value(&e.Body),
		"exactly": value(&e.Exactly),
		"scim":    value(&e.SCIM),
		"users":   func(n *yaml.Node) { e.Users = r.values(n, "the users") },
		"log":     func(n *yaml.Node) { e.Log = r.values(n, "the log") },
		"requests": func(n *yaml.Node) {
			e.Requests = []Request{}
			for _, item := range r.list(n, "the requests") {
				e.Requests = append(e.Requests, r.request(item))
			}
		},
		"snapshot": func(n *yaml.Node) { r.snapshot(t, expected, n) },
	})
}

// request reads an expected request: its line, or a map that says more of it.
func (r *reader) request(n *yaml.Node) Request {
	if resolved(n).Kind == yaml.ScalarNode {
		return Request{Line: r.text(n, "a request")}
	}
	var q Request
	r.fields(n, "a request", map[string]func(*yaml.Node){
		"request": func(n *yaml.Node) { q.Line = r.text(n, "the request") },
		"body":    func(n *yaml.Node) { q.Body = r.value(n) },
		"exactly": func(n *yaml.Node) { q.Exactly = r.value(n) },
		"headers": func(n *yaml.Node) { q.Headers = r.secrets(n) },
	})
	if q.Line == "" && len(r.found) == 0 {
		r.refuse(codeValue, n, "say `request: POST /Users`", "the request has no line")
	}
	return q
}
