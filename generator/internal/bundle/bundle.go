package bundle

import (
	"cmp"
	"fmt"
	"strings"
)

// Input is what a mapping brings into its Action.
type Input struct {
	Banner   string            // first comment of the file
	Mapping  string            // the module "#mapping"
	Slots    map[string]string // variants of the template's modules: "#missing" → "missing/skip"
	Features []string          // those whose regions of the template's modules are kept

	// Functions are those of the mapping's own, which it reaches by the constant
	// "functions". Nil without them; left out where the mapping calls none.
	Functions *Library
}

// uncheckedTypes keeps type checkers from Actions with functions, which come
// without the types that they were written with.
const uncheckedTypes = "\n// @ts-nocheck: the functions of the mapping have lost their types.\n"

// handler is the function that Auth0 calls, the only export.
const handler = "onExecuteEventStream"

// Bundle returns the Action as people read it: one CommonJS file. The same
// input gives the same bytes.
func Bundle(in Input) (string, error) {
	sections, err := sections(in)
	if err != nil {
		return "", err
	}
	if in.Functions != nil {
		sections = append(sections, in.Functions.section())
	}
	var all strings.Builder
	declared := map[string]bool{}
	for _, s := range sections {
		for _, d := range s.declarations {
			if declared[d.name] {
				return "", fmt.Errorf("two modules of the template declare %s", d.name)
			}
			declared[d.name] = true
			if !d.typedef {
				all.WriteString(cmp.Or(d.shape, d.text) + "\n")
			}
		}
	}
	kept, err := reachable(all.String())
	if err != nil {
		return "", err
	}
	for name := range kept {
		if !declared[name] {
			return "", fmt.Errorf("esbuild kept %s, which no module declares under that name", name)
		}
	}
	keepTypes(sections, kept)
	banner := in.Banner
	if kept[functionsName] {
		banner += uncheckedTypes
	}
	return write(banner, sections, kept), nil
}

// write puts what is kept into one file, each section under its heading.
func write(banner string, sections []*module, kept map[string]bool) string {
	var out strings.Builder
	out.WriteString(banner + "\n\"use strict\";\n")
	for _, s := range sections {
		heading := "\n" + s.heading + "\n"
		for _, d := range s.declarations {
			if !kept[d.name] {
				continue
			}
			out.WriteString(heading + "\n" + d.text + "\n")
			heading = ""
			if d.name == handler {
				fmt.Fprintf(&out, "\nexports.%s = %s;\n", handler, handler)
			}
		}
	}
	return out.String()
}

// keepTypes keeps the typedefs that something kept mentions, and those that
// they mention themselves.
func keepTypes(sections []*module, kept map[string]bool) {
	types := map[string]declaration{}
	var mentioned []string
	for _, s := range sections {
		for _, d := range s.declarations {
			if d.typedef {
				types[d.name] = d
			} else if kept[d.name] {
				mentioned = append(mentioned, d.capitalised...)
			}
		}
	}
	for len(mentioned) > 0 {
		name := mentioned[len(mentioned)-1]
		mentioned = mentioned[:len(mentioned)-1]
		if d, ok := types[name]; ok && !kept[name] {
			kept[name] = true
			mentioned = append(mentioned, d.capitalised...)
		}
	}
}
