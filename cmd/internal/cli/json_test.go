package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/source"
)

var jsonSeeds = []string{
	`{}`, `[]`, `null`, `"text"`, `-1.5e3`, `12345678901234567890`,
	`{"a":{"b":[1,2,{"c":null}]},"empty":{},"none":[]}`,
	`{"z":1,"a":2,"z":3}`,
	`{"long":["` + strings.Repeat("x", 60) + `","` + strings.Repeat("y", 60) + `"]}`,
	"{\"text\":\"\\u001b[31m \u202e \u2028 <b> \U000E0001\"}",
	`{"half":"\ud800"}`,
	`{"a":1}{"a":2}`, "[1,\n2]\n[3]", `{"a":`, `{,}`, `[1 2]`, "\x00", `'a'`,
}

// What is shown of a JSON text is that text, laid out, and nothing that a
// terminal would act upon.
func FuzzLayoutJSON(f *testing.F) {
	for _, seed := range jsonSeeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		shown := strings.Join(layoutJSON(text), "\n")
		if i := strings.IndexFunc(strings.ReplaceAll(shown, "\n", ""), unprintable); i >= 0 {
			t.Errorf("%q is shown as %q", text, shown)
		}
		if !json.Valid([]byte(text)) {
			return
		}
		for _, form := range []string{shown, flatJSON(text)} {
			if diff := cmp.Diff(decoded(t, text), decoded(t, form)); diff != "" {
				t.Errorf("%s is shown as %s: %s", text, form, diff)
			}
		}
	})
}

// What is nested as deeply as JSON may be takes no longer than its size asks for.
func TestLayoutOfDeepJSON(t *testing.T) {
	deep := strings.Repeat(`{"a":[`, 4999) + strings.Repeat(`]}`, 4999)
	lines := layoutJSON(deep)
	if size := len(strings.Join(lines, "\n")); len(lines) < jsonDepth || size > 2*len(deep) {
		t.Errorf("%d bytes are laid out as %d, in %d lines", len(deep), size, len(lines))
	}
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return v
}

// Reading gives values with their places, or one fault that has a place.
func FuzzJSONValues(f *testing.F) {
	for _, seed := range jsonSeeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("values.json", text)
		values, fault := jsonValues(file)
		if fault != nil {
			if fault.Span.Start < 0 || fault.Span.End > len(file.Text) || fault.Span.Start > fault.Span.End {
				t.Errorf("%q: the fault is at %d to %d", text, fault.Span.Start, fault.Span.End)
			}
			if err := diag.WriteText(new(bytes.Buffer), diag.List{*fault}, diag.TextOptions{}); err != nil {
				t.Error(err)
			}
			return
		}
		for _, v := range values {
			if got := v.span.Text(); got != string(v.raw) || !json.Valid(v.raw) {
				t.Errorf("%q: the value %q is said to be at %q", text, v.raw, got)
			}
		}
	})
}
