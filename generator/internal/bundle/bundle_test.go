package bundle

import (
	"strings"
	"testing"
)

const sample = `// The mapping: a sample.

/** @import { ScimUser } from "./types.js" */
import { readFields } from "./profile.js";

/** Keys. */
export const MATCH_BY = ["externalId"];

/** Nobody uses this. */
export const UNUSED = 1;

/** More. */
export const CONNECTIONS = /** @type {string[]} */ ([]);

export const TIMEOUT_MS = 1500;

export const MAX_RETRIES = 1;

export const BUDGET_MS = 9000;

export const HEADERS = { Accept: "application/json" };

export const CONTENT_TYPE = "application/scim+json";

/**
 * Builds it.
 *
 * @returns {ScimUser}
 */
export function buildScimUser(user, connection) {
  const scim = { schemas: [], externalId: user.user_id };

  // A blank line within a declaration does not end it.
  return scim;
}

export function readUser(raw) {
  return readFields(raw, { user_id: "string" }, "user");
}
`

func sampleSlots() map[string]string {
	return map[string]string{
		"#auth":       "auth/bearer",
		"#conflict":   "conflict/verify",
		"#deactivate": "deactivate/put",
		"#missing":    "missing/skip",
		"#patch":      "patch/pathless",
		"#update":     "update/put",
	}
}

func TestBundle(t *testing.T) {
	in := Input{Banner: "/** Banner */\n", Mapping: sample, Slots: sampleSlots(), Features: []string{"delete-delete"}}
	code, err := Bundle(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"/** Banner */\n\n\"use strict\";\n\n// The mapping: a sample.\n\n/** Keys. */\nconst MATCH_BY",
		"/**\n * Builds it.\n *\n * @returns {ScimUser}\n */\nfunction buildScimUser(user, connection) {",
		"  // A blank line within a declaration does not end it.\n",
		"\nexports.onExecuteEventStream = onExecuteEventStream;\n",
		" ScimUser\n */\n",
	} {
		if !strings.Contains(code, want) {
			t.Errorf("the Action lacks %q", want)
		}
	}
	for _, unwanted := range []string{"import ", "export ", "@import", "UNUSED", "Nobody uses this", "compareText", "__commonJS"} {
		if strings.Contains(code, unwanted) {
			t.Errorf("the Action holds %q", unwanted)
		}
	}
	if again, _ := Bundle(in); again != code {
		t.Error("the same input gives other bytes")
	}
}

func TestBundleErrors(t *testing.T) {
	for name, c := range map[string]struct{ mapping, want string }{
		"a statement at the top": {sample + "\nconsole.log(1);\n", "neither a heading, an import nor a declaration"},
		"a second declaration":   {sample + "\nfunction readFields() {}\n", "two modules of the template declare readFields"},
		"a comment of nothing":   {sample + "\n/** Nothing */\n", "neither a heading, an import nor a declaration"},
		"what does not parse":    {strings.Replace(sample, "const scim =", "const =", 1), "bundling the Action: action.js:"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Bundle(Input{Mapping: c.mapping, Slots: sampleSlots(), Features: []string{"delete-delete"}})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestMinify(t *testing.T) {
	code, err := Bundle(Input{Mapping: sample, Slots: sampleSlots(), Features: []string{"delete-delete"}})
	if err != nil {
		t.Fatal(err)
	}
	minified, sourceMap, err := Minify("/** Banner */", code, "action.js")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(minified, "/** Banner */\n") || !strings.Contains(minified, "exports.onExecuteEventStream=") {
		t.Errorf("the minified form is not an Action behind its banner: %.80s", minified)
	}
	if len(minified)*2 > len(code) {
		t.Errorf("%d bytes are minified to %d", len(code), len(minified))
	}
	if !strings.Contains(sourceMap, `"action.js"`) {
		t.Errorf("the source map does not name action.js: %.80s", sourceMap)
	}
}
