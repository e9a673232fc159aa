package conformance_test

import "fmt"

// tally counts what becomes of the tests of a file.
type tally struct{ tests, passed, told, differ, leftOut, refused, foreign int }

func (c *tally) add(v verdict) {
	c.tests++
	switch {
	case v.differs:
		c.differ++
	case v.reason == nil:
		c.passed++
	case v.reason.Told:
		c.told++
	case v.reason.holdsNoJSON():
		c.foreign++
	case v.reason.leftOut():
		c.leftOut++
	default:
		c.refused++
	}
}

// ofJSON is the share, in percent, of the tests about values that JSON can hold
// that come to what the specification wants; -1 where there are none.
func (c *tally) ofJSON() int { return percent(c.passed+c.told, c.tests-c.foreign) }

// ofLanguage is the share of those among them that a mapping can say.
func (c *tally) ofLanguage() int { return percent(c.passed+c.told, c.tests-c.foreign-c.leftOut) }

func percent(part, whole int) int {
	if whole == 0 {
		return -1
	}
	return part * 100 / whole
}

func shown(percent int) string {
	if percent < 0 {
		return "-"
	}
	return fmt.Sprintf("%d %%", percent)
}

func (c *tally) row(name string) string {
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d | %d | 0 | %d | %s | %s |\n", name, c.tests, c.passed, c.told, c.differ,
		c.refused, c.leftOut, c.foreign, shown(c.ofJSON()), shown(c.ofLanguage()))
}

// tallies counts the tests of each file.
func tallies(all []verdict) map[string]*tally {
	result := map[string]*tally{}
	for _, v := range all {
		if result[v.file] == nil {
			result[v.file] = &tally{}
		}
		result[v.file].add(v)
	}
	return result
}

// sum puts the tallies of some files together.
func sum(of map[string]*tally, files []string) *tally {
	total := &tally{}
	for _, file := range files {
		if c := of[file]; c != nil {
			total.tests += c.tests
			total.passed += c.passed
			total.told += c.told
			total.differ += c.differ
			total.leftOut += c.leftOut
			total.refused += c.refused
			total.foreign += c.foreign
		}
	}
	return total
}

// missed tells what is behind the aim: all of the files together, or one of them
// less what no mapping can say.
func (a aim) missed(of map[string]*tally) []string {
	var missed []string
	if share := sum(of, a.Files).ofJSON(); share < a.Percent {
		missed = append(missed, fmt.Sprintf("%d %% pass of the files about the language, not %d %%", share, a.Percent))
	}
	for _, file := range a.Files {
		if of[file] == nil {
			missed = append(missed, fmt.Sprintf("there is no file %s", file))
		} else if share := of[file].ofLanguage(); share < a.Percent {
			missed = append(missed, fmt.Sprintf("%d %% pass of %s, not %d %%", share, file, a.Percent))
		}
	}
	return missed
}
