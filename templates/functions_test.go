package templates_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// TestCall calls functions of a mapping's own: each line of testdata/functions.txt
// is the type that one is declared to give back, what it computes, and behind the
// last => what comes of it.
func TestCall(t *testing.T) {
	library := celLibrary(t)
	for _, line := range readCases(t, "testdata/functions.txt") {
		declared, rest, _ := strings.Cut(line, ": ")
		at := strings.LastIndex(rest, " => ")
		if at < 0 {
			t.Fatalf("no => in %q", line)
		}
		code, want := rest[:at], rest[at+len(" => "):]
		if got := outcomeOf(t, library, `call("f", "`+declared+`", () => (`+code+`))`); got != want {
			t.Errorf("%s: it comes to %s", line, got)
		}
	}
}

// outcomeOf is a value as JSON, "(missing)" or the text of an EvaluationError.
func outcomeOf(t *testing.T, library *goja.Program, code string) string {
	t.Helper()
	vm := goja.New()
	if _, err := vm.RunProgram(library); err != nil {
		t.Fatal(err)
	}
	value, err := vm.RunString(`(() => {
		try {
			return JSON.stringify(` + code + `);
		} catch (error) {
			if (!(error instanceof EvaluationError)) throw error;
			return error.missing ? "(missing)" : error.message;
		}
	})()`)
	if err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	return value.String()
}

// A function must be able neither to change what it is given nor to change later
// what it has given back.
func TestCopies(t *testing.T) {
	library := celLibrary(t)
	for code, want := range map[string]string{
		// What changes is the copy.
		`(() => {
			const user = { tags: ["a"], address: { city: "London" } };
			call("f", "dyn", () => {
				const copy = copyOf(user);
				copy.tags.push("b");
				copy.address.city = "Paris";
				delete copy.address;
				return copy;
			});
			return user;
		})()`: `{"tags":["a"],"address":{"city":"London"}}`,
		`(() => {
			const kept = { tags: ["a"] };
			const result = call("f", "dyn", () => kept);
			kept.tags.push("b");
			return result;
		})()`: `{"tags":["a"]}`,
		// Maps have no prototype, at any depth: no key is there but those of the data.
		`(() => {
			const result = call("f", "list(map)", () => [{ a: { b: 1 } }]);
			return [result[0], result[0].a, copyOf({ a: 1 })].map((map) => Object.getPrototypeOf(map));
		})()`: `[null,null,null]`,
		// Nor can a value bring one.
		`(() => {
			const result = call("f", "dyn", () => JSON.parse('{"__proto__": {"admin": true}}'));
			return [result.admin === undefined, {}.admin === undefined];
		})()`: `[true,true]`,
		`copyOf("a")`:              `"a"`,
		`copyOf(null)`:             `null`,
		`copyOf([1, [2, true]])`:   `[1,[2,true]]`,
		`copyOf({ at: 10n })`:      `the mapping returned a bigint, not JSON data`,
		`copyOf(found(undefined))`: `(missing)`,
	} {
		if got := outcomeOf(t, library, code); got != want {
			t.Errorf("%s comes to %s, want %s", code, got, want)
		}
	}
}
