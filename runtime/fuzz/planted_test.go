package fuzz

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// defects are planted in the Action of a mapping, to see that they are found. Each
// stands for a kind of mistake.
var defects = []struct{ name, from, to string }{
	{"another externalId will do", `externalId === ours`, `externalId !== ""`},
	{"user names differ by their case", `a.toLowerCase() === b.toLowerCase()`, `a === b`},
	{"no second look-up after a 404", `if (again || !hasStatus(error, 404)) throw error;`, `throw error;`},
	{"one retry too many", `retries >= run.maxRetries`, `retries > run.maxRetries`},
	{"the server's wish to wait is ignored", `error.retryAfterMs ?? `, ``},
	{"a literal is another one", `type: "work"`, `type: "home"`},
	{"a redirect is a success", `[200, 201, 202, 204].includes(answer.status)`, `answer.status < 400`},
	{"an unclear POST is sent again", `if (error.status === 429 || error.path !== request.path) return undefined;`, `return undefined;`},
}

const plantedIn = `version: 1
user:
  userName: ${user.email}
  active: ${!user.blocked}
  phoneNumbers: [{value: "${user.user_metadata.phone}", type: work}]
transport: {retries: 1}
`

// TestPlantedDefectsAreFound finds each of them, and makes what shows it small.
func TestPlantedDefectsAreFound(t *testing.T) {
	m, found := generator.Parse("mapping.yaml", plantedIn)
	checked, more := generator.Check(m)
	if found = append(found, more...); found.HasErrors() {
		t.Fatal(found)
	}
	native, err := engines.ReferenceOf(checked)
	if err != nil {
		t.Fatal(err)
	}
	made, err := generator.Generate(checked, generator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range defects {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			if strings.Count(made.Code, d.from) != 1 {
				t.Fatalf("the Action has %q not once", d.from)
			}
			s, err := subjectOf(checked)
			if err != nil {
				t.Fatal(err)
			}
			if s.engines, err = engines.New(strings.Replace(made.Code, d.from, d.to, 1), native); err != nil {
				t.Fatal(err)
			}
			f := s.search(t, 600)
			if f == nil {
				t.Fatal("nothing shows it")
			}
			small := shrink(t.Context(), f, func(*subject) error { return nil })
			text, err := scenario.Write(&scenario.File{MappingFile: "mapping.yaml", Tests: []scenario.Test{small.test}})
			if err != nil {
				t.Fatal(err)
			}
			if n := len(small.test.Events); n > 3 {
				t.Errorf("it takes %d events to show it:\n%s", n, text)
			}
			again, found := scenario.Read("fuzz.test.yaml", string(text))
			if again == nil {
				t.Fatalf("%v\n%s", found, text)
			}
			if differences, _, err := s.try(t.Context(), &again.Tests[0]); err != nil || len(differences) == 0 {
				t.Errorf("what is written down does not show it: %v\n%s", err, text)
			}
		})
	}
}

// search looks for a test that shows a disagreement.
func (s *subject) search(t *testing.T, tests int) *finding {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 1))
	for range tests {
		c := &choices{random: random}
		test := s.drawTest(c)
		differences, _, err := s.try(t.Context(), &test)
		if err != nil {
			t.Fatal(err)
		}
		if len(differences) > 0 {
			return &finding{subject: s, test: test, differences: differences}
		}
	}
	return nil
}
