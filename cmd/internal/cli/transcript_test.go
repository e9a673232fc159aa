package cli

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/generator/source"
	"github.com/scimwright/scimwright/runtime/action"
)

// What servers answer, and what is shown of it.
func TestShortAnswer(t *testing.T) {
	data, err := os.ReadFile("testdata/answers.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	cases, fault := jsonValues(source.NewFile("answers.ndjson", string(data)))
	if fault != nil || len(cases) == 0 {
		t.Fatalf("testdata/answers.ndjson holds no cases (%v)", fault)
	}
	for _, c := range cases {
		var answer struct{ Body, Short string }
		if err := json.Unmarshal(c.raw, &answer); err != nil {
			t.Fatal(err)
		}
		if got := shortAnswer(answer.Body); got != answer.Short {
			t.Errorf("line %d: %s is shown as %q, want %q", c.span.Pos().Line, answer.Body, got, answer.Short)
		}
	}
}

// Every part of a transcript is in its machine's form.
func TestTranscriptJSON(t *testing.T) {
	transcript := &action.Transcript{
		Exchanges: []action.Exchange{
			{
				Request:  action.Request{Method: "GET", URL: "https://example.com/Users", Header: map[string][]string{"Accept": {"a", "b"}}},
				Response: &action.Response{Status: 502, Body: "<html>"},
				Error:    "the connection broke off",
				At:       1500000,
				Took:     2000000,
			},
			{Request: action.Request{Method: "POST", URL: "https://example.com/Users", Body: `{"a":1}`}, Error: "refused"},
		},
		Outcome: action.Failed,
		Failure: &action.Failure{
			Kind: action.Thrown, Name: "ScimError", Message: "502 GET /Users", Status: 502, SCIMType: "x", Detail: "y",
			Stack: []action.Frame{{Function: "find", File: "action.js", Line: 3, Column: 5}},
			Cause: &action.Failure{Message: "refused"},
		},
		Logs:    []action.LogLine{{Level: "warn", Text: "careful"}},
		Cache:   []action.CacheOperation{{Kind: "get", Key: "k", Hit: true}, {Kind: "set", Key: "k", Value: "v", Error: action.CacheSizeExceeded}},
		Elapsed: 2500000,
	}
	got, err := json.Marshal(newTranscriptJSON(event{ID: "evt_1", Type: "user.updated"}, transcript))
	if err != nil {
		t.Fatal(err)
	}
	want := `{
		"event": {"id": "evt_1", "type": "user.updated"},
		"outcome": "failed",
		"exchanges": [
			{
				"request": {"method": "GET", "url": "https://example.com/Users", "headers": {"accept": "a, b"}},
				"response": {"status": 502, "headers": {}, "body": "<html>"},
				"error": "the connection broke off",
				"atMs": 1.5,
				"tookMs": 2
			},
			{
				"request": {"method": "POST", "url": "https://example.com/Users", "headers": {}, "body": {"a": 1}},
				"response": null,
				"error": "refused",
				"atMs": 0,
				"tookMs": 0
			}
		],
		"logs": [{"level": "warn", "text": "careful"}],
		"cache": [{"kind": "get", "key": "k", "hit": true}, {"kind": "set", "key": "k", "value": "v", "error": "CacheSizeExceeded"}],
		"failure": {
			"kind": "thrown", "name": "ScimError", "message": "502 GET /Users", "status": 502, "scimType": "x", "detail": "y",
			"stack": ["find (action.js:3:5)"],
			"cause": {"message": "refused"}
		},
		"elapsedMs": 2.5
	}`
	if diff := cmp.Diff(decoded(t, want), decoded(t, string(got))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
