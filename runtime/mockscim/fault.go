package mockscim

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Fault is one way in which the server misbehaves, and towards which requests.
// As JSON it is what scenario files and `scimwright mock --faults` hold:
//
//	{"on": "PUT /Users/1", "times": 1, "reply": {"status": 503, "headers": {"Retry-After": "1"}}}
type Fault struct {
	// On says which requests: a method, a path below the base, and parameters,
	// each of which may be left out. Methods may be several, "PUT|PATCH"; * stands
	// for any segment of a path. "GET /Users?filter" is any filter,
	// "?filter=externalId" one that is about that attribute, "?filter=userName eq
	// \"ada\"" just this one, "?count=1" a parameter with that value. Empty is any
	// request.
	On string `json:"on,omitempty"`

	// After is how many of them go well before it begins, and Times how many it
	// then hits, 0 for all. So the third one alone has After 2 and Times 1.
	After int `json:"after,omitempty"`
	Times int `json:"times,omitempty"`

	// Apply says whether the request does its work all the same. It is for a
	// reply that takes the place of the server's own.
	Apply Apply `json:"apply,omitempty"`

	Reply Reply `json:"reply"`
}

// Apply says whether a request that is answered wrongly does its work.
type Apply string

// When a request does its work.
const (
	ApplyNever  Apply = "never"  // not at all; so is the empty one
	ApplyBefore Apply = "before" // before the reply: it works and looks as if it had failed
	ApplyAfter  Apply = "after"  // after the next request: it fails, and works all the same when nobody expects it any more
)

// Reply is what a request gets. One without status, raw, drop and redirect is
// the server's own answer, later, or with other headers.
type Reply struct {
	// Status takes the place of the server's answer: from 200 to 599.
	Status int `json:"status,omitempty"`
	// Headers are added to the answer; an empty value takes a header away.
	Headers map[string]string `json:"headers,omitempty"`
	// Body goes with the status: text as it is, anything else as JSON. Without
	// one, a status from 400 on has an error message of SCIM, others have none.
	Body any `json:"body,omitempty"`
	// Raw is all that is sent, in the place of an answer in HTTP: as it is, or,
	// behind "base64:", the bytes that this stands for.
	Raw string `json:"raw,omitempty"`
	// Delay passes before the first byte is sent, Stall in the middle of the body.
	Delay Duration `json:"delay,omitempty"`
	Stall Duration `json:"stall,omitempty"`
	// Drop ends the connection.
	Drop Drop `json:"drop,omitempty"`
	// Redirect is a URL to go to instead, with 307 unless Status is another 3xx.
	Redirect string `json:"redirect,omitempty"`
}

// Drop says where in the answer the connection ends. In files, true is [DropHeader].
type Drop string

// Where the connection ends.
const (
	DropHeader Drop = "header" // before the first byte
	DropBody   Drop = "body"   // in the middle of the body
)

// UnmarshalJSON implements [json.Unmarshaler]. The error is a [*Problem].
func (d *Drop) UnmarshalJSON(text []byte) error {
	switch string(text) {
	case "true", `"header"`:
		*d = DropHeader
	case `"body"`:
		*d = DropBody
	case "false":
		*d = ""
	default:
		return &Problem{What: fmt.Sprintf("drop cannot be %s", text), Remedy: `write true or "header" for an end before the answer, "body" for one inside of it`}
	}
	return nil
}

// ParseFaults reads a JSON file: a list of faults, or a single one. The error
// is a [*Problem] and has its place in the file.
func ParseFaults(text []byte) ([]Fault, error) {
	faults := []Fault{}
	if trimmed := strings.TrimLeft(string(text), " \t\r\n"); strings.HasPrefix(trimmed, "{") {
		var one Fault
		f, err := readData(text, &one)
		if err != nil {
			return nil, err
		}
		if _, p := one.compile(); p != nil {
			return nil, f.place(p)
		}
		return []Fault{one}, nil
	}
	f, err := readData(text, &faults)
	if err != nil {
		return nil, err
	}
	for i := range faults {
		if _, p := faults[i].compile(); p != nil {
			return nil, f.place(withIndex(p, i))
		}
	}
	return faults, nil
}

func withIndex(p *Problem, i int) *Problem { return p.inside(fmt.Sprintf("[%d]", i)) }

// own tells whether the reply takes the place of the server's answer.
func (r *Reply) own() bool {
	return r.Status != 0 || r.Raw != "" || r.Redirect != "" || r.Drop == DropHeader || r.Body != nil
}

// compile checks a fault and returns what applies it.
func (f *Fault) compile() (*rule, *Problem) {
	m, problem := parseMatcher(f.On)
	if problem != nil {
		return nil, problem
	}
	switch {
	case f.After < 0:
		return nil, &Problem{Where: "after", What: fmt.Sprintf("%d is negative", f.After), Remedy: "write how many requests go well before"}
	case f.Times < 0:
		return nil, &Problem{Where: "times", What: fmt.Sprintf("%d is negative", f.Times), Remedy: "write how many requests are hit, or leave it out for all"}
	case !slices.Contains([]Apply{"", ApplyNever, ApplyBefore, ApplyAfter}, f.Apply):
		return nil, &Problem{Where: "apply", What: fmt.Sprintf("%q is not one of its values", string(f.Apply)), Remedy: "write never, before or after"}
	case f.Apply != "" && !f.Reply.own():
		return nil, &Problem{Where: "apply", What: "the request does its work anyway: the reply is the server's own",
			Remedy: "leave it out, or give the reply a status, raw, drop or redirect"}
	}
	if problem := f.Reply.check(); problem != nil {
		return nil, problem.inside("reply")
	}
	return &rule{fault: *f, matcher: m}, nil
}

func (r *Reply) check() *Problem {
	// What stands for all of an answer cannot have parts besides.
	for _, whole := range []struct {
		key   string
		given bool
		parts bool
	}{
		{"raw", r.Raw != "", r.Status != 0 || r.Headers != nil || r.Body != nil || r.Stall != 0 || r.Drop != "" || r.Redirect != ""},
		{"drop", r.Drop == DropHeader, r.Status != 0 || r.Headers != nil || r.Body != nil || r.Stall != 0 || r.Redirect != ""},
	} {
		if whole.given && whole.parts {
			return &Problem{Where: whole.key, What: whole.key + " is all of the reply, and there is more of it", Remedy: "leave the rest out, but for delay"}
		}
	}
	redirects := []int{301, 302, 303, 307, 308}
	switch {
	case r.Redirect != "" && r.Status != 0 && !slices.Contains(redirects, r.Status):
		return &Problem{Where: "status", What: fmt.Sprintf("%d is no redirect", r.Status), Remedy: "write 301, 302, 303, 307 or 308, or leave it out"}
	case r.Status != 0 && (r.Status < 200 || r.Status > 599):
		return &Problem{Where: "status", What: fmt.Sprintf("%d is no status of an answer", r.Status), Remedy: "write one from 200 to 599; raw sends any other"}
	case r.Body != nil && r.Status == 0:
		return &Problem{Where: "body", What: "a body without a status", Remedy: "add a status"}
	case r.Body != nil && (r.Status == http.StatusNoContent || r.Status == http.StatusNotModified):
		return &Problem{Where: "body", What: fmt.Sprintf("an answer with %d has no body", r.Status), Remedy: "leave it out"}
	case r.isNothing():
		return &Problem{What: "the reply is empty", Remedy: "write a status, headers, delay, stall, drop, raw or redirect"}
	case !slices.Contains([]Drop{"", DropHeader, DropBody}, r.Drop):
		return &Problem{Where: "drop", What: fmt.Sprintf("%q is not one of its values", string(r.Drop)), Remedy: "write header or body"}
	}
	if _, err := r.rawBytes(); err != nil {
		return &Problem{Where: "raw", What: "what stands behind base64: is not base64", Remedy: "write it in the standard alphabet, with padding"}
	}
	if u, err := url.Parse(r.Redirect); err != nil || strings.ContainsFunc(r.Redirect, func(c rune) bool { return c <= ' ' }) || u == nil {
		return &Problem{Where: "redirect", What: "this is no URL", Remedy: "write one such as https://elsewhere.example/scim/v2/Users"}
	}
	for name, value := range r.Headers {
		if !isToken(name) || strings.ContainsFunc(value, isControl) {
			return &Problem{Where: "headers." + name, What: "no header can be of this form", Remedy: "write a name of letters, digits and hyphens, and a value in one line"}
		}
	}
	if p := r.Delay.check("delay"); p != nil {
		return p
	}
	return r.Stall.check("stall")
}

func (r *Reply) isNothing() bool {
	return !r.own() && len(r.Headers) == 0 && r.Delay == 0 && r.Stall == 0 && r.Drop == ""
}

// isToken tells whether text can be the name of a header (RFC 9110 section 5.1).
func isToken(text string) bool {
	const signs = "!#$%&'*+-.^_`|~"
	for _, c := range []byte(text) {
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && strings.IndexByte(signs, c) < 0 {
			return false
		}
	}
	return text != ""
}

func isControl(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }
