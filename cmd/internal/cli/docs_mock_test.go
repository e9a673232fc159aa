package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// mockPage is about the SCIM server in memory. Its blocks:
//
//	json dialect     a dialect
//	json faults      faults
//	text session     requests, each in a line that begins with >, and what a server
//	                 with the dialects and faults since the last session answers
const mockPage = "mock.md"

// heldUsers are who the server of each session holds.
var heldUsers = []map[string]any{
	{"id": "1", "userName": "ada@example.com", "externalId": "auth0|1", "title": "Countess"},
	{"id": "2", "userName": "bob@example.com", "externalId": "auth0|2"},
}

// TestMockPage runs the sessions of the page and compares the answers that it
// shows byte for byte.
func TestMockPage(t *testing.T) {
	page := readPages(t)[mockPage]
	var corrections []correction
	var dialects []mockscim.Dialect
	var faults []mockscim.Fault
	sessions := 0
	for _, b := range readBlocks(page) {
		switch b.role {
		case "dialect":
			d, err := mockscim.ParseDialect([]byte(b.text))
			if err != nil {
				t.Fatalf("docs/%s:%d: %v", mockPage, b.line, err)
			}
			dialects = append(dialects, d)
		case "faults":
			more, err := mockscim.ParseFaults([]byte(b.text))
			if err != nil {
				t.Fatalf("docs/%s:%d: %v", mockPage, b.line, err)
			}
			faults = append(faults, more...)
		case "session":
			sessions++
			if len(dialects)+len(faults) == 0 {
				t.Errorf("docs/%s:%d: the session shows no dialect and no faults", mockPage, b.line)
			}
			if right := runSession(t, b, dialects, faults); right != b.text {
				corrections = append(corrections, correction{b, right})
			}
			dialects, faults = nil, nil
		}
	}
	if sessions == 0 || len(dialects)+len(faults) > 0 {
		t.Errorf("docs/%s: there are %d sessions, and a dialect or fault that none shows: %v", mockPage, sessions, len(dialects)+len(faults) > 0)
	}
	correctPage(t, mockPage, page, corrections)
}

// runSession returns the block with the answers that come now.
func runSession(t *testing.T, b block, dialects []mockscim.Dialect, faults []mockscim.Fault) string {
	t.Helper()
	dialect, err := mockscim.CombineDialects(dialects...)
	if err != nil {
		t.Fatalf("docs/%s:%d: %v", mockPage, b.line, err)
	}
	clock := action.VirtualClock(action.Epoch)
	server := mockscim.New(mockscim.WithDialect(dialect), mockscim.WithFaults(faults...), mockscim.WithClock(clock.Now))
	for _, user := range heldUsers {
		if _, err := server.SeedUser(user); err != nil {
			t.Fatalf("docs/%s:%d: %v", mockPage, b.line, err)
		}
	}
	var right strings.Builder
	for line := range strings.Lines(b.text) {
		if request, ok := strings.CutPrefix(strings.TrimSpace(line), "> "); ok {
			right.WriteString(line + askInSession(t, server, request))
		}
	}
	return right.String()
}

// askInSession sends a request such as `PUT /Users/1 {"userName": "x"}`, and
// returns the lines of its answer.
func askInSession(t *testing.T, server *mockscim.Server, request string) string {
	t.Helper()
	method, rest, _ := strings.Cut(request, " ")
	target, body, hasBody := strings.Cut(rest, " {")
	path, query, _ := strings.Cut(target, "?")
	name, value, _ := strings.Cut(query, "=")
	if query != "" {
		query = "?" + name + "=" + url.QueryEscape(value)
	}
	if hasBody {
		urn := scim.UserURN
		if method == http.MethodPatch {
			urn = scim.PatchOpURN
		}
		body = fmt.Sprintf(`{"schemas": [%q], %s`, urn, body)
	}
	ctx, lateness := action.WithLateness(t.Context())
	r, err := http.NewRequestWithContext(ctx, method, "https://scim.example.com"+path+query, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", scim.MediaType)
	response, err := action.Handler(server).RoundTrip(r)
	late := func(what string, l fmt.Stringer) string {
		if l.String() == "0s" {
			return ""
		}
		return "   (" + what + " " + l.String() + ")"
	}
	after := late("after", lateness.Header())
	if errors.Is(err, action.ErrDropped) {
		return "< no answer: the connection is dropped" + after + "\n"
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(response.Body)
	after += late("the body stalls for", lateness.Body())
	if err != nil {
		after += "   (the body breaks off)"
	}
	lines := "< " + strings.TrimSpace(response.Status) + after + "\n"
	for _, header := range []string{"Allow", "Retry-After", "Location", "Content-Type"} {
		value := response.Header.Get(header)
		telling := header != "Location" || method == http.MethodPost || response.StatusCode/100 == 3
		if value != "" && value != scim.MediaType && telling {
			lines += "  " + header + ": " + value + "\n"
		}
	}
	if len(text) > 0 {
		lines += "  " + shortBody(text) + "\n"
	}
	return lines
}

// shortBody is the body of an answer less what all have.
func shortBody(text []byte) string {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var body any
	if !json.Valid(text) || decoder.Decode(&body) != nil {
		return strings.ReplaceAll(strings.TrimSpace(string(text)), "\n", "\n  ")
	}
	shorten(body)
	short, err := json.Marshal(body)
	if err != nil {
		return err.Error()
	}
	return string(short)
}

func shorten(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range []string{"schemas", "itemsPerPage", "startIndex"} {
			delete(v, name)
		}
		if meta, ok := v["meta"].(map[string]any); ok && meta["location"] != nil {
			delete(v, "meta")
		}
		for _, inner := range v {
			shorten(inner)
		}
	case []any:
		for _, inner := range v {
			shorten(inner)
		}
	}
}

// The page names each switch, each part of a fault and each dialect.
func TestMockPageHasEverything(t *testing.T) {
	page := readPages(t)[mockPage]
	for _, v := range []any{mockscim.Dialect{}, mockscim.RateLimit{}, mockscim.Fault{}, mockscim.Reply{}} {
		for i := range reflect.TypeOf(v).NumField() {
			key, _, _ := strings.Cut(reflect.TypeOf(v).Field(i).Tag.Get("json"), ",")
			if !strings.Contains(page, "| `"+key+"` |") {
				t.Errorf("docs/%s has no row for the key %s of a %T", mockPage, key, v)
			}
		}
	}
	for _, d := range mockscim.Dialects() {
		row := "| `" + d.Name + "` | " + d.Description + " |\n"
		if d.ModelledOn != "" {
			row = "| `" + d.Name + "` | " + d.ModelledOn + " |\n"
		}
		if !strings.Contains(page, row) {
			t.Errorf("docs/%s misses the row\n%s", mockPage, row)
		}
	}
}
