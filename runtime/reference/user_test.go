package reference_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/scimwright/scimwright/runtime/reference"
)

// TestReasons are those of expressions that fail, by a mapping whose title is one.
func TestReasons(t *testing.T) {
	for expression, want := range map[string]string{
		`${dyn(double("Infinity"))}`:                                                  "Infinity is not a number that JSON has",
		`${dyn(double("-Infinity"))}`:                                                 "-Infinity is not a number that JSON has",
		`${dyn(double("NaN"))}`:                                                       "NaN is not a number that JSON has",
		`${string(1 / size(user.user_metadata))}`:                                     "division by zero",
		`${string(9007199254740991 + user.logins_count)}`:                             "integer overflow",
		`${string(int(user.name))}`:                                                   "type conversion error from 'string' to 'int'",
		`${user.name.substring(2, 1)}`:                                                "invalid substring range. start: 2, end: 1",
		`${user.multifactor.join(",").matches("a") && user.app_metadata.x ? "" : ""}`: "no such overload",
		`${user.app_metadata.list["a"]}`:                                              "unsupported index in list",
		`${user.app_metadata[user.app_metadata.list]}`:                                "unsupported index type",
		`${user.app_metadata.list.x}`:                                                 "unsupported index in list",
		`${timestamp(user.name) > timestamp(user.name) ? "" : ""}`:                    "invalid RFC 3339 timestamp",
	} {
		r := referenceOf("version: 1\nuser:\n  userName: ${user.user_id}\n  title: '" + expression + "'\n")
		profile, err := reference.ParseObject(`{"user_id": "auth0|1", "name": "aaa", "logins_count": 1, "multifactor": ["a"], "app_metadata": {"x": 5, "list": ["b"]}}`)
		if err != nil {
			t.Fatal(err)
		}
		user, err := r.User(profile, reference.Connection{})
		var wrong *reference.MappingError
		if !errors.As(err, &wrong) || wrong.Reason != want || wrong.Attribute != "title" {
			text, _ := json.Marshal(user)
			t.Errorf("%s: %v %s, want %s", expression, err, text, want)
		}
	}
}

// TestParseObject takes an object, and nothing else.
func TestParseObject(t *testing.T) {
	for _, text := range []string{"[]", "null", "5", "", "{"} {
		if o, err := reference.ParseObject(text); err == nil || o != nil {
			t.Errorf("%q is taken for %v", text, o)
		}
	}
}

// TestInScope asks the condition of a mapping.
func TestInScope(t *testing.T) {
	r := referenceOf("version: 1\nscope: {when: '${user.app_metadata.staff}'}\nuser:\n  userName: ${user.user_id}\n")
	for profile, want := range map[string]string{
		`{"app_metadata": {"staff": true}}`:  "true",
		`{"app_metadata": {"staff": false}}`: "false",
		`{}`:                                 "false",
		`{"app_metadata": {"staff": "yes"}}`: "mapping error: scope.when: no such overload, in ${user.app_metadata.staff} at 2:18",
		`{"app_metadata": []}`:               "mapping error: user.app_metadata is a list, not an object",
	} {
		o, err := reference.ParseObject(profile)
		if err != nil {
			t.Fatal(err)
		}
		in, err := r.InScope(o, reference.Connection{})
		got := "false"
		if err != nil {
			got = err.Error()
		} else if in {
			got = "true"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", profile, got, want)
		}
	}
}
