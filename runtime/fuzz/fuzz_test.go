package fuzz_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/fuzz"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// TestEnginesAgree draws mappings, histories and servers. FUZZ_DELIVERIES is how many
// events there are, FUZZ_SEED which, and FUZZ_ENGINES are the engines.
func TestEnginesAgree(t *testing.T) {
	o := fuzz.Options{Deliveries: number(t, "FUZZ_DELIVERIES", 1500), Seed: uint64(number(t, "FUZZ_SEED", 1))}
	o.Engines = []string{engines.Action, engines.Reference, engines.Watched}
	if names := os.Getenv("FUZZ_ENGINES"); names != "" {
		o.Engines = strings.Split(names, ",")
	}
	found, progress, err := fuzz.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", progress)
	if found != nil {
		text, err := scenario.Write(found.File)
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("the engines disagree:\n%s", text)
		for _, d := range found.Differences {
			t.Error(d)
		}
	}
}

func number(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}
