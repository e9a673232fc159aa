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
		file, err := scenario.Read([]byte(b.text))
		if err != nil {
			t.Fatalf("docs/%s:%d: %v", scenariosPage, b.line, err)
		}
		both, err := (&Process{}).enginesOf(scenariosPage, file)
		if err != nil {
			t.Fatal(err)
		}
		for i := range file.Tests {
			ran++
			problems, err := runScenario(t.Context(), &file.Tests[i], both, file.Secrets)
			if err != nil {
				t.Fatal(err)
			}
			for _, problem := range problems {
				t.Errorf("docs/%s:%d: %s: %s", scenariosPage, b.line, file.Tests[i].Name, problem)
			}
		}
	}
	if ran == 0 {
		t.Error("the page has no scenarios")
	}
}
