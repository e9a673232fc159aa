package scenario

import "strings"

// Explain tells all that is wrong with a result, on several lines: what is not as
// expected, the expressions in question with the values of their parts, where the engines
// disagree, and what both did.
func (r *Result) Explain() string {
	var parts []string
	for _, p := range r.Problems {
		parts = append(parts, p.Text)
	}
	diagrams, err := r.Diagrams()
	if err != nil {
		parts = append(parts, err.Error())
	}
	parts = append(parts, diagrams...)
	for _, d := range r.Disagreements {
		parts = append(parts, "the engines disagree: "+d)
	}
	if len(r.Disagreements) > 0 {
		parts = append(parts, r.SideBySide())
	}
	return strings.Join(parts, "\n")
}

// Deviations tells where a foreign Action differs from the mapping; "" where it does not.
func (r *Result) Deviations() string {
	if len(r.Differences) == 0 {
		return ""
	}
	var parts []string
	for _, d := range r.Differences {
		parts = append(parts, "differs from the mapping: "+d)
	}
	return strings.Join(append(parts, r.SideBySide()), "\n")
}
