package conformance_test

import (
	"fmt"
	"slices"
	"strings"
)

// refusals lists the refused tests under the reasons.
func refusals(why reasons, all []verdict) string {
	var out strings.Builder
	out.WriteString("# Which tests of the specification do not run, and why: see reasons.yaml.\n" +
		"# Written by the test, with UPDATE_GOLDEN=1.\n")
	for _, r := range why.Refused {
		fmt.Fprintf(&out, "\n%s\n", r.Reason)
		for _, name := range names(all, func(v verdict) bool { return v.reason == r }) {
			fmt.Fprintf(&out, "    %s\n", name)
		}
	}
	return out.String()
}

// names are those of the chosen tests; file/* and section/* where all are chosen.
func names(all []verdict, chosen func(verdict) bool) []string {
	in, out := map[string]bool{}, map[string]bool{}
	for _, v := range all {
		for _, folder := range v.folders() {
			if chosen(v) {
				in[folder] = true
			} else {
				out[folder] = true
			}
		}
	}
	var result []string
	for _, v := range all {
		if !chosen(v) {
			continue
		}
		name := v.String()
		for _, folder := range v.folders() {
			if in[folder] && !out[folder] {
				name = folder + "/*"
				break
			}
		}
		if !slices.Contains(result, name) {
			result = append(result, name)
		}
	}
	return result
}

// folders are the file and the section of a test.
func (v verdict) folders() []string {
	section, _, _ := strings.Cut(v.path, "/")
	return []string{v.file, v.file + "/" + section}
}

// tally counts what becomes of the tests of a file.
type tally struct{ tests, passed, told, differ, refused, foreign int }

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
	default:
		c.refused++
	}
}

// share is how many of the tests about values that JSON can hold come to what
// the specification wants.
func (c *tally) share() string {
	of := c.tests - c.foreign
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%d %%", (c.passed+c.told)*100/of)
}

func (c *tally) row(name string) string {
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d | 0 | %d | %s |\n", name, c.tests, c.passed, c.told, c.differ, c.refused, c.foreign, c.share())
}

const introduction = `# Conformance to the CEL specification

The [CEL specification](https://github.com/google/cel-spec) comes with tests of its own. All of them are run on the
JavaScript that scimwright makes of expressions, in the engine of the Go harness and in Node. A mapping has the part of
CEL that makes sense where JSON comes in and JSON goes out; anything else is refused when the mapping is checked, by
name, and never means something else when the Action runs. This page is written by the test that runs them.

The columns:

- **passed**: the JavaScript comes to the value, or to the error, that the specification wants.
- **told**: the specification wants an error when the expression is evaluated without a type-check; the check of a
  mapping tells of it before.
- **as cel-go**: cel-go, which says what a mapping means, departs from the specification; so does the JavaScript.
- **refused**: the check refuses what the language of mappings does not have.
- **failed**: neither; a test of the project fails as soon as there is one.
- **not JSON**: refused as well, for it is about values that JSON cannot hold.
- **share**: passed and told, of all tests but those of the column before.

| file | tests | passed | told | as cel-go | refused | failed | not JSON | share |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
`

// report is docs/conformance.md.
func report(why reasons, files []string, all []verdict) string {
	var out strings.Builder
	out.WriteString(introduction)
	total := &tally{}
	for _, file := range files {
		ofFile := &tally{}
		for _, v := range all {
			if v.file == file {
				ofFile.add(v)
				total.add(v)
			}
		}
		out.WriteString(ofFile.row(file))
	}
	out.WriteString(total.row("**all**"))

	out.WriteString("\n## What is refused, and why\n\n| reason | tests | told | not JSON |\n|---|--:|:-:|:-:|\n")
	for _, r := range why.Refused {
		n := 0
		for _, v := range all {
			if v.reason == r {
				n++
			}
		}
		fmt.Fprintf(&out, "| %s | %d | %s | %s |\n", r.Reason, n, mark(r.Told), mark(r.holdsNoJSON()))
	}

	out.WriteString("\n## Where cel-go departs from the specification\n\n")
	for _, d := range why.Differs {
		fmt.Fprintf(&out, "- %s (`%s`)\n", d.Reason, strings.Join(d.Tests, "`, `"))
	}
	return out.String()
}

func mark(yes bool) string {
	if yes {
		return "x"
	}
	return ""
}
