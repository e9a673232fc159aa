package harness

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/dop251/goja"
)

// FuzzReadJSON holds the reader to goja's own JSON.parse: what it takes, goja
// takes too, and makes the same of it. The seeds are the lines of a file.
func FuzzReadJSON(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("testdata", "json-texts.txt"))
	if err != nil {
		f.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		f.Add(string(bytes.TrimSuffix(line, []byte("\n"))))
	}
	vm := goja.New()
	parse, _ := goja.AssertFunction(vm.Get("JSON").ToObject(vm).Get("parse"))
	show, err := vm.RunString(`(value) => {
		const show = (v) => typeof v !== "object" || v === null ? [typeof v, Object.is(v, -0) ? "-0" : String(v)]
			: [Array.isArray(v), Object.getPrototypeOf(v) === (Array.isArray(v) ? Array : Object).prototype,
				Object.entries(Object.getOwnPropertyDescriptors(v)).map(([name, d]) =>
					[name, d.writable, d.enumerable, d.configurable, show(d.value)])];
		return JSON.stringify(show(value));
	}`)
	if err != nil {
		f.Fatal(err)
	}
	shown, _ := goja.AssertFunction(show)
	f.Fuzz(func(t *testing.T, text string) {
		if nesting(text) > 100 || surrogate.MatchString(text) {
			t.Skip("nests too deep for goja, or has half a surrogate pair, of which it makes U+FFFD")
		}
		got, ok := readJSON(vm, text)
		want, err := parse(goja.Undefined(), vm.ToValue(text))
		if !ok {
			return
		}
		if err != nil {
			t.Fatalf("%q was read, but goja refuses it: %v", text, err)
		}
		gotShown, err1 := shown(goja.Undefined(), got)
		wantShown, err2 := shown(goja.Undefined(), want)
		if err1 != nil || err2 != nil || gotShown.String() != wantShown.String() {
			t.Fatalf("%q was read as\n%v %v, but goja reads\n%v %v", text, gotShown, err1, wantShown, err2)
		}
	})
}

var surrogate = regexp.MustCompile(`(?i)\\ud[89a-f]`)

// TestHalvesOfSurrogatePairs are read as they are, as V8 does.
func TestHalvesOfSurrogatePairs(t *testing.T) {
	vm := goja.New()
	for text, want := range map[string]string{
		`"\ud83d"`: "d83d", `"a\uDE00b"`: "61,de00,62", `"\ud83d\ude00"`: "d83d,de00", `"\ude00\ud83d\n"`: "de00,d83d,a", `"é\ud83d😀"`: "e9,d83d,d83d,de00",
	} {
		value, ok := readJSON(vm, text)
		if !ok {
			t.Errorf("%s is not read", text)
			continue
		}
		must(vm.Set("text", value))
		got, err := vm.RunString(`text.split("").map((unit) => unit.charCodeAt(0).toString(16)).join()`)
		if err != nil || got.String() != want {
			t.Errorf("%s is %v, want %s (%v)", text, got, want, err)
		}
	}
	for _, text := range []string{`"\ud83d`, `"\ud83d\x"`, "\"\\ud83d\n\"", `"\ud8`} {
		if _, ok := readJSON(vm, text); ok {
			t.Errorf("%q is read", text)
		}
	}
}

// TestReadJSONItself makes sure that the reader takes what deliveries are made
// of, rather than leave it to goja.
func TestReadJSONItself(t *testing.T) {
	for _, text := range []string{
		`{"a": [1, -0.5e3, true, false, null, "é\u00e9\n"], "__proto__": {}, "": ""}`, ` [ ] `, `{}`, `0`, `"\/"`,
	} {
		if _, ok := readJSON(goja.New(), text); !ok {
			t.Errorf("%s was left to goja", text)
		}
	}
}
