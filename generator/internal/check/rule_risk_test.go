package check

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/internal/parse"
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

// The parser does not take `conflict: adopt` yet.
func TestAnUnverifiedUserNameIsNotAdopted(t *testing.T) {
	m, _ := parse.Parse(source.NewFile("m.yaml", "version: 1\nuser:\n  userName: ${user.email}\n  active: ${!user.blocked}\n"))
	isTakeover := func(d diag.Diagnostic) bool { return d.Code == codeUnverified }
	if _, found := Check(m); slices.ContainsFunc(found, isTakeover) {
		t.Errorf("found with the defaults: %v", found)
	}
	m.Create.Conflict.Value = conflictAdopt
	if _, found := Check(m); !slices.ContainsFunc(found, isTakeover) {
		t.Errorf("not found where conflicts are adopted: %v", found)
	}
}
