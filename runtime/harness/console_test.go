package harness_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// What the timers of console print depends on the clock, so that it cannot be
// compared with Node byte for byte; the forms are Node's.
func TestConsoleTimersReadTheClock(t *testing.T) {
	engine := harness.New(compile(t, `
		const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
		console.time();
		console.timeLog();
		await wait(50);
		console.time();
		console.timeLog("default", { a: 1 }, "b");
		await wait(1450);
		console.timeLog();
		await wait(90_000);
		console.timeLog();
		await wait(3_600_000);
		console.timeEnd();
		console.timeEnd();`), harness.Options{Limits: harness.Limits{Execution: -1}})
	want := "default: 0ms\ndefault: 50ms { a: 1 } b\ndefault: 1.500s\ndefault: 1:31.500 (m:ss.mmm)\ndefault: 1:01:31 (h:mm:ss)"
	if diff := cmp.Diff(want, logged(deliver(t, engine, action.Handler(http.NotFoundHandler()), nil))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestConsoleAssertWarns(t *testing.T) {
	engine := harness.New(compile(t, `
		console.assert(1 > 0, "fine");
		console.assert(false);
		console.assert(0, "%s has no %s", "user", "email");
		console.assert("", { id: 1 });`), harness.Options{})
	want := []action.LogLine{
		{Level: "warn", Text: "Assertion failed"},
		{Level: "warn", Text: "Assertion failed: user has no email"},
		{Level: "warn", Text: "Assertion failed: [object Object]"},
	}
	transcript := deliver(t, engine, action.Handler(http.NotFoundHandler()), nil)
	if diff := cmp.Diff(want, transcript.Logs); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
