package mockscim

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
)

// matcher is what [Fault.On] says.
type matcher struct {
	methods    []string // none for any
	path       []string // nil for any
	parameters []parameter
}

// parameter is what a matcher asks of one parameter of the query.
type parameter struct {
	name      string
	value     string // compared as it is
	any       bool   // any value will do
	filter    string // a whole filter, in normal form
	attribute *scim.AttributePath
}

var matchable = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodHead, http.MethodOptions}

func parseMatcher(on string) (matcher, *Problem) {
	var m matcher
	on = strings.TrimSpace(on)
	method, place, _ := strings.Cut(on, " ")
	if strings.ContainsAny(method, "/?") { // there is none
		method, place = "", on
	}
	if method != "" && method != "*" {
		m.methods = strings.Split(method, "|")
	}
	for _, name := range m.methods {
		if !slices.Contains(matchable, name) {
			remedy := "the methods are " + listed(matchable)
			if near, ok := source.Nearest(name, matchable); ok {
				remedy = fmt.Sprintf("did you mean `%s`?", near)
			}
			return m, &Problem{Where: "on", What: fmt.Sprintf("`%s` is no method", name), Remedy: remedy}
		}
	}
	path, query, _ := strings.Cut(strings.TrimSpace(place), "?")
	switch {
	case path == "" || path == "*":
	case path[0] != '/':
		return m, &Problem{Where: "on", What: fmt.Sprintf("the path `%s` does not begin with a slash", path), Remedy: "write the path below the base URL, such as /Users/1"}
	default:
		m.path = strings.Split(strings.Trim(path, "/"), "/")
	}
	for _, part := range splitQuery(query) {
		p, problem := parseParameter(part)
		if problem != nil {
			return m, problem
		}
		m.parameters = append(m.parameters, p)
	}
	return m, nil
}

// splitQuery splits a query at each & that is not inside of quotation marks: the
// values of filters stand there plain.
func splitQuery(query string) []string {
	quoted := false
	return strings.FieldsFunc(query, func(c rune) bool {
		if c == '"' {
			quoted = !quoted
		}
		return c == '&' && !quoted
	})
}

func parseParameter(text string) (parameter, *Problem) {
	name, value, given := strings.Cut(text, "=")
	p := parameter{name: name, value: value, any: !given}
	if name != "filter" || !given {
		return p, nil
	}
	if f, err := scim.ParseFilter(value); err == nil {
		p.filter = f.String()
		return p, nil
	}
	attribute, err := scim.ParseAttributePath(value)
	if err != nil {
		return p, &Problem{Where: "on", What: fmt.Sprintf("`%s` is neither an attribute nor a filter", value),
			Remedy: `write ?filter=externalId, or a whole filter such as ?filter=externalId eq "auth0|1"`}
	}
	p.attribute = &attribute
	return p, nil
}

// matches tells whether a request is one of those. segments are of its path
// below the base.
func (m *matcher) matches(method string, segments []string, query url.Values) bool {
	if m.methods != nil && !slices.Contains(m.methods, method) {
		return false
	}
	if m.path != nil && !slices.EqualFunc(m.path, segments, func(want, got string) bool { return want == "*" || want == got }) {
		return false
	}
	return !slices.ContainsFunc(m.parameters, func(p parameter) bool { return !p.matches(query) })
}

func (p *parameter) matches(query url.Values) bool {
	if !query.Has(p.name) || p.any {
		return p.any && query.Has(p.name)
	}
	got := query.Get(p.name)
	if p.filter == "" && p.attribute == nil {
		return got == p.value
	}
	f, err := scim.ParseFilter(got)
	switch {
	case err != nil:
		return false
	case p.filter != "":
		return f.String() == p.filter
	}
	return mentions(f, func(path scim.AttributePath) bool { return sameAttribute(path, *p.attribute) })
}

// sameAttribute tells whether a path is that attribute or part of it. A path
// without a URN is that of an attribute in any schema.
func sameAttribute(path, attribute scim.AttributePath) bool {
	return strings.EqualFold(path.Name, attribute.Name) &&
		(attribute.URI == "" || strings.EqualFold(path.URI, attribute.URI)) &&
		(attribute.Sub == "" || strings.EqualFold(path.Sub, attribute.Sub))
}
