package e2e_test

import (
	"context"
	"net/http"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// evenJitter makes the pauses before retries the same in each run: 188 ms, then
// 375 and 750. It stands behind an Action.
const evenJitter = "\nMath.random = () => 0.5;\n"

// byHost is a transport to servers within the process.
type byHost map[string]http.RoundTripper

// RoundTrip implements [http.RoundTripper].
func (hosts byHost) RoundTrip(r *http.Request) (*http.Response, error) {
	transport := hosts[r.URL.Scheme+"://"+r.URL.Host]
	if transport == nil {
		transport = hosts[inVirtualTime.elsewhere]
	}
	return transport.RoundTrip(r)
}

// runInVirtualTime delivers the events of a case by an engine on a virtual clock.
func runInVirtualTime(c *contractCase, newEngine func(*action.Clock) action.Engine, messages [][]byte) ([]observation, error) {
	clock := action.VirtualClock(time.Time{})
	w, err := newWorld(c, inVirtualTime, clock.Now, 1)
	if err != nil {
		return nil, err
	}
	engine := newEngine(clock)
	transport := byHost{
		inVirtualTime.scim:      action.Handler(w.scim()),
		inVirtualTime.login:     action.Handler(w.login(1)),
		inVirtualTime.elsewhere: action.Handler(w.elsewhere()),
	}
	var seen []observation
	for i, message := range messages {
		clock.Advance(c.Deliver[i].Wait)
		o := observation{before: w.users(), connections: -1}
		event := action.Event{Message: message, Secrets: c.contractSecrets(&c.Deliver[i], inVirtualTime)}
		transcript, err := engine.Deliver(context.Background(), event, transport)
		if err != nil {
			return nil, err
		}
		o.transcript = transcript
		o.logs, o.failure = transcript.Logs, transcript.Failure
		o.requests, o.after = w.take(), w.users()
		o.cache = cacheTexts(transcript.Cache)
		o.elapsed = transcript.Elapsed.Milliseconds()
		seen = append(seen, o)
	}
	return seen, nil
}

// cacheTexts are operations on api.cache as the cases have them.
func cacheTexts(operations []action.CacheOperation) []string {
	var texts []string
	for _, op := range operations {
		text := op.Kind
		switch {
		case op.Kind == "get" && op.Hit:
			text += " hit"
		case op.Kind == "get":
			text += " miss"
		case op.Error != "":
			text += " " + string(op.Error)
		}
		texts = append(texts, text)
	}
	return texts
}
