package cli

import (
	"testing"

	"github.com/scimwright/scimwright/runtime/scenario"
)

// scenariosPage has files of scenarios, which are run.
const scenariosPage = "scenarios.md"

func TestDocsScenarios(t *testing.T) {
	ran := 0
	for _, b := range readBlocks(readPages(t)[scenariosPage]) {
		if b.role != "scenario" {
			continue
		}
		suite, err := (&testFiles{process: &Process{Stderr: t.Output()}}).read(scenariosPage, "docs/"+scenariosPage, b.text)
		if err != nil {
			t.Fatalf("docs/%s:%d: %v", scenariosPage, b.line, err)
		}
		err = scenario.RunAll(t.Context(), []*scenario.Suite{suite}, scenario.Options{}, func(r *scenario.Result) {
			ran++
			if r.Failed() {
				t.Errorf("docs/%s:%d: %s: %s", scenariosPage, b.line, r.Test.Name, r.Explain())
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if ran == 0 {
		t.Error("the page has no scenarios")
	}
}
