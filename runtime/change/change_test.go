package change_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/change"
	"github.com/scimwright/scimwright/runtime/explain"
	"github.com/scimwright/scimwright/runtime/population"
	"github.com/scimwright/scimwright/runtime/reference"
)

func checkedOf(t *testing.T, text string) *generator.Checked {
	t.Helper()
	m, found := generator.Parse("scimwright.yaml", text)
	checked, more := generator.Check(m)
	if found.HasErrors() || more.HasErrors() {
		t.Fatalf("%v %v\n%s", found, more, text)
	}
	return checked
}

const base = "version: 1\nuser: {userName: \"${user.email}\", active: \"${!user.blocked}\", title: \"${user.app_metadata.t}\", nickName: \"${user.updated_at}\"}\n"

// Every value of every setting has a consequence in words, whichever value was there before.
func TestEverySettingHasAConsequence(t *testing.T) {
	for path, values := range map[string][]string{
		"scope.outside":          {"ignore", "deactivate", "delete"},
		"scope.connections":      {"[a]", "[a, b]"},
		"match.by":               {"[externalId]", "[userName, externalId]", "[externalId, userName]"},
		"create.conflict":        {"verify", "adopt", "fail"},
		"create.lookup":          {"never", "first"},
		"update.method":          {"put", "patch", "merge"},
		"update.missing":         {"skip", "create", "fail"},
		"update.unchanged":       {"send", "skip"},
		"delete.action":          {"delete", "deactivate", "ignore"},
		"auth.type":              {"bearer", "basic", "header", "oauth2"},
		"transport.timeout":      {"1s", "2s"},
		"transport.retries":      {"0", "1", "2"},
		"transport.budget":       {"7s", "8s"},
		"transport.content_type": {"application/json", "application/scim+json"},
		"transport.headers":      {"{X-A: b}", "{X-A: c}"},
	} {
		section, key, _ := strings.Cut(path, ".")
		with := func(value string) *generator.Checked {
			more := ""
			if path == "scope.outside" {
				more = ", when: \"${user.email_verified}\""
			}
			if value == "header" {
				more = ", header: X-Key"
			}
			return checkedOf(t, base+section+": {"+key+": "+value+more+"}\n")
		}
		for _, from := range values {
			for _, to := range values {
				rules := change.Rules(with(from).Mapping, with(to).Mapping)
				if from == to {
					if len(rules) > 0 {
						t.Errorf("%s: %s is %v of itself", path, from, rules)
					}
					continue
				}
				found := false
				for _, r := range rules {
					found = found || r.Path == path
					if r.Consequence == "" {
						t.Errorf("%s: %s → %s has no consequence: %+v", path, from, to, r)
					}
				}
				if !found {
					t.Errorf("%s: %s → %s is no rule that changes: %+v", path, from, to, rules)
				}
			}
		}
	}
}

// difference tells what changes for a profile, in short.
func difference(t *testing.T, c *change.Comparer, profile string) string {
	t.Helper()
	o, err := reference.ParseObject(profile)
	if err != nil {
		t.Fatal(err)
	}
	u := population.User{Line: 1}
	if u.Profile, u.From, err = reference.Subject(o); err != nil {
		t.Fatal(err)
	}
	d := c.User(u)
	var all []string
	for _, e := range d.Effects {
		all = append(all, string(e))
	}
	for _, a := range d.Attributes {
		all = append(all, fmt.Sprintf("%s %s %s→%s", a.Path, a.Kind, explain.Value(a.Before), explain.Value(a.After)))
	}
	if d.Outside {
		all = append(all, "outside")
	}
	return strings.Join(all, ", ")
}

func TestUser(t *testing.T) {
	before := checkedOf(t, `
version: 1
scope: {when: "${user.email_verified}"}
user:
  userName: ${user.email}
  active: ${!user.blocked}
  title: ${user.app_metadata.t}
  name: {givenName: "${user.given_name}"}
  emails: [{value: "${user.email}"}, {value: "${user.user_metadata.other}"}]
`)
	after := checkedOf(t, `
version: 1
scope: {when: "${user.logins_count > 0}", outside: deactivate}
user:
  userName: ${user.nickname}
  active: ${user.app_metadata.on == true}
  title: ${string(user.app_metadata.t.size())}
  name: {familyName: "${user.given_name}"}
  emails: [{value: "${user.user_metadata.other}"}]
`)
	c, err := change.NewComparer(before, after)
	if err != nil {
		t.Fatal(err)
	}
	for profile, want := range map[string]string{
		`{"user_id": "a"}`: "outside",
		`{"user_id": "a", "logins_count": 1, "nickname": "n"}`: "enters the scope",
		`{"user_id": "a", "email_verified": true}`:             "leaves the scope, becomes inactive",
		`{"user_id": "a", "email_verified": true, "logins_count": 1, "nickname": "n", "email": "n", "app_metadata": {"on": true}}`:                    `emails removed [{"value":"n"}]→null`,
		`{"user_id": "a", "email_verified": true, "logins_count": 1, "email": "e", "app_metadata": {"on": false}}`:                                    `becomes inactive, loses the userName, userName removed "e"→null, active changed true→false, emails removed [{"value":"e"}]→null`,
		`{"user_id": "a", "email_verified": true, "logins_count": 1, "email": "e", "nickname": "n", "blocked": true, "app_metadata": {"on": true}}`:   `becomes active, gets another userName, userName changed "e"→"n", active changed false→true, emails removed [{"value":"e"}]→null`,
		`{"user_id": "a", "email_verified": true, "logins_count": 1, "email": "e", "nickname": "e", "app_metadata": {"on": true, "t": 1}}`:            "fails",
		`{"user_id": "a", "email_verified": "x", "logins_count": 1, "nickname": "e"}`:                                                                 "fails no longer",
		`{"user_id": "a", "email_verified": true, "logins_count": 1, "email": "e", "nickname": "e", "given_name": "g", "app_metadata": {"on": true}}`: `name.givenName removed "g"→null, name.familyName added null→"g", emails removed [{"value":"e"}]→null`,
	} {
		got := difference(t, c, profile)
		if got != want {
			t.Errorf("%s: %q, want %q", profile, got, want)
		}
	}
}

func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "",
		"ada@example.com":      "a••@e••••••.c••",
		"O'Brien, Ada-Maria":   "O'B••••, A••-M••••",
		"+49 30 901820":        "+•• •• ••••••",
		"日本 x":                 "日• x",
		"https://x.example/a1": "h••••://x.e••••••/a•",
	} {
		if got := change.MaskText(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A tally grows with what there is to tell, and not with users.
func TestTally(t *testing.T) {
	tally := change.NewTally(2)
	for i := range 10_000 {
		tally.Add(change.Difference{Line: i, Effects: []change.Effect{change.Renamed},
			Attributes: []change.Attribute{{Path: "userName", Kind: change.Changed}, {Path: "emails.value", Kind: change.Changed}, {Path: "emails.value", Kind: change.Changed}}})
		tally.Add(change.Difference{Outside: true})
		tally.Add(change.Difference{Bad: fmt.Errorf("line %d", i)})
		tally.Add(change.Difference{})
	}
	if tally.Users != 30_000 || tally.Changed != 10_000 || tally.Same != 10_000 || tally.Outside != 10_000 || tally.Bad != 10_000 ||
		tally.Attributes["emails.value"][change.Changed] != 10_000 || len(tally.Samples) != 2 || tally.FirstBad.Error() != "line 0" {
		t.Errorf("%+v, %d samples", tally, len(tally.Samples))
	}
	if got := strings.Join(tally.Paths(), " "); got != "emails.value userName" {
		t.Errorf("paths %s", got)
	}
}
