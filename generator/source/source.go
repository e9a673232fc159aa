// Package source holds the text of an input file and names places in it.
//
// Everything that can be wrong in a mapping is reported at a place: a [Span] of
// bytes in a [File]. Lines and columns are computed only when a place is shown,
// so the phases between reading and reporting carry two integers, not four.
package source

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// File is one input file: its name as the user gave it, and its text.
// A File is immutable and safe for concurrent use.
type File struct {
	Name string // as it is to be shown in messages
	Text string

	// Folder is where files are that the text names; "" for the one of Name.
	Folder string

	lines []int // byte offset of the first byte of each line
}

// NewFile returns a File of the given name and text. A byte order mark at the
// beginning is dropped: editors that write one do not show it.
func NewFile(name, text string) *File {
	text = strings.TrimPrefix(text, "\ufeff")
	f := &File{Name: name, Text: text, lines: []int{0}}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// Pos is a place in a file as people count it.
type Pos struct {
	Line   int // from 1
	Column int // from 1, in code points, as editors show it
}

// Pos returns the line and column of a byte offset. An offset outside the text
// is moved to its nearest end.
func (f *File) Pos(offset int) Pos {
	offset = max(0, min(offset, len(f.Text)))
	line := sort.SearchInts(f.lines, offset+1)
	return Pos{
		Line:   line,
		Column: utf8.RuneCountInString(f.Text[f.lines[line-1]:offset]) + 1,
	}
}

// Offset is the inverse of Pos. A place that the file does not have gives the
// nearest one that it has.
func (f *File) Offset(p Pos) int {
	if p.Line < 1 {
		return 0
	}
	if p.Line > len(f.lines) {
		return len(f.Text)
	}
	offset := f.lines[p.Line-1]
	line := f.Line(p.Line)
	for column := 1; column < p.Column && line != ""; column++ {
		_, size := utf8.DecodeRuneInString(line) // 1 where the text is not UTF-8
		line = line[size:]
		offset += size
	}
	return offset
}

// Line returns the text of a line, counted from 1, without its line break.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(f.Text)
	if n < len(f.lines) {
		end = f.lines[n] - 1
	}
	return strings.TrimSuffix(f.Text[f.lines[n-1]:end], "\r")
}

// Span is the half-open byte range [Start, End) of a file. The zero Span, which
// has no file, means "nowhere in particular".
type Span struct {
	File       *File
	Start, End int
}

// Pos returns the place where the span begins; the zero Pos for the zero Span.
func (s Span) Pos() Pos {
	if s.File == nil {
		return Pos{}
	}
	return s.File.Pos(s.Start)
}

// Text returns the text that the span covers.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return s.File.Text[s.Start:s.End]
}
