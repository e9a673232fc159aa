package expr_test

import (
	"testing"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

func checked(t *testing.T, source string) *expr.Checked {
	t.Helper()
	c, problems := expr.Check(&mapping.Expression{Source: source})
	if c == nil {
		t.Fatalf("%s: %v", source, problems)
	}
	return c
}

func TestWhatIsConstant(t *testing.T) {
	for source, want := range map[string]bool{
		`"user.email"`:                         true,
		`1 < 2`:                                true,
		`["a", "b"].exists(x, x == "a")`:       true,
		`["a"].map(x, x + "b")`:                true,
		`cel.bind(x, "a", x + x)`:              true,
		`user.email`:                           false,
		`connection.name == "Staff"`:           false,
		`["a"].exists(x, x == user.email)`:     false,
		`user.multifactor.exists(x, x == "a")`: false,
		`true ? "a" : user.email`:              false,
		`has(user.email)`:                      false,
	} {
		if got := checked(t, source).IsConstant(); got != want {
			t.Errorf("%s is constant: %v, want %v", source, got, want)
		}
	}
}

func TestWhatIsNeverAValue(t *testing.T) {
	for source, want := range map[string]bool{
		`""`:                                true,
		`null`:                              true,
		`[]`:                                true,
		`{}`:                                true,
		`optional.none()`:                   true,
		`optional.of("")`:                   true,
		`has(user.email) ? "" : ""`:         true,
		`false ? user.email : ""`:           true,
		`"" + ""`:                           true,
		`"".trim()`:                         true,
		`[].filter(x, x == user.email)`:     true,
		`cel.bind(x, user.email, "")`:       true,
		`optional.none().orValue("")`:       true,
		`[?optional.none()]`:                true,
		`true ? user.email : ""`:            false,
		`user.email`:                        false,
		`false`:                             false,
		`0`:                                 false,
		`" "`:                               false,
		`[""]`:                              false,
		`"" + user.email`:                   false,
		`has(user.email) ? "" : user.name`:  false,
		`user.multifactor.filter(x, false)`: false,
		`optional.none().orValue("x")`:      false,
		`{"a": ""}`:                         false,
		`size("")`:                          false,
		`user.user_metadata.?nothing.orValue("")`: false,
	} {
		if got := checked(t, source).IsNeverAValue(); got != want {
			t.Errorf("%s is never a value: %v, want %v", source, got, want)
		}
	}
}

func TestWhatIsRead(t *testing.T) {
	for source, want := range map[string]bool{
		`user.email`:                                        true,
		`user.email.lowerAscii()`:                           true,
		`user.?email.orValue("")`:                           true,
		`user.email_verified ? user.email : ""`:             true,
		`["a"].exists(x, x == user.email)`:                  true,
		`has(user.email)`:                                   false,
		`"user.email"`:                                      false,
		`user.app_metadata.email`:                           false,
		`user.identities[0].profileData.email`:              false,
		`user.identities.exists(x, x.provider == "google")`: false,
	} {
		if got := checked(t, source).Reads("email"); got != want {
			t.Errorf("%s reads the email: %v, want %v", source, got, want)
		}
	}
}

func TestWhatIsALiteral(t *testing.T) {
	for source, want := range map[string]any{
		`"a"`: "a", `true`: true, `12`: int64(12), `-1`: int64(-1), `1.5`: 1.5,
		`null`: nil, `"a" + "b"`: nil, `user.email`: nil, `["a"]`: nil,
	} {
		if got := checked(t, source).Literal(); got != want {
			t.Errorf("%s is the literal %v, want %v", source, got, want)
		}
	}
}
