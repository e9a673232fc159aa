package scenario

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/runtime/action"
)

// requests compares all requests, in their order.
func (p *problems) requests(want []Request, t *action.Transcript) {
	if want == nil {
		return
	}
	var wanted, got []string
	fits := len(want) == len(t.Exchanges)
	for i, x := range t.Exchanges {
		line := requestLine(x.Request)
		got = append(got, line)
		if i < len(want) && isPattern(want[i].Line) && matchesPattern(want[i].Line, line) {
			line = want[i].Line
			got[i] = line
		}
		fits = fits && want[i].Line == line
	}
	for _, q := range want {
		wanted = append(wanted, q.Line)
	}
	if !fits {
		p.add("the requests are not those expected%s%s", because(t), lineDiff(wanted, got))
		return
	}
	for i, q := range want {
		request := t.Exchanges[i].Request
		if q.Body != nil {
			p.mismatches("the body of "+q.Line, Match(q.Body, bodyOf(request), false), attributeIn(request))
		}
		if q.Exactly != nil {
			p.mismatches("the body of "+q.Line, Match(q.Exactly, bodyOf(request), true), attributeIn(request))
		}
		for _, name := range sortedKeys(q.Headers) {
			if got := request.Header.Get(name); !same(q.Headers[name], got) {
				p.miss("header "+name+" of "+q.Line, q.Headers[name], or(got, "not there"))
			}
		}
	}
}

// body compares the last body that was sent.
func (p *problems) body(e *Expect, t *action.Transcript) {
	if e.Body == nil && e.Exactly == nil {
		return
	}
	for _, x := range slices.Backward(t.Exchanges) {
		if x.Request.Body == "" {
			continue
		}
		what := "the body of " + requestLine(x.Request)
		if e.Body != nil {
			p.mismatches(what, Match(e.Body, bodyOf(x.Request), false), attributeIn(x.Request))
		}
		if e.Exactly != nil {
			p.mismatches(what, Match(e.Exactly, bodyOf(x.Request), true), attributeIn(x.Request))
		}
		return
	}
	p.add("no request has a body%s", because(t))
}

// operation is where the value of an operation of PATCH stands (RFC 7644 section 3.5.2).
var operation = regexp.MustCompile(`^Operations\[\d+\]\.value\.?`)

// attributeIn tells which attribute of the user a path of a body is about.
func attributeIn(r action.Request) func(path string) string {
	switch r.Method {
	case "POST", "PUT":
		return ofUser
	case "PATCH":
		return func(path string) string {
			if at := operation.FindStringIndex(path); at != nil {
				return path[at[1]:]
			}
			return ""
		}
	}
	return nil
}

// bodyOf is a body as JSON has it, and else as text.
func bodyOf(r action.Request) any {
	var value any
	if json.Unmarshal([]byte(r.Body), &value) != nil {
		return r.Body
	}
	return value
}

// requestLine is a request as expectations write it: below the base URL, and readable.
func requestLine(r action.Request) string {
	u, err := url.Parse(r.URL)
	if err != nil {
		return r.Method + " " + r.URL
	}
	line := r.Method + " " + strings.TrimPrefix(u.EscapedPath(), "/scim/v2")
	if u.Host != "scim.example.com" {
		line = r.Method + " " + u.Host + u.EscapedPath()
	}
	if u.RawQuery == "" {
		return line
	}
	query, err := url.PathUnescape(u.RawQuery)
	if err != nil {
		query = u.RawQuery
	}
	return line + "?" + query
}
