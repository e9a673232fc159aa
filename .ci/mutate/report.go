package main

import (
	"fmt"
	"strings"
)

// report counts verdicts.
type report struct {
	seed      uint64
	counts    map[string]map[verdict]int // by area
	survivors []string
	equal     []string // survivors that make no difference, with the reason
}

func (r *report) add(m mutant, v verdict, id string) {
	if r.counts == nil {
		r.counts = map[string]map[verdict]int{}
	}
	if r.counts[m.area] == nil {
		r.counts[m.area] = map[verdict]int{}
	}
	if reason, ok := equivalent[id]; ok && v == survived {
		r.equal = append(r.equal, fmt.Sprintf("`%s`: %s", id, reason))
		r.counts[m.area]["equivalent"]++
		return
	}
	r.counts[m.area][v]++
	if v == survived {
		r.survivors = append(r.survivors, "`"+strings.ReplaceAll(id, "\n", " ")+"`")
	}
}

// markdown is the report as a page of the documentation has it.
func (r *report) markdown() string {
	var b strings.Builder
	b.WriteString("| area | mutants | killed | survived | equivalent | killed of those that differ |\n|---|---|---|---|---|---|\n")
	total := map[verdict]int{}
	row := func(name string, n map[verdict]int) {
		differ := n[killed] + n[survived]
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %.1f %% |\n", name, differ+n["equivalent"], n[killed], n[survived], n["equivalent"],
			100*float64(n[killed])/float64(max(differ, 1)))
	}
	for _, a := range areas {
		if n := r.counts[a.name]; n != nil {
			row(a.name, n)
			for v, count := range n {
				total[v] += count
			}
		}
	}
	row("all", total)
	fmt.Fprintf(&b, "\nSeed %d; %d more did not compile, and are not counted.\n", r.seed, total[invalid])
	section := func(title string, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(&b, "\n%s\n\n- %s\n", title, strings.Join(lines, "\n- "))
		}
	}
	section("Survivors:", r.survivors)
	section("Without effect:", r.equal)
	return b.String()
}
