package conformance_test

import (
	"os"
	"os/exec"
	"testing"
)

// TestConformance walks every test of every file. None is passed over: what does
// not run is in testdata/refused.txt, under a reason.
func TestConformance(t *testing.T) {
	why := readReasons(t)
	files, tests := readSuite(t)
	var all, compiled []verdict
	for _, test := range tests {
		v := judge(t, test)
		switch {
		case v.refusal != "":
			if v.reason = why.of(v); v.reason == nil {
				t.Errorf("%s: %s is refused, for which testdata/reasons.yaml has no reason: %s", v, v.GetExpr(), v.refusal)
			}
		case !v.GetCheckOnly():
			v.differs = why.differing(v)
			compiled = append(compiled, v)
		}
		all = append(all, v)
	}
	why.allUsed(t)
	script := batch(t, compiled)
	t.Run("goja", func(t *testing.T) { compare(t, compiled, inGoja(t, script)) })
	t.Run("node", func(t *testing.T) {
		if _, err := exec.LookPath("node"); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal(err)
			}
			t.Skip(err)
		}
		compare(t, compiled, inNode(t, script))
	})
	t.Run("cel-go", func(t *testing.T) { differing(t, why, compiled) })
	for _, missed := range why.Aim.missed(tallies(all)) {
		t.Error(missed)
	}
	if t.Failed() {
		return
	}
	golden(t, "testdata/refused.txt", refusals(why, all))
	golden(t, "../../../docs/conformance.md", report(why, files, all))
}

// compare holds what an engine finds to what is wanted.
func compare(t *testing.T, tests []verdict, found []string) {
	t.Helper()
	if len(found) != len(tests) {
		t.Fatalf("the engine tells of %d tests, not %d", len(found), len(tests))
	}
	for i, finding := range found {
		switch test := tests[i]; {
		case finding != "" && !test.differs:
			t.Errorf("%s: %s, and %s", test, test.comment(), finding)
		case finding == "" && test.differs:
			t.Errorf("%s: %s, and does: testdata/reasons.yaml need not say that it differs", test, test.comment())
		}
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	want, err := os.ReadFile(file)
	if err == nil && string(want) == got {
		return
	}
	if os.Getenv("UPDATE_GOLDEN") == "" {
		t.Fatalf("%s is not what comes out: write it with UPDATE_GOLDEN=1, and look at the difference (%v)", file, err)
	}
	if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Fatalf("%s rewritten: review it, and run the test again", file)
}
