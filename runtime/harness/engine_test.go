package harness_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

// compile compiles the body of an Action that logs through console.log.
func compile(t *testing.T, body string) *harness.Program {
	t.Helper()
	program, err := harness.Compile("action.js", []byte("exports.onExecuteEventStream = async (event, api) => {\n"+body+"\n};"))
	if err != nil {
		t.Fatal(err)
	}
	return program
}

func deliver(t *testing.T, engine *harness.Engine, transport http.RoundTripper, secrets map[string]string) *action.Transcript {
	t.Helper()
	event := action.Event{Message: json.RawMessage(`{"id":"evt_1"}`), Secrets: secrets}
	transcript, err := engine.Deliver(context.Background(), event, transport)
	if err != nil {
		t.Fatal(err)
	}
	return transcript
}

func logged(transcript *action.Transcript) string {
	var lines []string
	for _, line := range transcript.Logs {
		lines = append(lines, line.Text)
	}
	return strings.Join(lines, "\n")
}

func TestVirtualTimePassesWithoutWaiting(t *testing.T) {
	engine := harness.New(compile(t, `
		const slow = await fetch("http://x/", { signal: AbortSignal.timeout(1500) }).catch((e) => e.name);
		await new Promise((resolve) => setTimeout(resolve, 3_600_000));
		console.log(slow, new Date().toISOString());`), harness.Options{Limits: harness.Limits{Execution: -1}})
	handled := false
	begun := time.Now()
	transcript := deliver(t, engine, action.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = action.Pause(r.Context(), time.Minute)
		handled = true
	})), nil)
	if real := time.Since(begun); real > 5*time.Second {
		t.Errorf("an hour of virtual time took %v", real)
	}
	if got := logged(transcript); got != "TimeoutError 2025-01-01T01:00:01.500Z" {
		t.Errorf("logged %q", got)
	}
	if !handled {
		t.Error("the handler was not run to its end, as a server is whose client gives up")
	}
	exchange := transcript.Exchanges[0]
	if exchange.Took != 1500*time.Millisecond || exchange.Response != nil || !strings.Contains(exchange.Error, "TimeoutError") {
		t.Errorf("exchange took %v, response %v, error %q", exchange.Took, exchange.Response, exchange.Error)
	}
	if want := time.Hour + 1500*time.Millisecond; transcript.Elapsed != want {
		t.Errorf("elapsed %v, want %v", transcript.Elapsed, want)
	}
}

func TestTranscriptTellsLateHeaderFromLateBody(t *testing.T) {
	engine := harness.New(compile(t, `
		const response = await fetch("http://x/a");
		console.log(Date.now());
		await response.text();
		console.log(Date.now());`), harness.Options{})
	transcript := deliver(t, engine, action.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = action.Pause(r.Context(), 2*time.Second)
		w.WriteHeader(http.StatusOK)
		_ = action.Pause(r.Context(), 3*time.Second)
		_, _ = io.WriteString(w, "body")
	})), nil)
	if got := logged(transcript); got != "1735689602000\n1735689605000" {
		t.Errorf("logged %q", got)
	}
	if took := transcript.Exchanges[0].Took; took != 5*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestExchangesThatTheRunDoesNotWaitFor(t *testing.T) {
	engine := harness.New(compile(t, `
		fetch("http://x/never");
		await fetch("http://x/body");
		const gone = new AbortController();
		const response = await fetch("http://x/body", { signal: gone.signal });
		gone.abort();
		await response.text().catch((e) => console.log(e.name));`), harness.Options{})
	transcript := deliver(t, engine, action.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/never" {
			_ = action.Pause(r.Context(), time.Hour)
		}
		w.WriteHeader(http.StatusOK)
		_ = action.Pause(r.Context(), time.Second)
		_, _ = io.WriteString(w, "body")
	})), nil)
	var got []string
	for _, exchange := range transcript.Exchanges {
		got = append(got, exchange.Error)
	}
	want := "the run ended before the answer came;;aborted: AbortError: This operation was aborted"
	if strings.Join(got, ";") != want || logged(transcript) != "AbortError" || transcript.Failure != nil {
		t.Errorf("errors %q, logged %q, failure %v", got, logged(transcript), transcript.Failure)
	}
}

func TestNodeGivesUpAfterFiveMinutes(t *testing.T) {
	engine := harness.New(compile(t, `
		await fetch("http://x/").catch((e) => console.log(e.message, e.cause.code));`),
		harness.Options{Limits: harness.Limits{Execution: -1}})
	transcript := deliver(t, engine, action.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = action.Pause(r.Context(), time.Hour)
	})), nil)
	if got := logged(transcript); got != "fetch failed UND_ERR_HEADERS_TIMEOUT" || transcript.Elapsed != 5*time.Minute {
		t.Errorf("logged %q after %v", got, transcript.Elapsed)
	}
}

func TestRealClockOverRealHTTP(t *testing.T) {
	stall := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "begun")
		w.(http.Flusher).Flush()
		if r.URL.Path == "/stall" {
			<-stall
		}
	}))
	defer server.Close()
	defer close(stall)
	engine := harness.New(compile(t, `
		console.log(await (await fetch(event.secrets.BASE + "/x")).text());
		const late = await fetch(event.secrets.BASE + "/stall", { signal: AbortSignal.timeout(80) });
		console.log(late.status, await late.text().catch((e) => e.name));
		console.log((await Promise.all([1, 2, 3].map((i) => fetch(event.secrets.BASE + "/" + i)))).length);`),
		harness.Options{Clock: action.RealClock()})
	transcript := deliver(t, engine, http.DefaultTransport, map[string]string{"BASE": server.URL})
	if got := logged(transcript); got != "begun\n200 TimeoutError\n3" || transcript.Failure != nil {
		t.Errorf("logged %q, failure %v", got, transcript.Failure)
	}
	if transcript.Elapsed < 80*time.Millisecond {
		t.Errorf("elapsed %v", transcript.Elapsed)
	}
}

func TestRefusedConnection(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	engine := harness.New(compile(t, `
		await fetch(event.secrets.BASE).catch((e) => console.log(e.name, e.message, e.cause.code, e.cause.message));`),
		harness.Options{Clock: action.RealClock()})
	transcript := deliver(t, engine, http.DefaultTransport, map[string]string{"BASE": "http://" + address})
	if got, want := logged(transcript), "TypeError fetch failed ECONNREFUSED connect ECONNREFUSED "+address; got != want {
		t.Errorf("logged %q, want %q", got, want)
	}
	if transcript.Exchanges[0].Error == "" {
		t.Error("the exchange has no error")
	}
}

func TestCancelledContextEndsTheDelivery(t *testing.T) {
	for name, body := range map[string]string{
		"while it computes": `for (;;);`,
		"while it waits":    `await new Promise((resolve) => setTimeout(resolve, 60_000));`,
		"while it fetches":  `await fetch("http://x/");`,
	} {
		t.Run(name, func(t *testing.T) {
			engine := harness.New(compile(t, body), harness.Options{Clock: action.RealClock()})
			ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
			defer cancel()
			transport := action.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
			transcript, err := engine.Deliver(ctx, action.Event{Message: json.RawMessage(`{}`)}, transport)
			if !errors.Is(err, context.DeadlineExceeded) || transcript != nil {
				t.Errorf("transcript %v, error %v", transcript, err)
			}
		})
	}
}

func TestRuntimeIsReusedUnlessFresh(t *testing.T) {
	program, err := harness.Compile("action.js", []byte(
		`let count = 0; exports.onExecuteEventStream = async () => { console.log(++count); setTimeout(() => { count = 100 }, 5); };`))
	if err != nil {
		t.Fatal(err)
	}
	for fresh, want := range map[bool]string{false: "1 2 3", true: "1 1 1"} {
		engine := harness.New(program, harness.Options{Fresh: fresh})
		var seen []string
		for range 3 {
			seen = append(seen, logged(deliver(t, engine, created, nil)))
		}
		if got := strings.Join(seen, " "); got != want {
			t.Errorf("fresh %v: counted %s, want %s", fresh, got, want)
		}
	}
}

// An engine that is reset is as new in all but what the Action keeps in its variables.
func TestReset(t *testing.T) {
	program, err := harness.Compile("action.js", []byte(`let count = 0;
		exports.onExecuteEventStream = async (event, api) => {
			const kept = api.cache.get("k");
			api.cache.set("k", "v");
			await new Promise((resolve) => setTimeout(resolve, 1000));
			console.log(++count, kept === undefined, Math.random(), new Date().toISOString(), performance.now());
		};`))
	if err != nil {
		t.Fatal(err)
	}
	options := func(year int) harness.Options {
		return harness.Options{Seed: 7, Clock: action.VirtualClock(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))}
	}
	engine := harness.New(program, options(2030))
	first := logged(deliver(t, engine, created, nil))
	engine.Reset(options(2031))
	second := logged(deliver(t, engine, created, nil))
	want := strings.Replace(strings.Replace(first, "1 true", "2 true", 1), "2030", "2031", 1)
	if second != want || !strings.Contains(first, "2030-01-01T00:00:01.000Z") {
		t.Errorf("new: %s\nreset: %s, want %s", first, second, want)
	}
}

func TestEngineGoesOnAfterAnInterrupt(t *testing.T) {
	engine := harness.New(compile(t, `if (globalThis.again = !globalThis.again) for (;;); console.log("fine");`),
		harness.Options{Limits: harness.Limits{CPU: 50 * time.Millisecond}})
	if f := deliver(t, engine, created, nil).Failure; f == nil || f.Kind != action.CPU {
		t.Fatalf("failure %v", f)
	}
	// The runtime is another: its global object is empty again.
	if f := deliver(t, engine, created, nil).Failure; f == nil || f.Kind != action.CPU {
		t.Fatalf("failure %v", f)
	}
}

func TestPromiseOfOneRunCannotSettleTheNext(t *testing.T) {
	program, err := harness.Compile("action.js", []byte(`
		let settle;
		exports.onExecuteEventStream = () => {
			settle?.();
			return new Promise((resolve) => { settle = resolve; });
		};`))
	if err != nil {
		t.Fatal(err)
	}
	engine := harness.New(program, harness.Options{})
	for run := range 2 {
		if f := deliver(t, engine, created, nil).Failure; f == nil || f.Kind != action.Unsettled {
			t.Errorf("run %d: failure %v", run, f)
		}
	}
}

func TestSeedDeterminesRandomness(t *testing.T) {
	program := compile(t, `console.log(Math.random(), crypto.randomUUID(), new Uint8Array(4).map(() => 0).length);`)
	run := func(seed uint64) string {
		return logged(deliver(t, harness.New(program, harness.Options{Seed: seed}), created, nil))
	}
	first, again, other := run(1), run(1), run(2)
	if first != again || first == other {
		t.Errorf("seed 1: %s and %s, seed 2: %s", first, again, other)
	}
}

func TestCacheOutlivesDeliveriesAndExpires(t *testing.T) {
	engine := harness.New(compile(t, `
		console.log(JSON.stringify(api.cache.get("k") ?? null));
		console.log(JSON.stringify(api.cache.set("k", "v", { ttl: 1000 })), JSON.stringify(api.cache.set("x".repeat(65), "v")));
		console.log(JSON.stringify(api.cache.delete("none")));`), harness.Options{Fresh: true})
	set := "\n" + `{"type":"success","record":{"value":"v","expires_at":1735689601000}} {"type":"error","code":"CacheKeySizeExceeded"}` +
		"\n" + `{"type":"error","code":"CacheKeyDoesNotExist"}`
	if got := logged(deliver(t, engine, created, nil)); got != "null"+set {
		t.Errorf("first: %s", got)
	}
	if got := logged(deliver(t, engine, created, nil)); got != `{"value":"v","expires_at":1735689601000}`+set {
		t.Errorf("second: %s", got)
	}
	engine.Clock().Advance(2 * time.Second)
	transcript := deliver(t, engine, created, nil)
	if got := logged(transcript); !strings.HasPrefix(got, "null\n") {
		t.Errorf("third: %s", got)
	}
	if ops := transcript.Cache; len(ops) != 4 || ops[0].Hit || ops[1].Value != "v" || ops[2].Error != action.CacheKeySizeExceeded {
		t.Errorf("operations %+v", ops)
	}
}

func TestSecretsAreMasked(t *testing.T) {
	engine := harness.New(compile(t, `
		const { SCIM_BEARER_TOKEN: token, SCIM_PASSWORD: password } = event.secrets;
		await fetch("http://x/?token=" + encodeURIComponent(token), { method: "POST", body: token,
			headers: { Authorization: "Bearer " + token, "X-Other": token } });
		await fetch("http://x/", { headers: { Authorization: "Basic " + btoa("scim:" + password) } });
		api.cache.set("t", token);
		console.log(token, btoa("scim:" + password));
		throw new Error("leaks " + token);`), harness.Options{})
	secrets := map[string]string{"SCIM_BEARER_TOKEN": "s3cr&t-value", "SCIM_USERNAME": "scim", "SCIM_PASSWORD": "pa55word"}
	transcript := deliver(t, engine, action.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Echo", r.Header.Get("X-Other"))
		_, _ = io.Copy(w, r.Body)
	})), secrets)
	text, err := json.Marshal(transcript)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"s3cr", "pa55word", "c2NpbTpwYTU1d29yZA"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the transcript holds %q: %s", secret, text)
		}
	}
	if got := transcript.Exchanges[0].Request.Header.Get("Authorization"); got != "Bearer ***" {
		t.Errorf("Authorization is shown as %q", got)
	}
}

func TestEnginesOfOneProgramRunSideBySide(t *testing.T) {
	program := provisioner(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			engine := harness.New(program, harness.Options{})
			for range 5 {
				transcript, err := engine.Deliver(context.Background(), userCreated, created)
				if err != nil || transcript.Outcome != action.Created {
					t.Errorf("transcript %+v, error %v", transcript, err)
				}
			}
		})
	}
	group.Wait()
}

func TestUnusableDeliveries(t *testing.T) {
	engine := harness.New(compile(t, ``), harness.Options{})
	if _, err := engine.Deliver(context.Background(), action.Event{Message: json.RawMessage(`{`)}, created); err == nil {
		t.Error("an event that is no JSON is taken")
	}
	if _, err := engine.Deliver(context.Background(), action.Event{Message: json.RawMessage(`{}`)}, nil); err == nil {
		t.Error("a nil transport is taken")
	}
}
