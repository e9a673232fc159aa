package simulate_test

import (
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/mockscim"
	"github.com/scimwright/scimwright/runtime/simulate"
)

const user = `
user:
  externalId: ${user.user_id}
  active: ${!user.blocked}
  userName: ${user.email}
  name: {givenName: "${user.given_name}", familyName: "${user.family_name}"}
  displayName: ${user.name}
  nickName: ${user.nickname}
  emails: [{value: "${user.email}", type: work, primary: true}]
  phoneNumbers: [{value: "${user.user_metadata.phone}", type: work, primary: true}]
`

func compile(tb testing.TB, mapping string) *harness.Program {
	tb.Helper()
	made, found, err := generator.Compile("mapping.yaml", mapping, generator.Options{})
	if err != nil || made == nil {
		tb.Fatalf("%v %v", found, err)
	}
	p, err := harness.Compile("action.js", []byte(made.Code))
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func options(program *harness.Program, seed uint64) simulate.Options {
	return simulate.Options{
		Engine: func(clock *action.Clock) action.Engine {
			return harness.New(program, harness.Options{Clock: clock, Seed: seed})
		},
		Seed: seed, Users: 100, Events: 8, Window: 30 * time.Second, Duplicates: 0.1, Faults: 0.05,
	}
}

func TestX(t *testing.T) {
	order := "  title: ${user.updated_at}\n"
	for _, m := range []struct{ policy, more string }{
		{"", ""}, {"update: {method: patch}\n", ""}, {"update: {method: patch, clear: remove}\n", ""},{"update: {method: merge}\n", ""},
		{"update: {order: title}\n", order},
		{"update: {missing: create, order: title}\n", order},
		{"update: {method: patch, missing: create, order: title, clear: remove}\n", order},
		{"update: {missing: create, order: title}\ndelete: {action: deactivate}\n", order},
	} {
		if os.Getenv("ONLY") != "" && os.Getenv("ONLY") != m.policy { continue }
		p := compile(t, "version: 1\nname: x\n"+m.policy+user+m.more)
		total := map[string]int{}
		n := 0
		shown := map[string]int{}
		for seed := range uint64(12) {
			o := options(p, seed)
			if os.Getenv("UNIQ") != "" {
				o.Server = append(o.Server, mockscim.WithUniqueExternalID())
			}
			if name := os.Getenv("DIALECT"); name != "" {
				d, err := mockscim.LookupDialect(name)
				if err != nil { t.Fatal(err) }
				o.Dialect = d
			}
			r, err := simulate.Run(context.Background(), o)
			if err != nil {
				t.Fatal(err)
			}
			n += r.Accounts
			for _, d := range r.Divergences {
				name := d.Name
				if !d.Permitted {
					name = "!! " + name
					if shown[name]++; shown[name] <= 2 {
						b, _ := json.MarshalIndent(d, "", " ")
						t.Logf("%s seed %d %s", m.policy, seed, b)
					}
				}
				if os.Getenv("SHOW") == d.Name {
						b, _ := json.MarshalIndent(d, "", " ")
						t.Logf("%s seed %d %s", m.policy, seed, b)
				}
				total[name] += d.Count
			}
		}
		b, _ := json.MarshalIndent(total, "", " ")
		t.Log("SUM ", m.policy, n, string(b))
	}
}
