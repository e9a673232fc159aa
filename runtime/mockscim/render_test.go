package mockscim

import (
	"bytes"
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

// TestAppendJSONIsEncodingJSON holds what the server writes by itself to what
// encoding/json makes of the same value.
func TestAppendJSONIsEncodingJSON(t *testing.T) {
	scalar := rapid.OneOf(rapid.Just[any](nil), rapid.Map(rapid.Bool(), func(b bool) any { return b }),
		rapid.Map(rapid.String(), func(s string) any { return s }), rapid.Map(rapid.Int(), func(n int) any { return n }),
		rapid.Just[any]("<a&b>\"\\\u2028\x7f"), rapid.Just[any](json.Number("1.50")), rapid.Just[any](map[string]any(nil)))
	list := rapid.Map(rapid.SliceOfN(scalar, 0, 3), func(l []any) any { return l })
	value := rapid.MapOfN(rapid.String(), rapid.OneOf(scalar, list,
		rapid.Map(rapid.MapOfN(rapid.String(), list, 0, 3), func(m map[string]any) any { return m })), 0, 4)
	rapid.Check(t, func(t *rapid.T) {
		v := value.Draw(t, "value")
		var want bytes.Buffer
		encoder := json.NewEncoder(&want)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(v); err != nil {
			t.Fatal(err)
		}
		if got := append(appendJSON(nil, v), '\n'); string(got) != want.String() {
			t.Fatalf("wrote %s, encoding/json writes %s", got, want.String())
		}
	})
}
