package report

import (
	"encoding/json"
	"io"

	"github.com/scimwright/scimwright/runtime/scenario"
)

// jsonLines has an object for each test, and one for all of them, a line each.
type jsonLines struct {
	w                       io.Writer
	passed, failed, skipped int
}

type jsonResult struct {
	File     string   `json:"file"`
	Line     int      `json:"line"`
	Name     string   `json:"name"`
	Status   string   `json:"status"` // passed, failed or skipped
	Reason   string   `json:"reason,omitempty"`
	Problems []string `json:"problems,omitempty"`
	// Disagreements are those of the engines, Differences of an Action from the mapping.
	Disagreements []string `json:"disagreements,omitempty"`
	Differences   []string `json:"differences,omitempty"`
	Expressions   []string `json:"expressions,omitempty"`
}

// Result implements Writer.
func (j *jsonLines) Result(r *scenario.Result) error {
	file, line := place(r)
	told := jsonResult{File: file, Line: line, Name: r.Test.Name, Status: "passed", Reason: r.Skipped,
		Disagreements: r.Disagreements, Differences: r.Differences}
	for _, p := range r.Problems {
		told.Problems = append(told.Problems, p.Text)
	}
	switch {
	case r.Skipped != "":
		told.Status = "skipped"
		j.skipped++
	case r.Failed():
		told.Status = "failed"
		j.failed++
		told.Expressions, _ = r.Diagrams()
	default:
		j.passed++
	}
	return j.write(told)
}

// End implements Writer.
func (j *jsonLines) End() error {
	return j.write(map[string]int{"passed": j.passed, "failed": j.failed, "skipped": j.skipped})
}

func (j *jsonLines) write(value any) error {
	encoder := json.NewEncoder(j.w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
