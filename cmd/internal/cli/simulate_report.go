package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/simulate"
)

// writeSimulation writes a report for people: the numbers, and each divergence with
// its first example.
func writeSimulation(out io.Writer, name string, r *simulate.Report) error {
	var b strings.Builder
	row := func(label, format string, args ...any) {
		fmt.Fprintf(&b, "   %-11s  %s\n", label, fmt.Sprintf(format, args...))
	}
	row("action", "%s", name)
	row("seed", "%d", r.Seed)
	row("tenant", "%s, %s, %s", plural(r.Users, "user"), plural(r.Accounts, "account"), plural(r.Events, "event"))
	row("deliveries", "%d, of which %d failed; %d events came twice, %d retries", r.Deliveries, r.Failures, r.Duplicates, r.Retries)
	row("dead letters", "%d, delivered again in the end; %d fail for good", r.DeadLetters, r.StillDead)
	row("requests", "%d in %v of virtual time", r.Requests, r.Virtual.Round(1e6))
	row("outcomes", "%s", outcomes(r.Outcomes))
	b.WriteString("\n")
	if len(r.Divergences) == 0 {
		b.WriteString("The server holds what it should hold.\n")
	}
	for _, permitted := range []bool{false, true} {
		for _, d := range r.Divergences {
			if d.Permitted == permitted {
				writeDivergence(&b, d)
			}
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func outcomes(counts map[action.Outcome]int) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%s %d", name, counts[name]))
	}
	return strings.Join(parts, ", ")
}

func writeDivergence(b *strings.Builder, d simulate.Divergence) {
	verdict := "permitted"
	if !d.Permitted {
		verdict = "NOT PERMITTED"
	}
	fmt.Fprintf(b, "%d × %s (%s)\n", d.Count, d.Name, verdict)
	if d.Reason != "" {
		fmt.Fprintf(b, "     why      %s\n", d.Reason)
	}
	if d.Remedy != "" {
		fmt.Fprintf(b, "     remedy   %s\n", d.Remedy)
	}
	fmt.Fprintf(b, "     example  %s, by the event %s; the newest is %s\n", visible(d.Example.User), visible(d.Example.Event), visible(d.Example.Newest))
	if d.Example.Other != "" {
		fmt.Fprintf(b, "              met %s\n", visible(d.Example.Other))
	}
	for _, line := range d.Example.History {
		fmt.Fprintf(b, "              %s\n", visible(line))
	}
}
