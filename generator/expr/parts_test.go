package expr_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

func checkedExpression(t *testing.T, source string) *expr.Checked {
	t.Helper()
	c, problems := expr.Check(&mapping.Expression{Source: source})
	if c == nil {
		t.Fatalf("%s: %v", source, problems)
	}
	return c
}

// Parts are named where they were written; clauses are what && stands between, wherever
// else it may stand; selections are what is taken from the profile.
func TestPartsOfExpressions(t *testing.T) {
	for source, want := range map[string]string{
		`user.email`: `parts email; clauses user.email; selections user.email`,
		`user.given_name + " " + user.family_name`:        `parts given_name + + family_name; clauses user.given_name + " " + user.family_name; selections user.given_name user.family_name`,
		`user.email.endsWith("@x && y") && !user.blocked`: `parts email endsWith && ! blocked; decisions &&; clauses user.email.endsWith("@x && y")|!user.blocked; selections user.email user.blocked`,
		`(user.blocked && user.email_verified) && user.logins_count > 1 && true`: `parts blocked && email_verified && logins_count > &&; decisions && && &&; ` +
			`clauses (user.blocked && user.email_verified)|user.logins_count > 1|true; selections user.blocked user.email_verified user.logins_count`,
		`user.blocked || user.email_verified && true`: `parts blocked || email_verified &&; decisions || &&; clauses user.blocked || user.email_verified && true; selections user.blocked user.email_verified`,
		`user.app_metadata.?a.b[0].orValue("x") == 'it\'s && "so"' ? user.name : connection.name`: `parts app_metadata a b [ orValue == ? name name; decisions ?:; ` +
			`clauses user.app_metadata.?a.b[0].orValue("x") == 'it\'s && "so"' ? user.name : connection.name; selections user.app_metadata.a.b user.name connection.name`,
		`has(user.app_metadata.a) && user.multifactor.exists(m, m == "x" && m != "y")`: `parts has app_metadata && multifactor exists m == && m !=; decisions && &&; ` +
			`clauses has(user.app_metadata.a)|user.multifactor.exists(m, m == "x" && m != "y"); selections user.app_metadata.a user.multifactor`,
	} {
		c := checkedExpression(t, source)
		text := []rune(source)
		var parts, decisions, clauses, selections []string
		for _, p := range c.Parts() {
			parts = append(parts, string(text[p.Start:p.End]))
		}
		for _, d := range c.Decisions() {
			decisions = append(decisions, string(d.Kind))
		}
		for _, clause := range c.Clauses() {
			clauses = append(clauses, string(text[clause.Start:clause.End]))
		}
		for _, s := range c.Selections() {
			selections = append(selections, s.Path)
		}
		got := "parts " + strings.Join(parts, " ")
		if len(decisions) > 0 {
			got += "; decisions " + strings.Join(decisions, " ")
		}
		got += "; clauses " + strings.Join(clauses, "|") + "; selections " + strings.Join(selections, " ")
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", source, got, want)
		}
	}
}

// A look-up in a table is a decision by its key, or by the row that is written out.
func TestLookups(t *testing.T) {
	m := &mapping.Mapping{Tables: []*mapping.Table{{Name: mapping.String{Value: "roles"},
		Rows: []mapping.Row{{Key: mapping.String{Value: "admin"}, Value: &mapping.Literal{Value: "A"}}}}}}
	env, err := expr.NewEnvironment(expr.DeclarationsOf(m))
	if err != nil {
		t.Fatal(err)
	}
	for source, want := range map[string]string{
		`tables.roles[user.email]`:            `roles by 1 key`,
		`tables.roles[?user.email]`:           `roles by 1 key`,
		`tables.roles["admin"]`:               `roles row admin`,
		`tables.roles.admin`:                  `roles row admin`,
		`tables.roles.?admin`:                 `roles row admin`,
		`has(tables.roles.admin)`:             ``,
		`tables.roles[tables.roles["admin"]]`: `roles by 1 key, roles row admin`,
	} {
		c, problems := env.Check(&mapping.Expression{Source: source})
		if c == nil {
			t.Fatalf("%s: %v", source, problems)
		}
		var got []string
		for _, d := range c.Decisions() {
			if d.Row != "" {
				got = append(got, d.Table+" row "+d.Row)
			} else {
				keys := slices.DeleteFunc(slices.Clone(d.Operands), func(n int64) bool { return n == 0 })
				got = append(got, fmt.Sprintf("%s by %d key", d.Table, len(keys)))
			}
		}
		if said := strings.Join(got, ", "); said != want {
			t.Errorf("%s: %s, want %s", source, said, want)
		}
	}
}

func TestMayBeEmpty(t *testing.T) {
	for source, want := range map[string]bool{
		`user.email`:                         true,
		`user.user_id`:                       false,
		`!user.blocked`:                      false,
		`user.logins_count + 1`:              false,
		`user.app_metadata.x`:                true,
		`user.app_metadata.x == "a"`:         true,
		`has(user.app_metadata.x)`:           false,
		`user.multifactor[0]`:                true,
		`user.name + "!"`:                    false,
		`user.blocked ? "a" : "b"`:           false,
		`user.blocked ? "a" : user.name`:     true,
		`coalesce(user.name, "x")`:           false,
		`coalesce(user.name, user.nickname)`: true,
		`"constant"`:                         false,
		`user.multifactor`:                   true,
		`["a", user.name]`:                   false,
	} {
		if got := checkedExpression(t, source).MayBeEmpty(); got != want {
			t.Errorf("%s: %v, want %v", source, got, want)
		}
	}
}
