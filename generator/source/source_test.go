package source_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/scimwright/scimwright/generator/source"
)

func TestPosCountsLinesAndCodePoints(t *testing.T) {
	f := source.NewFile("f", "ab\nä𝒜c\r\n\nlast")
	for _, c := range []struct {
		before string // the text up to the offset
		want   source.Pos
	}{
		{"", source.Pos{Line: 1, Column: 1}},
		{"a", source.Pos{Line: 1, Column: 2}},
		{"ab", source.Pos{Line: 1, Column: 3}},
		{"ab\n", source.Pos{Line: 2, Column: 1}},
		{"ab\nä", source.Pos{Line: 2, Column: 2}},
		{"ab\nä𝒜", source.Pos{Line: 2, Column: 3}},
		{"ab\nä𝒜c\r\n", source.Pos{Line: 3, Column: 1}},
		{"ab\nä𝒜c\r\n\n", source.Pos{Line: 4, Column: 1}},
		{"ab\nä𝒜c\r\n\nlast", source.Pos{Line: 4, Column: 5}},
	} {
		if !strings.HasPrefix(f.Text, c.before) {
			t.Fatalf("%q is not how the text begins", c.before)
		}
		if got := f.Pos(len(c.before)); got != c.want {
			t.Errorf("behind %q: %v, want %v", c.before, got, c.want)
		}
		if got := f.Offset(c.want); got != len(c.before) {
			t.Errorf("offset of %v: %d, want %d", c.want, got, len(c.before))
		}
	}
}

func TestPlacesOutsideOfTheTextAreTheNearestInside(t *testing.T) {
	f := source.NewFile("f", "ab\ncd")
	for offset, want := range map[int]source.Pos{
		-1:  {Line: 1, Column: 1},
		100: {Line: 2, Column: 3},
	} {
		if got := f.Pos(offset); got != want {
			t.Errorf("Pos(%d) = %v, want %v", offset, got, want)
		}
	}
	for pos, want := range map[source.Pos]int{
		{Line: 0, Column: 7}:  0,
		{Line: 1, Column: 0}:  0,
		{Line: 1, Column: 99}: 2,
		{Line: 2, Column: 99}: 5,
		{Line: 9, Column: 1}:  5,
	} {
		if got := f.Offset(pos); got != want {
			t.Errorf("Offset(%v) = %d, want %d", pos, got, want)
		}
	}
}

func TestLineIsWithoutItsBreak(t *testing.T) {
	f := source.NewFile("f", "one\r\ntwo\n\nfour\r")
	for n, want := range map[int]string{-1: "", 0: "", 1: "one", 2: "two", 3: "", 4: "four", 5: ""} {
		if got := f.Line(n); got != want {
			t.Errorf("Line(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestTextThatIsNotUTF8HasPlacesToo(t *testing.T) {
	f := source.NewFile("f", "a\xff\xfeb")
	if got, want := f.Pos(3), (source.Pos{Line: 1, Column: 4}); got != want {
		t.Errorf("Pos(3) = %v, want %v", got, want)
	}
	if got := f.Offset(source.Pos{Line: 1, Column: 4}); got != 3 {
		t.Errorf("Offset = %d, want 3", got)
	}
}

func TestTheByteOrderMarkIsNotPartOfTheText(t *testing.T) {
	f := source.NewFile("f", "\ufeffab")
	if f.Text != "ab" {
		t.Errorf("the text is %q", f.Text)
	}
}

func TestTheZeroSpanIsNowhere(t *testing.T) {
	var s source.Span
	if s.Pos() != (source.Pos{}) || s.Text() != "" {
		t.Errorf("the zero Span is at %v and covers %q", s.Pos(), s.Text())
	}
}

func FuzzPosAndOffsetAreInverse(f *testing.F) {
	f.Add("ab\nä𝒜c\r\n\nlast", 5)
	f.Add("\xff\n\xe2\x80", 3)
	f.Fuzz(func(t *testing.T, text string, offset int) {
		file := source.NewFile("f", text)
		if offset < 0 || offset > len(file.Text) || !utf8.ValidString(text) {
			t.Skip()
		}
		if offset < len(file.Text) && !utf8.RuneStart(file.Text[offset]) {
			t.Skip("inside of a code point")
		}
		pos := file.Pos(offset)
		got := file.Offset(pos)
		// Behind the line break's \r is the one place that no column names.
		if got != offset && !(offset > 0 && file.Text[offset-1] == '\r') {
			t.Errorf("offset %d is at %v, and that is at offset %d", offset, pos, got)
		}
	})
}

func ExampleFile_Pos() {
	file := source.NewFile("mapping.yaml", "version: 1\nuser:\n  titel: Dr\n")
	span := source.Span{File: file, Start: 19, End: 24}
	fmt.Println(span.Pos().Line, span.Pos().Column, span.Text())
	// Output: 3 3 titel
}
