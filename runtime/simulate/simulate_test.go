package simulate_test

import (
	"context"
	"encoding/json"
	"os"
	"reflect"
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

// stamp is the attribute of mappings whose update.order names it.
const stamp = "  title: ${user.updated_at}\n"

func program(tb testing.TB, name, code string) *harness.Program {
	tb.Helper()
	p, err := harness.Compile(name, []byte(code))
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func compile(tb testing.TB, options, more string) *harness.Program {
	tb.Helper()
	made, found, err := generator.Compile("mapping.yaml", "version: 1\nname: Simulated\n"+options+user+more, generator.Options{})
	if err != nil || made == nil {
		tb.Fatalf("%v %v", found, err)
	}
	return program(tb, "action.js", made.Code)
}

func options(p *harness.Program, seed uint64) simulate.Options {
	return simulate.Options{
		Engine: func(clock *action.Clock) action.Engine {
			return harness.New(p, harness.Options{Clock: clock, Seed: seed})
		},
		Seed: seed, Users: 30, Events: 8, Window: 30 * time.Second, Duplicates: 0.1, Faults: 0.05,
	}
}

func run(tb testing.TB, o simulate.Options) *simulate.Report {
	tb.Helper()
	report, err := simulate.Run(context.Background(), o)
	if err != nil {
		tb.Fatal(err)
	}
	return report
}

const seeds = 2

// TestNothingButWhatIsPermitted delivers the same lives by each method of updating.
// What remains has a reason in the contract.
func TestNothingButWhatIsPermitted(t *testing.T) {
	for _, c := range []struct{ name, options, more string }{
		{"put", "create: {lookup: first}\n", ""},
		{"patch", "create: {lookup: first}\nupdate: {method: patch, clear: remove}\n", ""},
		{"patch by attributes", "create: {lookup: first}\nupdate: {method: patch, patch: attributes, clear: remove}\n", ""},
		{"merge", "create: {lookup: first}\nupdate: {method: merge, clear: remove}\n", ""},
		{"upsert", "create: {lookup: first}\nupdate: {missing: create, unchanged: skip}\n", ""},
		{"order", "create: {lookup: first}\nupdate: {order: title}\n", stamp},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := compile(t, c.options, c.more)
			for seed := range uint64(seeds) {
				report := run(t, options(p, seed))
				if report.Deliveries < report.Events || report.Retries == 0 {
					t.Errorf("seed %d: %d deliveries of %d events, %d retries", seed, report.Deliveries, report.Events, report.Retries)
				}
				if !report.OK() {
					t.Errorf("seed %d: %s", seed, forbidden(t, report))
				}
			}
		})
	}
}

// TestOrderLeavesNoStaleUpdate makes sure that no event undoes what a later one
// has done, where the server remembers when the profile was updated.
func TestOrderLeavesNoStaleUpdate(t *testing.T) {
	with := compile(t, "create: {lookup: first}\nupdate: {missing: create, order: title}\ndelete: {action: deactivate}\n", stamp)
	without := compile(t, "create: {lookup: first}\nupdate: {missing: create}\ndelete: {action: deactivate}\n", "")
	stale := 0
	for seed := range uint64(seeds) {
		report := run(t, options(with, seed))
		for _, name := range []string{"stale update applied", "reactivated by an older creation", "update before creation skipped"} {
			if n := report.Found(name); n > 0 {
				t.Errorf("seed %d: %d × %s: %s", seed, n, name, example(t, report, name))
			}
		}
		if !report.OK() {
			t.Errorf("seed %d: %s", seed, forbidden(t, report))
		}
		stale += run(t, options(without, seed)).Found("stale update applied")
	}
	if stale == 0 {
		t.Error("nothing is stale without order: these lives show nothing")
	}
}

// TestUniqueExternalIDs shows that a server which refuses an externalId that is
// taken needs no look-up before a creation.
func TestUniqueExternalIDs(t *testing.T) {
	p := compile(t, "", "")
	for seed := range uint64(seeds) {
		o := options(p, seed)
		o.Server = []mockscim.Option{mockscim.WithUniqueExternalID()}
		if report := run(t, o); !report.OK() {
			t.Errorf("seed %d: %s", seed, forbidden(t, report))
		}
	}
}

// TestTheTrustfulIsCaught runs an Action that takes the first result of a search
// for the user's own, before a server that ignores filters.
func TestTheTrustfulIsCaught(t *testing.T) {
	code, err := os.ReadFile("testdata/trustful.js")
	if err != nil {
		t.Fatal(err)
	}
	o := options(program(t, "trustful.js", string(code)), 1)
	if o.Dialect, err = mockscim.LookupDialect("ignores-filter"); err != nil {
		t.Fatal(err)
	}
	if report := run(t, o); report.Found("wrong person touched") == 0 {
		t.Error("it touches nobody else's account")
	}
	// The Action of a mapping verifies what it finds, on the same server.
	o.Engine = options(compile(t, "create: {lookup: first}\n", ""), 1).Engine
	if report := run(t, o); !report.OK() {
		t.Error(forbidden(t, report))
	}
}

func TestTheSameSeedIsTheSame(t *testing.T) {
	p := compile(t, "", "")
	first, again, other := run(t, options(p, 3)), run(t, options(p, 3)), run(t, options(p, 4))
	if !reflect.DeepEqual(first, again) {
		t.Error("two runs with one seed differ")
	}
	if reflect.DeepEqual(first, other) {
		t.Error("two seeds are the same")
	}
}

func TestOptionsThatMakeNoSense(t *testing.T) {
	p := compile(t, "", "")
	for name, change := range map[string]func(*simulate.Options){
		"no engine": func(o *simulate.Options) { o.Engine = nil },
		"no users":  func(o *simulate.Options) { o.Users = 0 },
		"events":    func(o *simulate.Options) { o.Events = -1 },
		"window":    func(o *simulate.Options) { o.Window = -time.Second },
		"faults":    func(o *simulate.Options) { o.Faults = 1.5 },
		"twice":     func(o *simulate.Options) { o.Duplicates = -0.1 },
	} {
		o := options(p, 1)
		change(&o)
		if _, err := simulate.Run(context.Background(), o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// forbidden is what a report has that the contract does not permit.
func forbidden(tb testing.TB, r *simulate.Report) string {
	tb.Helper()
	var found []simulate.Divergence
	for _, d := range r.Divergences {
		if !d.Permitted {
			found = append(found, d)
		}
	}
	return indented(tb, found)
}

func example(tb testing.TB, r *simulate.Report, name string) string {
	tb.Helper()
	for _, d := range r.Divergences {
		if d.Name == name {
			return indented(tb, d.Example)
		}
	}
	return ""
}

func indented(tb testing.TB, v any) string {
	tb.Helper()
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// BenchmarkDeliveries is how many deliveries are simulated in a second: the Action of
// a mapping under goja, the server, the judge and all.
func BenchmarkDeliveries(b *testing.B) {
	p := compile(b, "", "")
	deliveries := 0
	for b.Loop() {
		o := options(p, 1)
		o.Users, o.Faults = 200, 0.02
		deliveries += run(b, o).Deliveries
	}
	b.ReportMetric(float64(deliveries)/b.Elapsed().Seconds(), "deliveries/s")
}
