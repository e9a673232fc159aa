package mockscim_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// TestContract replays the conversations under testdata/contract, dialects and
// faults; the README there tells how they are written. Each conversation has a
// server of its own.
func TestContract(t *testing.T) {
	for _, folder := range []string{"contract", "dialects", "faults"} {
		files, err := filepath.Glob("testdata/" + folder + "/*.http")
		if err != nil || len(files) == 0 {
			t.Fatalf("there are no conversations in %s (%v)", folder, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			t.Run(folder+"/"+strings.TrimSuffix(filepath.Base(file), ".http"), func(t *testing.T) {
				conversations := parseConversations(t, string(data))
				if len(conversations) == 0 {
					t.Fatal("the file holds no conversation")
				}
				for _, c := range conversations {
					t.Run(c.name, func(t *testing.T) { c.replay(t, file) })
				}
			})
		}
	}
}

// conversation is a sequence of requests and what is expected of the answers.
type conversation struct {
	name      string
	options   []mockscim.Option
	exchanges []*exchange
}

type exchange struct {
	line           int
	method, target string
	header         http.Header
	body           string

	status     int
	wantHeader [][2]string
	wantBody   string
}

// abbreviations keep the files readable.
var abbreviations = strings.NewReplacer(
	"$User", scim.UserURN, "$Enterprise", scim.EnterpriseUserURN, "$Group", scim.GroupURN,
	"$PatchOp", scim.PatchOpURN, "$SearchRequest", scim.SearchRequestURN,
	"$ListResponse", scim.ListResponseURN, "$Error", scim.ErrorURN,
)

func parseConversations(t *testing.T, text string) []*conversation {
	t.Helper()
	var all []*conversation
	var current *conversation
	var x *exchange
	var body *string
	for i, line := range strings.Split(text, "\n") {
		line = abbreviations.Replace(line)
		head, rest, _ := strings.Cut(line, " ")
		switch {
		case head == "##":
			current = &conversation{name: rest}
			all, x, body = append(all, current), nil, nil
		case head == "#" || current == nil:
		case head == "@":
			current.options = append(current.options, parseOption(t, i+1, rest))
		case head == ">" && isMethod(rest):
			method, target, _ := strings.Cut(rest, " ")
			x = &exchange{line: i + 1, method: method, target: target, header: http.Header{}}
			current.exchanges, body = append(current.exchanges, x), &x.body
		case head == ">":
			name, value, _ := strings.Cut(rest, ": ")
			x.header.Add(name, value)
		case head == "<" && body != &x.wantBody:
			if _, err := fmt.Sscan(rest, &x.status); err != nil && rest != "dropped" {
				t.Fatalf("line %d: %q is no status", i+1, rest)
			}
			body = &x.wantBody
		case head == "<":
			name, value, _ := strings.Cut(rest, ": ")
			x.wantHeader = append(x.wantHeader, [2]string{name, value})
		case body != nil:
			*body += line + "\n"
		}
	}
	return all
}

func isMethod(s string) bool {
	word, _, _ := strings.Cut(s, " ")
	return word != "" && strings.ToUpper(word) == word && !strings.Contains(word, ":")
}

func parseOption(t *testing.T, line int, text string) mockscim.Option {
	t.Helper()
	name, value, _ := strings.Cut(text, " ")
	var n int
	switch name {
	case "base-path":
		return mockscim.WithBasePath(value)
	case "bearer-token":
		return mockscim.WithBearerToken(value)
	case "unknown-attributes-rejected":
		return mockscim.WithUnknownAttributesRejected()
	case "unique-external-id":
		return mockscim.WithUniqueExternalID()
	case "schema":
		data, err := os.ReadFile(filepath.Join("testdata", value))
		if err != nil {
			t.Fatal(err)
		}
		schema, err := scim.ParseSchema(data)
		if err != nil {
			t.Fatal(err)
		}
		return mockscim.WithSchema(schema)
	case "dialect", "switches":
		d, err := mockscim.LookupDialect(value)
		if name == "switches" {
			d, err = mockscim.ParseDialect([]byte(value))
		}
		if err != nil {
			t.Fatalf("line %d: %v", line, err)
		}
		return mockscim.WithDialect(d)
	case "faults":
		faults, err := mockscim.ParseFaults([]byte(value))
		if err != nil {
			t.Fatalf("line %d: %v", line, err)
		}
		return mockscim.WithFaults(faults...)
	case "max-results":
		fmt.Sscan(value, &n)
		return mockscim.WithMaxResults(n)
	case "body-limit":
		fmt.Sscan(value, &n)
		return mockscim.WithBodyLimit(int64(n))
	}
	t.Fatalf("line %d: %q is no option", line, name)
	return nil
}

func (c *conversation) replay(t *testing.T, file string) {
	if len(c.exchanges) == 0 {
		t.Fatal("the conversation has no request")
	}
	server := mockscim.New(append([]mockscim.Option{mockscim.WithClock(ticking())}, c.options...)...)
	for _, x := range c.exchanges {
		got := ask(t, server, x.request(t))
		for _, complaint := range x.check(got) {
			t.Errorf("%s:%d: %s %s: %s\n%s", file, x.line, x.method, x.target, complaint, got.body)
		}
		journal := server.Requests()
		if recorded := journal[len(journal)-1].Status; recorded != got.status {
			t.Errorf("%s:%d: the status %d is recorded, and the client saw %d", file, x.line, recorded, got.status)
		}
	}
}

// outcome is what a client in virtual time sees of an exchange. Besides the
// headers of the answer, it has some that tell of faults: Late and Stalls with a
// duration, and Cut when the body breaks off.
type outcome struct {
	status int // 0 when the connection was dropped
	header http.Header
	body   []byte
}

// ask sends a request to a server in process.
func ask(t *testing.T, server http.Handler, r *http.Request) outcome {
	t.Helper()
	ctx, lateness := action.WithLateness(r.Context())
	response, err := action.Handler(server).RoundTrip(r.WithContext(ctx))
	got := outcome{header: http.Header{}}
	if err == nil {
		got.status, got.header = response.StatusCode, response.Header.Clone()
		if got.body, err = io.ReadAll(response.Body); err != nil {
			got.header.Set("Cut", "yes")
		}
	}
	if err != nil && !errors.Is(err, action.ErrDropped) {
		t.Fatal(err)
	}
	if strings.Contains(fmt.Sprint(err), "panicked") {
		t.Fatal(err)
	}
	for name, late := range map[string]time.Duration{"Late": lateness.Header(), "Stalls": lateness.Body()} {
		if late > 0 {
			got.header.Set(name, late.String())
		}
	}
	return got
}

// ticking is a clock that moves on by a second whenever it is read.
func ticking() func() time.Time {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

func (x *exchange) request(t *testing.T) *http.Request {
	t.Helper()
	r := httptest.NewRequest(x.method, "http://scim.test"+escapeQuery(x.target), strings.NewReader(x.body))
	for name, values := range x.header {
		r.Header[name] = values
	}
	if strings.TrimSpace(x.body) != "" && r.Header.Get("Content-Type") == "" {
		r.Header.Set("Content-Type", scim.MediaType)
	}
	if r.Header.Get("Content-Type") == "none" {
		r.Header.Del("Content-Type")
	}
	return r
}

// escapeQuery escapes the values of a query, so that files can hold them plain.
func escapeQuery(target string) string {
	path, query, ok := strings.Cut(target, "?")
	if !ok {
		return path
	}
	parts := strings.Split(query, "&")
	for i, part := range parts {
		name, value, _ := strings.Cut(part, "=")
		parts[i] = name + "=" + url.QueryEscape(value)
	}
	return path + "?" + strings.Join(parts, "&")
}

func (x *exchange) check(answer outcome) []string {
	var complaints []string
	if answer.status != x.status {
		complaints = append(complaints, fmt.Sprintf("status %d, want %d", answer.status, x.status))
	}
	for _, h := range x.wantHeader {
		if got := answer.header.Get(h[0]); !matchText(got, h[1]) {
			complaints = append(complaints, fmt.Sprintf("header %s is %q, want %q", h[0], got, h[1]))
		}
	}
	if strings.TrimSpace(x.wantBody) == "" {
		return complaints
	}
	if strings.TrimSpace(x.wantBody) == "(empty)" {
		if len(answer.body) > 0 {
			complaints = append(complaints, "the body is not empty")
		}
		return complaints
	}
	var got, want any
	if err := json.Unmarshal([]byte(x.wantBody), &want); err != nil {
		return append(complaints, "the expected body is not JSON: "+err.Error())
	}
	if text, ok := want.(string); ok {
		if !matchText(string(answer.body), text) {
			complaints = append(complaints, fmt.Sprintf("the body is not %q", text))
		}
		return complaints
	}
	if err := json.Unmarshal(answer.body, &got); err != nil {
		return append(complaints, "the body is not JSON: "+err.Error())
	}
	return append(complaints, compare("", got, want)...)
}

// compare says how got differs from want, of which objects may name less.
func compare(path string, got, want any) []string {
	switch want := want.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			return []string{fmt.Sprintf("%s is %v, want an object", path, got)}
		}
		var complaints []string
		for name, w := range want {
			g, present := object[name]
			switch {
			case w == "(absent)":
				if present {
					complaints = append(complaints, fmt.Sprintf("%s.%s is there", path, name))
				}
			case !present:
				complaints = append(complaints, fmt.Sprintf("%s.%s is missing", path, name))
			default:
				complaints = append(complaints, compare(path+"."+name, g, w)...)
			}
		}
		return complaints
	case []any:
		items, ok := got.([]any)
		if !ok || len(items) != len(want) {
			return []string{fmt.Sprintf("%s is %v, want %d values", path, got, len(want))}
		}
		var complaints []string
		for i, w := range want {
			complaints = append(complaints, compare(fmt.Sprintf("%s[%d]", path, i), items[i], w)...)
		}
		return complaints
	case string:
		if text, ok := got.(string); ok && matchText(text, want) {
			return nil
		}
	}
	if !reflect.DeepEqual(got, want) {
		return []string{fmt.Sprintf("%s is %v, want %v", path, got, want)}
	}
	return nil
}

// matchText compares text; ~ asks for a part of it, (absent) for none.
func matchText(got, want string) bool {
	if part, ok := strings.CutPrefix(want, "~"); ok {
		return strings.Contains(got, part)
	}
	return got == want || want == "(absent)" && got == ""
}
