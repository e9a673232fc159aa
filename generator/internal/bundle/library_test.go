package bundle

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/runtime/harness"
)

// libraryOf bundles the functions of the file h.ts, which has to succeed.
func libraryOf(t *testing.T, text string, exports ...string) *Library {
	t.Helper()
	folder := t.TempDir()
	putFile(t, filepath.Join(folder, "h.ts"), []byte(text))
	library, problems := Functions(folder, "h.ts", exports)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return library
}

// What lies around the files is no part of them: the same bytes come of them in
// every place.
func TestFunctionsAreTheSameEverywhere(t *testing.T) {
	files := map[string]string{
		"mappings/helpers/h.ts":            `import { loud } from "loud"; import * as own from "./own.cjs"; export const f = (s: string) => loud(s) + own.mark;`,
		"mappings/helpers/own.cjs":         `exports.mark = "!";`,
		"node_modules/loud/package.json":   `{"name": "loud", "version": "1.0.0", "main": "index.cjs"}`,
		"node_modules/loud/index.cjs":      `const { up } = require("./up.cjs"); exports.loud = up;`,
		"node_modules/loud/up.cjs":         `exports.up = (s) => s.toUpperCase();`,
		"mappings/helpers/without/deps.ts": `import { mark } from "../own.cjs"; export const f = () => mark;`,
	}
	bundled := func(root, folder string, extra map[string]string) string {
		for _, list := range []map[string]string{files, extra} {
			for name, text := range list {
				putFile(t, filepath.Join(root, filepath.FromSlash(name)), []byte(text))
			}
		}
		text := ""
		for _, file := range []string{"helpers/h.ts", "helpers/without/deps.ts"} {
			library, problems := Functions(folder, file, []string{"f"})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			text += library.section().heading + "\n" + library.declaration
		}
		return text
	}
	one, other := t.TempDir(), filepath.Join(t.TempDir(), "node_modules", "some", "place")
	want := bundled(one, filepath.Join(one, "mappings"), nil)
	t.Chdir(t.TempDir())
	relative, linked := filepath.Join("deep", "down"), t.TempDir()
	if err := os.Symlink(filepath.Join(one, "node_modules"), filepath.Join(linked, "node_modules")); err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]string{
		"within another package, with settings for TypeScript": bundled(other, filepath.Join(other, "mappings"), map[string]string{
			"tsconfig.json":          `{"compilerOptions": {"target": "es5", "baseUrl": "/", "jsx": "react", "useDefineForClassFields": false}}`,
			"mappings/package.json":  `{"type": "commonjs", "sideEffects": false}`,
			"mappings/tsconfig.json": `{"extends": "../tsconfig.json"}`,
		}),
		"seen from the folder that the program runs in": bundled(relative, filepath.Join(relative, "mappings"), nil),
		"with packages that are elsewhere":              bundled(linked, filepath.Join(linked, "mappings"), nil),
	} {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestTooLargeFunctions(t *testing.T) {
	large := func(bytes int) []byte {
		return fmt.Appendf(nil, "export const large = () => %q;\n", strings.Repeat("x", bytes))
	}
	for name, c := range map[string]struct {
		files map[string][]byte
		want  string
	}{
		"their own code": {
			map[string][]byte{"h.js": large(SizeLimit)},
			"h.js: the functions take 100056 bytes, minified, and the whole Action may take 100000 (the most of it: h.js, 100056 bytes unminified)",
		},
		"that of packages": {
			map[string][]byte{
				"h.js":                         []byte(`import { large as a } from "@big/a"; import { large as b } from "b"; export const large = () => a() + b();`),
				"node_modules/@big/a/index.js": large(SizeLimit * 2 / 3),
				"node_modules/b/index.js":      large(SizeLimit / 3),
			},
			"(the most of it: @big/a, 66690 bytes unminified; b, 33358 bytes unminified)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			for file, text := range c.files {
				putFile(t, filepath.Join(folder, filepath.FromSlash(file)), text)
			}
			_, problems := Functions(folder, "h.js", []string{"large"})
			if len(problems) != 1 || !strings.Contains(problems[0].String(), c.want) {
				t.Errorf("the problems are %v, want one with %q", problems, c.want)
			}
		})
	}
}

// TestBundleWithFunctions puts a library into an Action that calls it, and into
// one that does not.
func TestBundleWithFunctions(t *testing.T) {
	const notice = "/*! (c) its author */"
	library := libraryOf(t, notice+`
		let loaded = "##NAME##".length;
		export const double = (n: number) => 2 * n + loaded - 8;
	`, "double")
	slots := sampleSlots()
	call := strings.Replace(sample, "user.user_id };", "functions.double(user.user_id) };", 1)
	code, err := Bundle(Input{Banner: "/** Banner */", Mapping: call, Slots: slots, Features: []string{"delete-delete"}, Functions: library})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(code, "\n// Functions of the mapping, from h.ts.\n\n") || strings.Count(code, "const functions =") != 1 {
		t.Errorf("the functions have no section in:\n%s", code)
	}
	minified, _, err := Minify("/** Banner */", code, "action.js")
	if err != nil {
		t.Fatal(err)
	}
	for form, text := range map[string]string{"readable": code, "minified": minified} {
		if holdsToken(text) || strings.Count(text, notice) != 1 {
			t.Errorf("the %s form holds a token, or lacks the notice of an author:\n%s", form, text)
		}
		if _, err := harness.Compile("action.js", []byte(text)); err != nil {
			t.Errorf("the %s form: %v", form, err)
		}
	}
	without, err := Bundle(Input{Banner: "/** Banner */", Mapping: sample, Slots: slots, Features: []string{"delete-delete"}})
	if err != nil {
		t.Fatal(err)
	}
	uncalled, err := Bundle(Input{Banner: "/** Banner */", Mapping: sample, Slots: slots, Features: []string{"delete-delete"}, Functions: library})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(without, uncalled); diff != "" {
		t.Errorf("functions that nothing calls leave a trace (-without +with):\n%s", diff)
	}
}

// TestSyntaxOfFunctions runs what is new in JavaScript, or would be a token of
// auth0-deploy-cli, in the engine of the tests, in both forms of a library.
func TestSyntaxOfFunctions(t *testing.T) {
	library := libraryOf(t, `
		enum Kind { Work = "work", Home = "home" }
		class Counter {
			static readonly all: Counter[] = [];
			static #made = 0;
			static { Counter.#made = 40; }
			#n = 1;
			constructor(private readonly step = 1) { Counter.all.push(this); Counter.#made++; }
			get #next() { return (this.#n += this.step); }
			count() { return #n in this ? this.#next + Counter.#made : NaN; }
		}
		async function* later() { yield 1; }
		async function wait() { for await (const n of later()) await n; }
		export const classes = () => new Counter().count();
		export function operators(a?: { b?: string }) {
			let text: string | undefined = undefined;
			text ??= a?.b ?? "none";
			text &&= text + 1_000 ** 2;
			try { text ||= ""; } catch { wait(); }
			return [text, Kind.Home satisfies string, [..."aé"].at(-1)!, 10n ** 2n === 100n];
		}
		export const patterns = (text: string) => [
			text.match(/(?<first>\p{Lu})(?<=A)/u)?.groups?.first, text.replaceAll(/\s/g, "-"), /^[^]$/s.test("\n"),
		];
		export const tokens = (name: string) => ["##A##", '@@B@@', `+"`##${name}@@`, String.raw`\\##${name}##`"+`, /^##@@$/.test("##@@"), { "##": 1 }["##"]];
	`, "classes", "operators", "patterns", "tokens")
	minified, err := compact(library.declaration)
	if err != nil {
		t.Fatal(err)
	}
	for form, text := range map[string]string{"readable": library.declaration, "minified": minified} {
		if holdsToken(text) {
			t.Errorf("the %s form holds a token:\n%s", form, text)
		}
		functions, err := harness.LoadFunctions("h.js", text, harness.Options{})
		if err != nil {
			t.Fatalf("%s: %v", form, err)
		}
		for name, c := range map[string]struct{ arg, want any }{
			"classes":   {nil, 43.0},
			"operators": {map[string]any{"b": "c"}, []any{"c1000000", "home", "é", true}},
			"patterns":  {"Ada B", []any{"A", "Ada-B", true}},
			"tokens":    {"C", []any{"##A##", "@@B@@", "##C@@", `\##C##`, true, 1.0}},
		} {
			got, err := functions.Call(t.Context(), name, c.arg)
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
				t.Errorf("%s, %s: %v (-want +got):\n%s", form, name, err, diff)
			}
		}
	}
}
