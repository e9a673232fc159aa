package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/scimwright/scimwright/generator/source"
)

// lineWidth is how much of a source line a snippet shows, in terminal cells; a
// longer line is cut on both sides of the marked place.
const lineWidth = 100

// writeSnippet writes the first line of a span and a line of carets under it.
func writeSnippet(b *strings.Builder, p painter, style string, s source.Span) {
	if s.File == nil {
		return
	}
	pos := s.Pos()
	line := s.File.Line(pos.Line)
	first := s.File.Offset(source.Pos{Line: pos.Line, Column: 1})
	cells := cellsOf(line)
	from, to := markedCells(cells, s.Start-first, s.End-first)
	shown, cutLeft, cutRight := window(cells, from, to)

	var text, marks strings.Builder
	if cutLeft {
		text.WriteString("…")
		marks.WriteString(" ")
	}
	for i := shown.from; i < shown.to; i++ {
		c := cells[i]
		text.WriteString(c.text)
		switch {
		case i >= from && i < to:
			marks.WriteString(strings.Repeat("^", max(1, c.width)))
		case i < from && c.text == "\t":
			marks.WriteString("\t") // as wide as the one above it, whatever the terminal makes of it
		case i < from:
			marks.WriteString(strings.Repeat(" ", c.width))
		}
	}
	if cutRight {
		text.WriteString("…")
	}
	if from == to { // an empty span, or one at the end of the line: one caret at its place
		marks.WriteString("^")
	}
	fmt.Fprintf(b, "%s %s\n", p.paint(styleGutter, fmt.Sprintf("%5d |", pos.Line)), text.String())
	fmt.Fprintf(b, "%s %s\n", p.paint(styleGutter, "      |"), p.paintMarks(style, marks.String()))
}

// paintMarks colours the carets but not the blanks before them.
func (p painter) paintMarks(style, marks string) string {
	i := strings.IndexByte(marks, '^')
	return marks[:i] + p.paint(style, marks[i:])
}

// cell is one code point of a source line as it is shown.
type cell struct {
	text   string
	offset int // of the code point in the line, in bytes
	width  int // in terminal cells
}

// cellsOf splits a line into what a terminal shows of it.
func cellsOf(line string) []cell {
	cells := make([]cell, 0, len(line))
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		c := cell{text: line[i : i+size], offset: i, width: runeWidth(r)}
		if r != '\t' && unprintable(r) {
			c.text = Visible(c.text)
			c.width = len(c.text)
		}
		cells = append(cells, c)
		i += size
	}
	return cells
}

// markedCells translates the byte range [start, end) of a line to cells. A range
// that goes on in the next line ends with this one.
func markedCells(cells []cell, start, end int) (from, to int) {
	from, to = len(cells), len(cells)
	for i := len(cells) - 1; i >= 0; i-- {
		if cells[i].offset >= start {
			from = i
		}
		if cells[i].offset >= end {
			to = i
		}
	}
	if to > from {
		return from, to
	}
	return from, from
}

type cellRange struct{ from, to int }

// window chooses the part of a line that is shown: all of it if it fits, else
// the marked place with some context on both sides.
func window(cells []cell, from, to int) (shown cellRange, cutLeft, cutRight bool) {
	total := 0
	for _, c := range cells {
		total += c.width
	}
	if total <= lineWidth {
		return cellRange{0, len(cells)}, false, false
	}
	shown = cellRange{from, from}
	room := lineWidth
	for shown.to < min(to, len(cells)) && room > 0 {
		room -= cells[shown.to].width
		shown.to++
	}
	before := room / 2
	for shown.from > 0 && before > 0 {
		shown.from--
		before -= cells[shown.from].width
		room -= cells[shown.from].width
	}
	for shown.to < len(cells) && room > 0 {
		room -= cells[shown.to].width
		shown.to++
	}
	for shown.from > 0 && room > 0 {
		shown.from--
		room -= cells[shown.from].width
	}
	return shown, shown.from > 0, shown.to < len(cells)
}

// runeWidth is the number of terminal cells of a printable code point: none for
// a combining mark, two for East Asian wide characters and emoji.
func runeWidth(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case r >= 0x1100 && r <= 0x115f,
		r >= 0x2e80 && r <= 0x303e,
		r >= 0x3041 && r <= 0xa4cf,
		r >= 0xac00 && r <= 0xd7a3,
		r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f,
		r >= 0xff00 && r <= 0xff60,
		r >= 0xffe0 && r <= 0xffe6,
		r >= 0x1f300 && r <= 0x1f64f,
		r >= 0x1f680 && r <= 0x1f6ff,
		r >= 0x1f900 && r <= 0x1faff,
		r >= 0x20000 && r <= 0x3fffd:
		return 2
	}
	return 1
}
