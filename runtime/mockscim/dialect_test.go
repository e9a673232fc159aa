package mockscim_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/mockscim"
)

func TestEveryDialectIsDescribedAndTested(t *testing.T) {
	files, err := filepath.Glob("testdata/dialects/*.http")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no conversations (%v)", err)
	}
	var tested strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tested.Write(data)
	}
	used := map[string]bool{}
	for _, d := range mockscim.Dialects() {
		text, err := os.ReadFile("dialects/" + d.Name + ".json")
		if err != nil {
			t.Errorf("the file of a dialect is not called by its name: %v", err)
		}
		var members map[string]any
		if err := json.Unmarshal(text, &members); err != nil {
			t.Fatal(err)
		}
		for key := range members {
			used[key] = true
		}
		if !strings.HasSuffix(d.Description, ".") || len(d.Description) > 100 {
			t.Errorf("%s: the description is to be a short sentence: %q", d.Name, d.Description)
		}
		if strings.HasPrefix(d.Description, "Like ") == (d.ModelledOn == "") {
			t.Errorf("%s: what is like a server says what has been read about it, and nothing else does", d.Name)
		}
		if !strings.Contains(tested.String(), "@ dialect "+d.Name+"\n") {
			t.Errorf("%s has no conversation under testdata/dialects", d.Name)
		}
	}
	for _, key := range keysOf(mockscim.Dialect{}) {
		if !used[key] && !strings.Contains(tested.String(), `"`+key+`"`) {
			t.Errorf("the switch %s is not tested", key)
		}
	}
}

// keysOf are the keys of a struct in JSON.
func keysOf(v any) []string {
	var keys []string
	for i := range reflect.TypeOf(v).NumField() {
		key, _, _ := strings.Cut(reflect.TypeOf(v).Field(i).Tag.Get("json"), ",")
		keys = append(keys, key)
	}
	return keys
}

func TestLookupDialect(t *testing.T) {
	d, err := mockscim.LookupDialect("slack")
	if err != nil || d.Delete != mockscim.DeleteDeactivate {
		t.Fatalf("%+v, %v", d, err)
	}
	d.Filters["externalId"] = mockscim.FilterEmpty
	if again, _ := mockscim.LookupDialect("slack"); again.Filters["externalId"] != mockscim.Filter400 {
		t.Error("a caller can change a dialect that has a name")
	}
	if _, err := mockscim.LookupDialect("snowflak"); err == nil || err.Error() != "there is no dialect `snowflak`; did you mean `snowflake`?" {
		t.Errorf("got %v", err)
	}
	if _, err := mockscim.LookupDialect("frobnicate"); err == nil || !strings.Contains(err.Error(), "the dialects are absent-resources, ") {
		t.Errorf("got %v", err)
	}
}

func TestCombineDialects(t *testing.T) {
	parse := func(text string) mockscim.Dialect {
		d, err := mockscim.ParseDialect([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	a := parse(`{"name": "a", "put": "405", "filters": {"externalId": "400"}, "required": ["title"], "refusedCharacters": "<", "rateLimits": [{"requests": 1, "per": "1s"}]}`)
	b := parse(`{"name": "b", "put": "405", "patchStatus": 204, "filters": {"userName": "regex", "externalId": "400"}, "required": ["displayName"], "refusedCharacters": ">", "rateLimits": [{"requests": 2, "per": "1s"}]}`)
	both, err := mockscim.CombineDialects(a, b)
	if err != nil {
		t.Fatal(err)
	}
	if both.Name != "a+b" || both.Put != "405" || both.PatchStatus != 204 || len(both.Filters) != 2 || both.RefusedCharacters != "<>" ||
		!slices.Equal(both.Required, []string{"title", "displayName"}) || len(both.RateLimits) != 2 {
		t.Errorf("got %+v", both)
	}
	if len(a.Filters) != 1 || len(a.Required) != 1 {
		t.Error("combining has changed what was combined")
	}
	for text, want := range map[string]string{
		`{"name": "c", "put": "partial"}`:                     "put: it is 405 in a+b and partial in c; leave one of them out",
		`{"filters": {"userName": "empty"}}`:                  "filters.userName: it is regex in a+b and empty in a dialect without a name; leave one of them out",
		`{"name": "d", "patchStatus": 200}`:                   "patchStatus: it is 204 in a+b and 200 in d; leave one of them out",
		`{"name": "e", "description": "x", "ids": "integer"}`: "",
	} {
		_, err := mockscim.CombineDialects(both, parse(text))
		if got := problemText(err); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
	if none, err := mockscim.CombineDialects(); err != nil || !reflect.DeepEqual(none, mockscim.Dialect{}) {
		t.Errorf("of nothing: %+v, %v", none, err)
	}
}

func problemText(err error) string {
	var p *mockscim.Problem
	switch {
	case err == nil:
		return ""
	case errors.As(err, &p):
		return p.Error()
	}
	return "no Problem: " + err.Error()
}
