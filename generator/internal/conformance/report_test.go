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
- **refused**: the check refuses what a mapping might well say.
- **left out**: refused as well, for the language of mappings leaves it out by design: a function that it does not list,
  or an expression that is wrong by its types. The specification tests the latter without a type-check; every mapping
  has one.
- **failed**: neither; a test of the project fails as soon as there is one.
- **not JSON**: refused as well, for it is about values that JSON cannot hold.
- **of JSON**: passed and told, of all tests but those that are not JSON.
- **of the language**: passed and told, of all tests but those that are not JSON and those that are left out.

`

// report is docs/conformance.md.
func report(why reasons, files []string, all []verdict) string {
	var out strings.Builder
	out.WriteString(introduction)
	of := tallies(all)
	about := sum(of, why.Aim.Files)
	fmt.Fprintf(&out, "%d files are about what mappings have. Of their tests about values that JSON can hold, %s pass; %s where what\n"+
		"is left out is not counted, and at least %d %% then of each of these files. A test holds them to that.\n\n",
		len(why.Aim.Files), shown(about.ofJSON()), shown(about.ofLanguage()), why.Aim.Percent)
	var others []string
	for _, file := range files {
		if !slices.Contains(why.Aim.Files, file) {
			others = append(others, file)
		}
	}
	const head = "| file | tests | passed | told | as cel-go | refused | left out | failed | not JSON | of JSON | of the language |\n" +
		"|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n"
	for _, part := range []struct {
		heading string
		files   []string
	}{{"Files about what mappings have", why.Aim.Files}, {"Other files", others}} {
		fmt.Fprintf(&out, "## %s\n\n%s", part.heading, head)
		for _, file := range part.files {
			if c := of[file]; c != nil {
				out.WriteString(c.row(file))
			} else { // a file without tests
				out.WriteString((&tally{}).row(file))
			}
		}
		out.WriteString(sum(of, part.files).row("**together**") + "\n")
	}

	out.WriteString("## What is refused, and why\n\n| reason | tests | told | left out | not JSON |\n|---|--:|:-:|:-:|:-:|\n")
	for _, r := range why.Refused {
		n := 0
		for _, v := range all {
			if v.reason == r {
				n++
			}
		}
		fmt.Fprintf(&out, "| %s | %d | %s | %s | %s |\n", r.Reason, n, mark(r.Told), mark(r.leftOut()), mark(r.holdsNoJSON()))
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
