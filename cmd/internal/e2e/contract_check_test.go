package e2e_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/runtime/action"
)

// observation is what a delivery came to.
type observation struct {
	delivery
	requests      []seenRequest
	before, after map[string]any // users on the server, by id
	cache         []string
	elapsed       int64 // in ms; negative where no clock is exact
	connections   int   // negative where there are none

	transcript *action.Transcript // nil of Node
}

// hold holds an observation to what the case expects.
func (c *contractCase) hold(t *testing.T, d *contractDelivery, got *observation, at addresses) {
	t.Helper()
	want := &d.Expect
	want.checkRequests(t, got.requests)
	want.checkFailure(t, got, at)
	if diff := cmp.Diff(want.users(t, got), got.after); diff != "" {
		t.Errorf("the users on the server (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.Cache, got.cache); diff != "" {
		t.Errorf("the operations on api.cache (-want +got):\n%s", diff)
	}
	if got.elapsed >= 0 && got.elapsed != want.Elapsed {
		t.Errorf("it took %d ms, want %d", got.elapsed, want.Elapsed)
	}
	// Where something took its time, a connection may have been given up for it.
	if want.Connections == nil && want.Elapsed <= briefly && got.connections > 1 {
		t.Errorf("it opened %d connections, want one at most", got.connections)
	} else if want.Connections != nil && got.connections >= 0 && got.connections != *want.Connections {
		t.Errorf("it opened %d connections, want %d", got.connections, *want.Connections)
	}
	profile, keys := c.confidential(d, c.contractSecrets(d, at))
	want.checkLog(t, at, got, append(profile, keys...))
	for f := got.failure; f != nil; f = f.Cause {
		for _, key := range keys {
			if strings.Contains(f.Error(), key) {
				t.Errorf("the error tells a secret: %s", f.Error())
			}
		}
	}
}

func (e *contractOutcome) checkRequests(t *testing.T, got []seenRequest) {
	t.Helper()
	var want, lines []string
	for _, r := range e.Requests {
		want = append(want, r.Line)
	}
	for _, r := range got {
		lines = append(lines, r.line)
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("the requests (-want +got):\n%s", diff)
		return
	}
	for i, r := range e.Requests {
		r.check(t, got[i])
	}
}

func (r *expectedRequest) check(t *testing.T, got seenRequest) {
	t.Helper()
	if r.Raw != "" && r.Raw != got.raw {
		t.Errorf("%s: it is sent as\n%s, want\n%s", r.Line, got.raw, r.Raw)
	}
	if r.Body != nil {
		body := decodeBody(got.body)
		r.expectSchemas(body)
		if diff := cmp.Diff(plain(r.Body), body); diff != "" {
			t.Errorf("%s: the body (-want +got):\n%s", r.Line, diff)
		}
	}
	for name, want := range r.Headers {
		values := got.header.Values(name)
		if want == nil && len(values) > 0 || want != nil && !slices.Equal(values, []string{fmt.Sprint(want)}) {
			t.Errorf("%s: the header %s is %q, want %v", r.Line, name, values, want)
		}
	}
}

// expectSchemas takes the schemas out of a body, where they are the usual ones and
// the case does not tell them.
func (r *expectedRequest) expectSchemas(body any) {
	object, ok := body.(map[string]any)
	told, _ := r.Body.(map[string]any)
	if !ok || told["schemas"] != nil {
		return
	}
	usual := "urn:ietf:params:scim:schemas:core:2.0:User"
	if strings.HasPrefix(r.Line, "PATCH ") {
		usual = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
	}
	if cmp.Equal(object["schemas"], any([]any{usual})) {
		delete(object, "schemas")
	}
}

// decodeBody is a body as JSON has it, or as the text that it is.
func decodeBody(text string) any {
	var body any
	if json.Unmarshal([]byte(text), &body) != nil {
		return text
	}
	return body
}

// sometime is what an error says of a time that depends on how fast the machine is.
var sometime = regexp.MustCompile(`within \d+( ms?)?`)

// longestError is how many characters an error may have, the remedy included.
const longestError = 400

// headOf is what Auth0 keeps of an error.
func headOf(text string) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), 50)])
}

// headWithoutTime is the same where no clock is exact.
func headWithoutTime(text string) string {
	return sometime.ReplaceAllString(headOf(text), "within #")
}

func (e *contractOutcome) checkFailure(t *testing.T, o *observation, at addresses) {
	t.Helper()
	got := o.failure
	headOf := headOf
	if o.elapsed < 0 {
		headOf = headWithoutTime
	}
	if got == nil {
		if e.Error != "" {
			t.Errorf("it did not fail, want %s", e.Error)
		}
		return
	}
	message := at.forget(got.Message)
	if want := headOf(e.Error); headOf(message) != want {
		t.Errorf("the error begins with\n%s, want\n%s", headOf(message), want)
	}
	if len(message) > longestError {
		t.Errorf("the error has %d characters: %s", len(message), message)
	}
	if got.Name == "" || got.Kind != "" && got.Kind != action.Thrown {
		t.Errorf("it did not throw an error: %+v", got)
	}
	for _, part := range e.Tells {
		if !strings.Contains(message, part) {
			t.Errorf("the error is\n%s, which does not tell %q", message, part)
		}
	}
	cause := ""
	if got.Cause != nil {
		cause = at.forget(got.Cause.Message)
	}
	if e.Cause != "" && headOf(cause) != headOf(e.Cause) {
		t.Errorf("the cause begins with\n%s, want\n%s", headOf(cause), e.Cause)
	}
}

// users are those that the server should hold: as before, but for the changes.
func (e *contractOutcome) users(t *testing.T, got *observation) map[string]any {
	t.Helper()
	want := map[string]any{}
	for id, user := range got.before {
		want[id] = user
	}
	for id, change := range e.Changes {
		had, _ := want[id].(map[string]any)
		switch change := change.(type) {
		case map[string]any:
			changed := lay(had, plainMap(change))
			changed["id"] = id
			want[id] = changed
		case string:
			switch change {
			case "gone":
				delete(want, id)
			case "sent":
				want[id] = lastSent(got.requests, id)
			default:
				t.Errorf("changes.%s: %q is neither gone nor sent", id, change)
			}
		default:
			t.Errorf("changes.%s: %v is no change", id, change)
		}
	}
	return want
}

// plainMap is a map as JSON decodes it; null stays, for it takes away.
func plainMap(m map[string]any) map[string]any { return plain(m).(map[string]any) }

// lastSent is the resource that the last body describes.
func lastSent(requests []seenRequest, id string) map[string]any {
	for _, r := range slices.Backward(requests) {
		if object, ok := decodeBody(r.body).(map[string]any); ok {
			delete(object, "schemas")
			return lay(object, map[string]any{"id": id})
		}
	}
	return nil
}

// logKeys are all that a log line may tell, in their order.
var logKeys = []string{"outcome", "reason", "event", "user_id", "id", "requests", "ms"}

func (e *contractOutcome) checkLog(t *testing.T, at addresses, got *observation, confidential []string) {
	t.Helper()
	if len(got.logs) != 1 {
		t.Errorf("it logged %d lines, want one: %v", len(got.logs), got.logs)
		return
	}
	line := got.logs[0]
	line.Text = at.forget(line.Text)
	if len(line.Text) > 256 {
		t.Errorf("the log line has %d characters: %s", len(line.Text), line.Text)
	}
	for _, secret := range append(confidential, action.Masked) {
		if strings.Contains(line.Text, secret) {
			t.Errorf("the log tells %q: %s", secret, line.Text)
		}
	}
	var record map[string]any
	if err := json.Unmarshal([]byte(line.Text), &record); err != nil {
		t.Errorf("the log is no JSON: %s", line.Text)
		return
	}
	if keys := keysInOrder(line.Text); !slices.IsSortedFunc(keys, func(a, b string) int {
		return slices.Index(logKeys, a) - slices.Index(logKeys, b)
	}) || slices.ContainsFunc(keys, func(key string) bool { return !slices.Contains(logKeys, key) }) {
		t.Errorf("the log tells other facts than %v, or in another order: %s", logKeys, line.Text)
	}
	told := map[string]any{"outcome": e.Outcome, "requests": len(got.requests), "level": "log"}
	if e.Outcome == "failed" {
		told["level"] = "error"
	}
	if got.elapsed >= 0 {
		told["ms"] = got.elapsed
	}
	record["level"] = line.Level
	for key, want := range lay(told, e.Log) {
		if diff := cmp.Diff(plain(want), record[key]); diff != "" {
			t.Errorf("%s of the log (-want +got):\n%s%s", key, diff, line.Text)
		}
	}
	if e.Outcome == "skipped" && record["reason"] == nil {
		t.Errorf("the log does not say why: %s", line.Text)
	}
}

// keysInOrder are the keys of a JSON object.
func keysInOrder(text string) []string {
	decoder := json.NewDecoder(strings.NewReader(text))
	var keys []string
	_, _ = decoder.Token()
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			break
		}
		var value json.RawMessage
		if decoder.Decode(&value) != nil {
			break
		}
		keys = append(keys, fmt.Sprint(key))
	}
	return keys
}

// hold looks through the text of an Action.
func (want *contractText) hold(t *testing.T, code string) {
	t.Helper()
	for _, pattern := range want.Has {
		if !regexp.MustCompile("(?m)" + pattern).MatchString(code) {
			t.Errorf("the Action lacks %s", pattern)
		}
	}
	for _, pattern := range want.Lacks {
		if found := regexp.MustCompile("(?m)" + pattern).FindString(code); found != "" {
			t.Errorf("the Action has %q, by %s", found, pattern)
		}
	}
}
