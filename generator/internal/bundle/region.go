package bundle

import (
	"slices"
	"strings"
)

// Lines that a region of a module stands between. Behind the first of them are the
// features of which one is asked for, or, behind an exclamation mark, none.
const (
	regionStart = "// #when "
	regionEnd   = "// #end"
)

// features returns the features that the regions of a module ask for, sorted.
func features(text string) []string {
	var names []string
	for line := range strings.Lines(text) {
		if asked, ok := strings.CutPrefix(strings.TrimSpace(line), regionStart); ok {
			for _, name := range strings.Fields(asked) {
				names = append(names, strings.TrimPrefix(name, "!"))
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// withFeatures returns a module without the regions of features that are not
// wanted, and without the marks of the others.
func withFeatures(text string, wanted func(feature string) bool) string {
	if !strings.Contains(text, regionStart) {
		return text
	}
	var out strings.Builder
	keep := true
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		if asked, ok := strings.CutPrefix(trimmed, regionStart); ok {
			keep = slices.ContainsFunc(strings.Fields(asked), func(name string) bool {
				unwanted, negated := strings.CutPrefix(name, "!")
				return wanted(unwanted) != negated
			})
		} else if trimmed == regionEnd {
			keep = true
		} else if keep {
			out.WriteString(line)
		}
	}
	return out.String()
}
