package reference

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"cel.dev/cel-go/common/types"
)

// TestParse reads texts as JavaScript does, and writes them as it does.
func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		`null`: `null`, ` true `: `true`, "\t\n\r false": `false`, `""`: `""`, `[]`: `[]`, `{}`: `{}`, `[1,[2,{}]]`: `[1,[2,{}]]`,
		`-0`: `0`, `1e3`: `1000`, `1E-7`: `1e-7`, `123456789012345678901234567890`: `1.2345678901234568e+29`, `0.1`: `0.1`, `1e21`: `1e+21`,
		`9007199254740993`: `9007199254740992`, `1e400`: `null`,
		`"\u0041\/\b\f\n\r\t\"\\"`: `"A/\b\f\n\r\t\"\\"`, `"\u001f\u007f"`: "\"\\u001f\x7f\"", `"é😀"`: `"é😀"`, `"\ud83d\ude00"`: `"😀"`,
		`"\ud83d"`: `"\ud83d"`, `"\ude00\ud83d"`: `"\ude00\ud83d"`, `"\ud83dx\uDE00"`: `"\ud83dx\ude00"`, "\"\u2028\"": "\"\u2028\"",
		`{"b":1,"a":2,"b":3}`: `{"b":3,"a":2}`, `{"__proto__":{"x":1}}`: `{"__proto__":{"x":1}}`,
	} {
		value, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := string(appendJSON(nil, value)); got != want {
			t.Errorf("%s is written as %s, want %s", text, got, want)
		}
	}
	deep := strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000)
	for _, text := range []string{
		``, ` `, `nul`, `truefalse`, `[1,]`, `[,1]`, `{"a":1,}`, `{a:1}`, `{"a" 1}`, `{"a":}`, `01`, `1.`, `.5`, `-`, `+1`, `1e`, `0x1`, `NaN`,
		`"`, `"\x41"`, `"\u12"`, `"\u+123"`, "\"\n\"", `'a'`, `1 2`, `[1`, `{"a":1`, "\u00a0 1", "\ufeff1", `{"a":1}}`, deep,
	} {
		if value, err := Parse(text); err == nil {
			t.Errorf("%.40s is taken for %.40v", text, value)
		}
	}
}

// TestTimestampText has as many digits of a fraction as are needed, of three.
func TestTimestampText(t *testing.T) {
	for written, want := range map[string]string{
		"2025-01-02T03:04:05Z":                "2025-01-02T03:04:05Z",
		"2025-01-02T03:04:05.5+01:00":         "2025-01-02T02:04:05.500Z",
		"2025-01-02T03:04:05.123456Z":         "2025-01-02T03:04:05.123456Z",
		"2025-01-02T03:04:05.123456789-00:30": "2025-01-02T03:34:05.123456789Z",
	} {
		at, err := time.Parse(time.RFC3339Nano, written)
		if err != nil {
			t.Fatal(err)
		}
		if got := timestampText(types.Timestamp{Time: at}); got != want {
			t.Errorf("%s is written as %s, want %s", written, got, want)
		}
	}
}

// FuzzParse holds the reader to the one of the standard library, wherever that keeps
// what ours does.
func FuzzParse(f *testing.F) {
	for _, text := range []string{`{"a":[1,2.5e3,"x\u00e9\ud83d"],"b":null}`, `[true,false,{"":{}}]`, `-0.0e-5`, `"\\u"`, `{"a":1,"a":2}`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 || !utf8.ValidString(text) {
			t.Skip("long texts show nothing new, and each reader has its own way with what is no UTF-8")
		}
		ours, err := Parse(text)
		if valid := json.Valid([]byte(text)); valid != (err == nil) {
			t.Fatalf("%q: to encoding/json valid is %v, to ours it is %v", text, valid, err)
		}
		var theirs any
		if json.Unmarshal([]byte(text), &theirs) != nil {
			return // a number beyond the range of a double, too
		}
		var again any
		if err := json.Unmarshal(appendJSON(nil, clean(ours)), &again); err != nil {
			t.Fatalf("%s is written as what is no JSON: %v", text, err)
		}
		if !reflect.DeepEqual(plainOfNulls(theirs), plainOfNulls(again)) {
			t.Errorf("%s is %v, encoding/json has %v", text, again, theirs)
		}
	})
}

// plainOfNulls is a value without the keys that hold null, which clean takes away.
func plainOfNulls(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, item := range v {
			if v[key] = plainOfNulls(item); item == nil {
				delete(v, key)
			}
		}
	case []any:
		for i, item := range v {
			v[i] = plainOfNulls(item)
		}
	}
	return value
}
