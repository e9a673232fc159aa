package e2e_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// delivery is what an event came to.
type delivery struct {
	logs    []action.LogLine
	failure *action.Failure
}

// deliver hands an event to an Action and waits for its end.
type deliver func(t *testing.T, message json.RawMessage) delivery

// engine is an Action that is ready to run, with whatever secrets.
type engine func(secrets map[string]string) deliver

// onRealClock returns an engine that runs code under goja, over real HTTP.
func onRealClock(t *testing.T, code string) engine {
	t.Helper()
	runs := underGoja(t, "action.js", code, harness.Options{Clock: action.RealClock()})
	return func(secrets map[string]string) deliver {
		return underHarness(runs, secrets, http.DefaultTransport)
	}
}

// underHarness returns a function that delivers events under goja.
func underHarness(engine *harness.Engine, secrets map[string]string, transport http.RoundTripper) deliver {
	return underEngine(engine, secrets, transport)
}

// underEngine returns a function that delivers events by an engine.
func underEngine(engine action.Engine, secrets map[string]string, transport http.RoundTripper) deliver {
	return func(t *testing.T, message json.RawMessage) delivery {
		t.Helper()
		transcript, err := engine.Deliver(context.Background(), action.Event{Message: message, Secrets: secrets}, transport)
		if err != nil {
			t.Fatal(err)
		}
		return delivery{logs: transcript.Logs, failure: transcript.Failure}
	}
}
