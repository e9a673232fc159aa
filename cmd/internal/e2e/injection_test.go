package e2e_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// hostile is a text that means something to one of the languages which it
// passes through: YAML, CEL, JavaScript, its comments, HTML, placeholders of
// auth0-deploy-cli.
type hostile struct {
	Text string `json:"text"`

	// Refused lists the places of a mapping where the text may not stand.
	Refused []place `json:"refused"`
}

// place is where in a mapping a text may stand, beside the values of
// attributes.
type place string

const (
	asName       place = "name"
	asConnection place = "connection"
)

func (h hostile) fits(p place) bool { return !slices.Contains(h.Refused, p) }

// TestHostileTexts puts each text of testdata/hostile.json into every place of
// a mapping, and into the profile: it must arrive at the server as it is, and
// nowhere else.
func TestHostileTexts(t *testing.T) {
	for name, h := range hostileTexts(t) {
		t.Run(name, func(t *testing.T) {
			for _, p := range h.Refused {
				wantRefused(t, p, h.Text)
			}
			made := compile(t, "hostile.yaml", h.mapping())
			event := h.event(t)
			for form, code := range map[string]string{"readable": made.Code, "minified": made.Minified} {
				checkForm(t, form, code)
				checkArrival(t, form+" under goja", onRealClock(t, code), event, h.user())
			}
		})
	}
}

// TestHostileTextsInNode does the same in Node.
func TestHostileTextsInNode(t *testing.T) {
	process := startDeliveries(t)
	for name, h := range hostileTexts(t) {
		t.Run(name, func(t *testing.T) {
			made := compile(t, "hostile.yaml", h.mapping())
			for form, code := range map[string]string{"readable": made.Code, "minified": made.Minified} {
				checkArrival(t, form+" in Node", process.of(t, code), h.event(t), h.user())
			}
		})
	}
}

func hostileTexts(t *testing.T) map[string]hostile {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "hostile.json"))
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]hostile
	if err := json.Unmarshal(text, &texts); err != nil || len(texts) == 0 {
		t.Fatalf("%d hostile texts, %v", len(texts), err)
	}
	return texts
}

// mapping returns a mapping that has the text wherever it fits.
func (h hostile) mapping() string {
	literal := strings.ReplaceAll(h.Text, "${", "$${")
	name, connections := "A mapping", ""
	if h.fits(asName) {
		name = h.Text
	}
	if h.fits(asConnection) {
		connections = "scope:\n  connections: [" + yamlString(h.Text) + "]\n"
	}
	return "version: 1\nname: " + yamlString(name) + "\n" + connections + "user:\n" +
		"  userName: ${user.email}\n" +
		"  displayName: " + yamlString(literal) + "\n" +
		"  title: " + yamlString(literal+"${user.name}"+literal) + "\n" +
		"  nickName: " + yamlString("${user.name + "+celString(h.Text)+"}") + "\n" +
		"  roles:\n" +
		"    - value: " + yamlString(literal) + "\n" +
		"      display: " + yamlString("${user.user_metadata[?"+celString(h.Text)+"].orValue('lost')}") + "\n" +
		"    - value: " + yamlString("${user.app_metadata["+celString(h.Text)+"]}") + "\n"
}

// event returns the creation of a user whose profile has the text as keys.
func (h hostile) event(t *testing.T) json.RawMessage {
	t.Helper()
	connection := "any"
	if h.fits(asConnection) {
		connection = h.Text
	}
	text, err := json.Marshal(map[string]any{
		"id": "evt_1", "type": "user.created",
		"data": map[string]any{
			"object": map[string]any{
				"user_id": "auth0|ada", "email": "ada@example.com", "name": "Ada",
				"user_metadata": map[string]any{h.Text: "found"},
				"app_metadata":  map[string]any{h.Text: "found, too"},
			},
			"context": map[string]any{"connection": map[string]any{"name": connection, "strategy": "auth0"}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// user returns the body that the mapping makes of the event.
func (h hostile) user() map[string]any {
	return map[string]any{
		"schemas":     []any{"urn:ietf:params:scim:schemas:core:2.0:User"},
		"externalId":  "auth0|ada",
		"userName":    "ada@example.com",
		"displayName": h.Text,
		"title":       h.Text + "Ada" + h.Text,
		"nickName":    "Ada" + h.Text,
		"roles": []any{
			map[string]any{"value": h.Text, "display": "found"},
			map[string]any{"value": "found, too"},
		},
	}
}

// wantRefused checks that a mapping with the text in that place is refused.
func wantRefused(t *testing.T, p place, text string) {
	t.Helper()
	lines := map[place]string{
		asName:       "name: " + yamlString(text) + "\n",
		asConnection: "scope:\n  connections: [" + yamlString(text) + "]\n",
	}
	made, found, err := generator.Compile("hostile.yaml", "version: 1\nuser: {userName: '${user.email}'}\n"+lines[p], generator.Options{})
	if err != nil || made != nil || !found.HasErrors() {
		t.Errorf("a mapping is made with that %s: %q, %v", p, text, err)
	}
}

// deployToken is what auth0-deploy-cli replaces inside code.
var deployToken = regexp.MustCompile(`##[A-Za-z0-9_]+##|@@[A-Za-z0-9_]+@@`)

// deceptive are characters that make people read another text than machines do,
// and those that end lines for some readers and not for others.
var deceptive = regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f-\x{a0}\x{ad}\x{61c}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{feff}]`)

// checkForm checks that the code has its banner whole, and nothing in it that
// deceives readers or tools.
func checkForm(t *testing.T, form, code string) {
	t.Helper()
	banner, rest, _ := strings.Cut(code, "*/")
	if !strings.HasPrefix(banner, "/**\n") || !strings.Contains(banner, "SCIM_BEARER_TOKEN  ") {
		t.Errorf("%s: the banner is not whole:\n%s", form, banner)
	}
	if rest = strings.TrimLeft(rest, "\n"); !strings.HasPrefix(rest, `"use strict";`) {
		t.Errorf("%s: the banner does not end where it should; behind it: %.80q", form, rest)
	}
	for _, bad := range []*regexp.Regexp{deployToken, deceptive} {
		if found := bad.FindString(code); found != "" {
			t.Errorf("%s: the code holds %q", form, found)
		}
	}
}

// checkArrival delivers the event to an Action that run starts, and checks what
// the server is sent.
func checkArrival(t *testing.T, name string, run engine, event json.RawMessage, want map[string]any) {
	t.Helper()
	handler := mockscim.New(mockscim.WithBasePath(basePath), mockscim.WithBearerToken(token))
	server := httptest.NewServer(handler)
	defer server.Close()
	done := run(patientSecrets(server.URL+basePath))(t, event)
	requests := handler.Requests()
	if done.failure != nil || len(requests) != 1 {
		t.Errorf("%s: %d requests, failure %v, logs %v", name, len(requests), done.failure, done.logs)
		return
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(requests[0].Body), &got); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +sent):\n%s", name, diff)
	}
}

// yamlString returns text as a double-quoted scalar of YAML, in ASCII.
func yamlString(text string) string { return quoteASCII(text, func(r rune) bool { return r > '~' }) }

// celString returns text as a string literal of CEL, with no escapes but those
// that it cannot do without.
func celString(text string) string { return quoteASCII(text, func(rune) bool { return false }) }

// quoteASCII returns text in double quotes, with escapes that YAML and CEL
// agree on for controls and whatever else must not stand there.
func quoteASCII(text string, escaped func(rune) bool) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r == 0x7f || escaped(r):
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
