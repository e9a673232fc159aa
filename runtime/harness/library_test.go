package harness_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
)

const functions = `const functions = (() => {
  let calls = 0;
  return {
    nothing() {},
    same: (value) => value,
    count: () => ++calls,
    fail() { throw new RangeError("no such country"); },
    endless() { for (;;); },
    date: () => new Date(0),
    nested: () => [{ a: NaN }],
    async later() {},
  };
})();`

func ExampleLibrary_Call() {
	library, err := harness.LoadFunctions("helpers.js", `const functions = {
	  initials: (name) => name.split(" ").map((word) => word[0]).join(""),
	};`, harness.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Println(library.Call(context.Background(), "initials", "Ada Lovelace"))
	// Output: AL <nil>
}

func TestLibrary(t *testing.T) {
	library, err := harness.LoadFunctions("helpers.js", functions, harness.Options{Limits: harness.Limits{CPU: 100 * time.Millisecond}})
	if err != nil {
		t.Fatal(err)
	}
	data := map[string]any{"a": []any{1.5, "ü", nil, true}}
	for _, c := range []struct {
		name string
		args []any
		want any
		err  string
	}{
		{"same", []any{data}, data, ""},
		{"nothing", nil, nil, ""},
		{"count", nil, 1.0, ""},
		{"fail", nil, nil, "RangeError: no such country"},
		{"date", nil, nil, "no JSON data"},
		{"nested", nil, nil, "no JSON data"},
		{"later", nil, nil, "no JSON data"},
		{"toString", nil, nil, "there is no function toString"},
		{"endless", nil, nil, "without coming to an end"},
		{"same", []any{"again"}, "again", ""},
	} {
		got, err := library.Call(t.Context(), c.name, c.args...)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		var failure *action.Failure
		if (err == nil) != (c.err == "") || err != nil && (!errors.As(err, &failure) || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("%s: error is %v, want %q", c.name, err, c.err)
		}
	}
}
