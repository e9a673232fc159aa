package scenario_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/scenario"
	"github.com/scimwright/scimwright/templates"
)

// thousand is a file of a thousand scenarios: people sign up.
func thousand() string {
	var b strings.Builder
	b.WriteString("tests:\n")
	for i := range 1000 {
		fmt.Fprintf(&b, "  - name: user %d signs up\n", i)
		fmt.Fprintf(&b, "    event: {type: user.created, user: {user_id: auth0|%d, email: user%d@example.com, given_name: Given%d, name: Given%d}}\n", i, i, i, i)
		fmt.Fprintf(&b, "    expect: {outcome: created, requests: [POST /Users], body: {userName: user%d@example.com, name: {givenName: Given%d}}}\n", i, i)
	}
	return b.String()
}

func defaultMapping(b testing.TB) *generator.Checked {
	b.Helper()
	m, _ := generator.Parse("scimwright.yaml", templates.DefaultMapping)
	checked, found := generator.Check(m)
	if found.HasErrors() {
		b.Fatal(found)
	}
	return checked
}

// BenchmarkRead reads a thousand scenarios.
func BenchmarkRead(b *testing.B) {
	text := thousand()
	for b.Loop() {
		if f, found := scenario.Read("a.test.yaml", text); f == nil {
			b.Fatal(found)
		}
	}
}

// BenchmarkRunAll runs a thousand scenarios on both engines.
func BenchmarkRunAll(b *testing.B) {
	file, found := scenario.Read("a.test.yaml", thousand())
	if file == nil {
		b.Fatal(found)
	}
	suite, err := scenario.NewSuite(file, defaultMapping(b))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		err := scenario.RunAll(b.Context(), []*scenario.Suite{suite}, scenario.Options{}, func(r *scenario.Result) {
			if r.Failed() {
				b.Fatal(r.Explain())
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*1000/b.Elapsed().Seconds(), "scenarios/s")
}
