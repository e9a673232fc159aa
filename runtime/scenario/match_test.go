package scenario_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/scenario"
)

func TestMatch(t *testing.T) {
	for _, tc := range []struct {
		pattern, value string // JSON
		exactly        bool
		want           string // mismatches, as path -want +got
	}{
		{`{"a": 1}`, `{"a": 1, "b": 2}`, false, ""},
		{`{"a": 1}`, `{"a": 1, "b": 2}`, true, "b - +2"},
		{`{"a": {"b": 1}}`, `{"a": {"b": 1, "c": 2}}`, true, "a.c - +2"},
		{`{"a": 1, "b": 2}`, `{"a": 3}`, false, "a -1 +3, b -2 +"},
		{`{"a": null}`, `{"a": null}`, false, ""},
		{`{"a": null}`, `{}`, false, "a -null +"},
		{`{"a": null}`, `{"a": 0}`, false, "a -null +0"},
		{`{"a": false}`, `{}`, false, "a -false +"},
		{`{"a": {}}`, `{}`, false, "a -{} +"},
		{`{"a": {}}`, `{"a": "x"}`, false, `a -{} +"x"`},
		{`[{"a": 1}, {"b": 2}]`, `[{"a": 1, "x": 0}, {"b": 3}]`, false, "[1].b -2 +3"},
		{`{"l": [1]}`, `{"l": [1, 2]}`, false, "l -[1] +[1,2]"},
		{`{"l": []}`, `{"l": []}`, false, ""},
		{`"<any>"`, `0`, false, ""},
		{`{"a": "<any>"}`, `{"a": ""}`, false, ""},
		{`{"a": "<any>"}`, `{"a": null}`, false, "a -something +null"},
		{`{"a": "<any>"}`, `{}`, false, "a -something +"},
		{`{"a": "<absent>"}`, `{}`, false, ""},
		{`{"a": "<absent>"}`, `{"a": null}`, false, "a - +null"},
		{`{"a": "<absent>"}`, `{}`, true, ""},
		{`"/^a.c$/"`, `"abc"`, false, ""},
		{`"/b/"`, `"abc"`, false, ""},
		{`"/^b/"`, `"abc"`, false, `all -/^b/ +"abc"`},
		{`"/^1/"`, `17`, false, ""},
		{`"/true/"`, `true`, false, "all -/true/ +true"},
		{`{"a": "/x/"}`, `{}`, false, "a -/x/ +"},
		{`"//"`, `"//"`, false, ""},
		{`"/"`, `"/"`, false, ""},
		{`"\\<any>"`, `"<any>"`, false, ""},
		{`"\\<any>"`, `"x"`, false, `all -"<any>" +"x"`},
		{`"\\/x/"`, `"/x/"`, false, ""},
		{`"\\\\x"`, `"\\x"`, false, ""},
		{`"a"`, `1`, false, `all -"a" +1`},
		{`1`, `"1"`, false, `all -1 +"1"`},
		{`1.0`, `1`, false, ""},
		{`"<&>"`, `"x"`, false, `all -"<&>" +"x"`},
	} {
		var pattern, value any
		if err := json.Unmarshal([]byte(tc.pattern), &pattern); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(tc.value), &value); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range scenario.Match(pattern, value, tc.exactly) {
			path := m.Path
			if path == "" {
				path = "all"
			}
			got = append(got, fmt.Sprintf("%s -%s +%s", path, m.Want, m.Got))
		}
		if said := strings.Join(got, ", "); said != tc.want {
			t.Errorf("%s on %s (exactly: %v): %q, want %q", tc.pattern, tc.value, tc.exactly, said, tc.want)
		}
	}
}
