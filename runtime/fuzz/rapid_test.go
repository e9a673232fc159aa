package fuzz

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/scimwright/scimwright/runtime/scenario"
)

// drawn makes the choices of a case by rapid, which makes what fails smaller by itself.
type drawn struct{ t *rapid.T }

func (d drawn) IntN(n int) int { return rapid.IntRange(0, n-1).Draw(d.t, "choice") }

// TestRandomCases is the same search by properties: -rapid.checks says how long it is.
func TestRandomCases(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws a hundred mappings")
	}
	rapid.Check(t, func(rt *rapid.T) {
		text := drawMapping(&choices{random: drawn{rt}})
		s, err := newSubject("mapping.yaml", text)
		if err != nil {
			rt.Fatal(err)
		}
		if s == nil {
			return // check does not let it pass
		}
		test := s.drawTest(&choices{random: drawn{rt}})
		differences, _, err := s.try(t.Context(), &test)
		if err != nil {
			rt.Fatal(err)
		}
		if len(differences) > 0 {
			file, _ := scenario.Write(&scenario.File{Mapping: text, Tests: []scenario.Test{test}})
			rt.Fatalf("the engines disagree: %s\n%s", differences, file)
		}
	})
}
