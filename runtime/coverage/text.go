package coverage

import (
	"fmt"
	"io"
	"strings"
)

// WriteText writes how much was reached, and what was not, a line for each place.
func (m *Mapping) WriteText(w io.Writer) error {
	goals := m.Goals()
	reached, all := Share(goals)
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %.1f %% of the mapping tried, %d of %d ways\n", m.Checked.Mapping.File.Name, Percent(goals), reached, all)
	type line struct{ place, group string }
	var order []line
	missed := map[line][]string{}
	width, wide := 0, 0
	for _, g := range goals {
		if g.Optional || g.Hits > 0 {
			continue
		}
		at := line{group: g.Group}
		if g.Span.File != nil {
			pos := g.Span.Pos()
			at.place = fmt.Sprintf("%d:%d", pos.Line, pos.Column)
		}
		if missed[at] == nil {
			order = append(order, at)
		}
		missed[at] = append(missed[at], g.Label)
		width, wide = max(width, len(at.place)), max(wide, len(at.group))
	}
	for _, at := range order {
		fmt.Fprintf(&b, "  %-*s  %-*s  never: %s\n", width, at.place, wide, at.group, strings.Join(missed[at], ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
