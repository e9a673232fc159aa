package cli

import (
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/mockscim"
	"github.com/scimwright/scimwright/runtime/parity"
)

// agree has both engines create the users of an example, and compares what they do.
func (e *example) agree(t *testing.T, name, text string) {
	t.Helper()
	m, found := generator.Parse(name, text)
	checked, more := generator.Check(m)
	if found = append(found, more...); found.HasErrors() {
		t.Fatal(found)
	}
	both, err := engines.Of(checked)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range e.runs {
		event := action.Event{Message: creationOf(t, r.profile.text).raw, Secrets: exampleSecrets}
		differences := parity.Differences(
			engines.Action, runExample(t, both.Action(engines.Options{}), event),
			engines.Reference, runExample(t, both.Reference(engines.Options{}), event), true)
		for _, difference := range differences {
			t.Errorf("line %d: the engines disagree: %s", r.profile.line, difference)
		}
	}
}

var exampleSecrets = map[string]string{
	"SCIM_BASE_URL": "https://scim.example.com/v2", "SCIM_BEARER_TOKEN": "example-token", "SCIM_API_KEY": "example-key",
	"SCIM_USERNAME": "example", "SCIM_PASSWORD": "example-password", "SCIM_CLIENT_ID": "example",
	"SCIM_CLIENT_SECRET": "example-secret", "SCIM_TOKEN_URL": "https://login.example.com/token",
}

func runExample(t *testing.T, engine action.Engine, event action.Event) parity.Run {
	t.Helper()
	server := mockscim.New(mockscim.WithBasePath("/v2"), mockscim.WithClock(action.VirtualClock(action.Epoch).Now))
	transcript, err := engine.Deliver(t.Context(), event, action.Handler(server))
	if err != nil {
		t.Fatal(err)
	}
	return parity.Run{Transcript: transcript, State: server.Users()}
}
