package coverage

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

// WriteHTML writes one page of HTML that needs nothing besides: the text of each mapping,
// with what was reached of its expressions in colour, and the list of all goals.
func WriteHTML(w io.Writer, mappings []*Mapping) error {
	var shown []pageMapping
	for _, m := range mappings {
		goals := m.Goals()
		reached, all := Share(goals)
		shown = append(shown, pageMapping{
			Name: m.Checked.Mapping.File.Name, Percent: fmt.Sprintf("%.1f", Percent(goals)), Reached: reached, All: all,
			Lines: linesOf(m.Checked.Mapping.File.Text, goals), Groups: groupsOf(goals),
		})
	}
	return page.Execute(w, shown)
}

// pageMapping is a mapping as the page shows it.
type pageMapping struct {
	Name, Percent string
	Reached, All  int
	Lines         []pageLine
	Groups        []pageGroup
}

type pageLine struct {
	Number int
	Pieces []piece
}

// piece is a part of a line that was reached to one extent.
type piece struct {
	Text  string
	Class string // full, part, none; "" of what there is nothing to reach in
	Title string
}

type pageGroup struct {
	Name  string
	Line  int // 0 where it stands nowhere
	Goals []Goal
}

// linesOf cuts the text of a mapping where what was reached changes.
func linesOf(text string, goals []Goal) []pageLine {
	// Of goals within one another, the inner ones are shown.
	at := make([]int, len(text)) // the number of the spot, from 1
	var spots []*spot
	byStart := slices.Clone(goals)
	slices.SortStableFunc(byStart, func(a, b Goal) int { return (b.Span.End - b.Span.Start) - (a.Span.End - a.Span.Start) })
	for _, g := range byStart {
		if g.Span.File == nil {
			continue
		}
		var s *spot
		for _, other := range spots {
			if other.start == g.Span.Start && other.end == g.Span.End {
				s = other
			}
		}
		if s == nil {
			s = &spot{start: g.Span.Start, end: g.Span.End}
			spots = append(spots, s)
			for i := s.start; i < s.end && i < len(text); i++ {
				at[i] = len(spots)
			}
		}
		s.goals = append(s.goals, g)
	}
	var lines []pageLine
	offset := 0
	for n, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		shown := pageLine{Number: n + 1}
		for start := 0; start < len(line); {
			end := start + 1
			for end < len(line) && at[offset+end] == at[offset+start] {
				end++
			}
			p := piece{Text: line[start:end]}
			if i := at[offset+start]; i > 0 {
				p.Class, p.Title = spots[i-1].told()
			}
			shown.Pieces = append(shown.Pieces, p)
			start = end
		}
		lines = append(lines, shown)
		offset += len(line) + 1
	}
	return lines
}

// spot is a place of the mapping with the goals at it.
type spot struct {
	start, end int
	goals      []Goal
}

func (s *spot) told() (class, title string) {
	reached, all := Share(s.goals)
	var ways []string
	for _, g := range s.goals {
		if g.Hits > 0 || !g.Optional {
			ways = append(ways, fmt.Sprintf("%s: %d×", g.Label, g.Hits))
		}
	}
	class = "part"
	switch reached {
	case all:
		class = "full"
	case 0:
		class = "none"
	}
	return class, strings.Join(ways, "\n")
}

func groupsOf(goals []Goal) []pageGroup {
	var groups []pageGroup
	for _, g := range goals {
		if g.Optional && g.Hits == 0 {
			continue
		}
		line := 0
		if g.Span.File != nil {
			line = g.Span.Pos().Line
		}
		if last := len(groups) - 1; last < 0 || groups[last].Name != g.Group {
			groups = append(groups, pageGroup{Name: g.Group, Line: line})
		}
		last := len(groups) - 1
		groups[last].Goals = append(groups[last].Goals, g)
	}
	return groups
}
