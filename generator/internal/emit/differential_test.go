package emit_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// TestDifferential evaluates every expression of testdata/expressions.txt over
// every profile of testdata/profiles.yaml twice, in the emitted JavaScript and
// with cel-go, which must come to the same.
func TestDifferential(t *testing.T) {
	profiles := readProfiles(t)
	for _, text := range readExpressions(t) {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			file := source.NewFile("mapping.yaml", text)
			expression := &mapping.Expression{Source: text, Span: source.Span{File: file, End: len(text)}}
			checked, problems := expr.Check(expression)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			engine := newEngine(t, checked)
			for name, p := range profiles {
				want := native(t, checked, p.User, p.connection())
				got := engine.run(t, p)
				if want.kind != got.kind || !reflect.DeepEqual(want.value, got.value) {
					t.Errorf("profile %s: cel-go gives %s, the Action %s", name, want, got)
				}
			}
		})
	}
}

func readExpressions(t *testing.T) []string {
	t.Helper()
	file, err := os.Open("testdata/expressions.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var result []string
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		if line := scanner.Text(); line != "" && !strings.HasPrefix(line, "#") {
			result = append(result, line)
		}
	}
	if len(result) == 0 {
		t.Fatal("no cases found")
	}
	return result
}

// profile is a user of an event, and the connection that the event names.
type profile struct {
	User       map[string]any
	Connection map[string]any
}

// connection is the event's, else that of the primary identity.
func (p profile) connection() map[string]any {
	if p.Connection != nil {
		return p.Connection
	}
	identities, _ := p.User["identities"].([]any)
	if len(identities) == 0 {
		return map[string]any{}
	}
	primary := identities[0].(map[string]any)
	return map[string]any{"name": primary["connection"], "strategy": primary["provider"]}
}

func readProfiles(t *testing.T) map[string]profile {
	t.Helper()
	text, err := os.ReadFile("testdata/profiles.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := yaml.Unmarshal(text, &raw); err != nil {
		t.Fatal(err)
	}
	// Through JSON, so that numbers are what they are in an event.
	asJSON, err := json.Marshal(raw)
	if err != nil {
		t.Fatal(err)
	}
	var profiles map[string]profile
	if err := json.Unmarshal(asJSON, &profiles); err != nil {
		t.Fatal(err)
	}
	if len(profiles) == 0 {
		t.Fatal("no profiles found")
	}
	return profiles
}

// result is what a hole comes to.
type result struct {
	kind  kind
	value any    // of a value, as JSON decodes it
	text  string // of a failure
}

type kind string

const (
	aValue  kind = "value"
	empty   kind = "empty"
	failure kind = "failure"
)

// resultOf tells emptiness by the rules of omission.
func resultOf(value any) result {
	switch v := value.(type) {
	case nil:
		return result{kind: empty}
	case string:
		if v == "" {
			return result{kind: empty}
		}
	case []any:
		if len(v) == 0 {
			return result{kind: empty}
		}
	case map[string]any:
		if len(v) == 0 {
			return result{kind: empty}
		}
	}
	return result{kind: aValue, value: value}
}

func (r result) String() string {
	switch r.kind {
	case aValue:
		text, _ := json.Marshal(r.value)
		return string(text)
	case failure:
		return "the failure " + r.text
	}
	return string(r.kind)
}

// engine runs an Action whose attribute0 is one expression.
type engine struct {
	action *harness.Engine
	sent   map[string]any
	server http.HandlerFunc
}

func newEngine(t *testing.T, checked *expr.Checked) *engine {
	t.Helper()
	m := mappingOf("differential", &mapping.Hole{Expression: checked.Expression})
	return engineOf(t, bundled(t, m, expr.Table{checked.Expression: checked}))
}

func engineOf(t *testing.T, code string) *engine {
	t.Helper()
	program, err := harness.Compile("action.js", []byte(code))
	if err != nil {
		t.Fatal(err)
	}
	e := &engine{action: harness.New(program, harness.Options{})}
	e.server = func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_ = json.Unmarshal(body, &e.sent)
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"id": "1"}`)
	}
	return e
}

func (e *engine) run(t *testing.T, p profile) result {
	t.Helper()
	data := map[string]any{"object": p.User}
	if p.Connection != nil {
		data["context"] = map[string]any{"connection": p.Connection}
	}
	message, err := json.Marshal(map[string]any{"type": "user.created", "id": "evt_1", "data": data})
	if err != nil {
		t.Fatal(err)
	}
	e.sent = nil
	transcript, err := e.action.Deliver(context.Background(), action.Event{
		Message: message,
		Secrets: map[string]string{"SCIM_BASE_URL": "https://scim.example.com", "SCIM_BEARER_TOKEN": "test-token"},
	}, action.Handler(e.server))
	if err != nil {
		t.Fatal(err)
	}
	if f := transcript.Failure; f != nil {
		if !strings.HasPrefix(f.Message, "mapping error: attribute") {
			t.Errorf("the Action fails otherwise than by the mapping: %v", f)
		}
		return result{kind: failure, text: f.Message}
	}
	return resultOf(e.sent["attribute0"])
}
