package check

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/internal/parse"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// The rule about time computes with the pause that Actions make.
func TestTheFirstPauseIsThatOfActions(t *testing.T) {
	text, err := os.ReadFile("../../../templates/action/retry.js")
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("const FIRST_PAUSE_MS = %d;", firstPause.Milliseconds()); !strings.Contains(string(text), want) {
		t.Errorf("retry.js does not hold %q", want)
	}
}

func TestAnUnverifiedUserNameIsNotAdopted(t *testing.T) {
	m, _ := parse.Parse(source.NewFile("m.yaml", "version: 1\nuser:\n  userName: ${user.email}\n  active: ${!user.blocked}\n"))
	isTakeover := func(d diag.Diagnostic) bool { return d.Code == codeUnverified }
	if _, found := Check(m); slices.ContainsFunc(found, isTakeover) {
		t.Errorf("found with the defaults: %v", found)
	}
	m.Create.Conflict.Value = mapping.ConflictAdopt
	if _, found := Check(m); !slices.ContainsFunc(found, isTakeover) {
		t.Errorf("not found where conflicts are adopted: %v", found)
	}
}

// What can be computed by hand is.
func TestLongestRuns(t *testing.T) {
	m, found := parse.Parse(source.NewFile("m.yaml", `version: 1
user:
  userName: ${user.email}
transport: {timeout: 1s, retries: 1}
`))
	if found.HasErrors() {
		t.Fatal(found)
	}
	const one = 2*time.Second + firstPause // a request with its retry
	want := []Longest{
		{"created", 2 * (1 + 2 + 2 + 1), 6 * one}, // POST, two look-ups before its retry, two at the conflict, PUT
		{"updated", 2 * 8, 8 * one},               // three look-ups and PUT, twice
		{"deleted", 2 * 3, 3 * one},
	}
	if got := LongestRuns(m); !slices.Equal(got, want) {
		t.Errorf("it is %v, want %v", got, want)
	}
	m.Auth.Type.Value = mapping.AuthOAuth2
	m.Delete.Action.Value = mapping.DeleteIgnore
	got := LongestRuns(m)
	if got[1].Time != 9*one+time.Second || got[2] != (Longest{Event: "deleted"}) {
		t.Errorf("with tokens it is %v", got)
	}
}
