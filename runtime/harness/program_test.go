package harness_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

func TestSyntaxErrors(t *testing.T) {
	for code, want := range map[string]string{
		"let a;\nlet a;":                        "a.js:2:5: Identifier 'a' has already been declared",
		"if (x) {":                              "a.js:1:9: Unexpected end of input (a brace, bracket or parenthesis is not closed)",
		"var x;\n  for await (const y of x) {}": "a.js:2:7: `for await` is not supported by the harness (use for…of with await inside the loop)",
		"async function* g() {}":                "a.js:1:1: async generators are not supported by the harness (collect the values in an array)",
		"x;\nvar r = /a/v":                      "a.js:2:9: the v flag of regular expressions is not supported by the harness (use the u flag)",
		"x;\n f(/\\p{Emoji}/u)":                 `a.js:2:4: the harness does not know the Unicode property \p{Emoji} (use a general category, like \p{L}, or character ranges)`,
		"import x from 'y'":                     "a.js:1:1: import and export are not supported in an Action (write exports.onExecuteEventStream = …)",
		"}); (function () {":                    "a.js:1:1: Unexpected token '}' (the braces of the file do not match)",
	} {
		_, err := harness.Compile("a.js", []byte(code))
		var syntax *harness.SyntaxError
		if !errors.As(err, &syntax) || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", code, err, want)
		}
	}
}

func TestFilesThatHoldNoAction(t *testing.T) {
	for code, want := range map[string]string{
		"":                                   "a.js: exports nothing: write exports.onExecuteEventStream = async (event, api) => { … }",
		"exports.handler = () => {}":         `a.js: exports no onExecuteEventStream but ["handler"]: write exports.onExecuteEventStream = async (event, api) => { … }`,
		"exports.onExecuteEventStream = 5":   "a.js: exports.onExecuteEventStream is no function: write exports.onExecuteEventStream = async (event, api) => { … }",
		"module.exports = null":              "a.js: module.exports is no object: write exports.onExecuteEventStream = async (event, api) => { … }",
		"\nthrow new Error('at load')":       "a.js: the file throws when it is loaded: Error: at load at a.js:2:7",
		"require('axios')":                   "a.js: the file throws when it is loaded: TypeError: Cannot find module 'axios': there are no npm packages in the harness: bundle what the Action needs into its file at a.js:1:8",
		"Promise.reject(new Error('async'))": "a.js: the file throws when it is loaded: Error: unhandled rejection, which ends a Node process: async at a.js:1:16",
	} {
		program, err := harness.Compile("a.js", []byte(code))
		if err != nil {
			t.Fatal(err)
		}
		_, err = harness.New(program, harness.Options{}).Deliver(context.Background(), action.Event{Message: json.RawMessage(`{}`)}, created)
		var load *harness.LoadError
		if !errors.As(err, &load) || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", code, err, want)
		}
	}
}

func TestShapesOfActionFiles(t *testing.T) {
	for _, code := range []string{
		"exports.onExecuteEventStream = async (event, api) => { console.log('ran'); };",
		"module.exports = { async onExecuteEventStream() { console.log('ran'); } };",
		"'use strict'; exports.onExecuteEventStream = function () { console.log('ran'); };",
		"#!/usr/bin/env node\nexports.onExecuteEventStream = () => console.log('ran') // no newline",
		"\uFEFFmodule.exports.onExecuteEventStream = () => ({ then(resolve) { console.log('ran'); resolve(); } })",
	} {
		program, err := harness.Compile("a.js", []byte(code))
		if err != nil {
			t.Fatal(err)
		}
		transcript := deliver(t, harness.New(program, harness.Options{}), created, nil)
		if got := logged(transcript); got != "ran" || transcript.Outcome != action.Delivered {
			t.Errorf("%q: logged %q, outcome %s, %v", code, got, transcript.Outcome, transcript.Failure)
		}
	}
}

// minified returns a minified Action that throws, and its source map.
func minified(t *testing.T) (code, sourceMap []byte) {
	t.Helper()
	result := api.Transform(`
exports.onExecuteEventStream = async () => {
  const broken = (subject) => {
    throw new Error(subject);
  };
  broken("here");
};
`, api.TransformOptions{Sourcefile: "source.ts", Sourcemap: api.SourceMapExternal, MinifyWhitespace: true, MinifySyntax: true})
	if len(result.Errors) > 0 {
		t.Fatal(result.Errors)
	}
	return result.Code, result.Map
}

func TestStacksAreMapped(t *testing.T) {
	code, sourceMap := minified(t)
	inline := append(code, "//# sourceMappingURL=data:application/json;base64,"+base64.StdEncoding.EncodeToString(sourceMap)...)
	for name, compile := range map[string]func() (*harness.Program, error){
		"given": func() (*harness.Program, error) {
			return harness.Compile("min.js", code, harness.WithSourceMap(sourceMap))
		},
		"inline": func() (*harness.Program, error) { return harness.Compile("min.js", inline) },
	} {
		program, err := compile()
		if err != nil {
			t.Fatal(err)
		}
		failure := deliver(t, harness.New(program, harness.Options{}), created, nil).Failure
		want := action.Frame{File: "source.ts", Line: 4, Column: 11}
		if len(failure.Stack) == 0 || failure.Stack[0] != want {
			t.Errorf("%s: stack %v, want first %v", name, failure.Stack, want)
		}
	}
	if _, err := harness.Compile("min.js", code, harness.WithSourceMap([]byte("{"))); err == nil {
		t.Error("a source map that is none is taken")
	}
}
