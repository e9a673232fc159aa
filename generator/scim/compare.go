package scim

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Compare orders two values of the attribute: text by case or not as the
// attribute says, dates by time, numbers by size, false before true (RFC 7644
// sections 3.4.2.2 and 3.4.2.3). Values that are not of the attribute's type
// are ordered as text where they are text, and are equal otherwise.
func (a *Attribute) Compare(x, y any) int {
	switch a.Type {
	case TypeDateTime:
		tx, okX := dateTime(x)
		ty, okY := dateTime(y)
		if okX && okY {
			return tx.Compare(ty)
		}
	case TypeInteger, TypeDecimal:
		return compareNumbers(x, y)
	case TypeBoolean:
		bx, _ := x.(bool)
		by, _ := y.(bool)
		switch {
		case bx == by:
			return 0
		case by:
			return -1
		}
		return 1
	}
	sx, _ := x.(string)
	sy, _ := y.(string)
	return strings.Compare(a.Key(sx), a.Key(sy))
}

// Key returns text in the form in which values of the attribute are compared:
// as it is when the attribute is case-exact, else with case folded.
func (a *Attribute) Key(s string) string {
	if a.CaseExact {
		return s
	}
	return Fold(s)
}

// Fold returns s with case folded: two strings have the same folding exactly
// when strings.EqualFold holds for them.
func Fold(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return strings.Map(foldRune, s)
		}
	}
	// Of the ASCII letters, k and s share their class with letters beyond ASCII;
	// foldRune maps those to the ASCII ones, so lower case will do.
	return strings.ToLower(s)
}

// foldRune maps a character to one that stands for all that differ from it in
// case only: the lower-case ASCII one if there is one, else the smallest.
func foldRune(r rune) rune {
	smallest := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		smallest = min(smallest, other)
	}
	if 'A' <= smallest && smallest <= 'Z' {
		return smallest + 'a' - 'A'
	}
	return smallest
}

func compareNumbers(x, y any) int {
	ix, errX := strconv.ParseInt(numeral(x), 10, 64)
	iy, errY := strconv.ParseInt(numeral(y), 10, 64)
	if errX == nil && errY == nil {
		return cmp.Compare(ix, iy)
	}
	// Out of range gives an infinity, which is ordered well enough.
	fx, _ := strconv.ParseFloat(numeral(x), 64)
	fy, _ := strconv.ParseFloat(numeral(y), 64)
	return cmp.Compare(fx, fy)
}

func numeral(v any) string {
	switch v := v.(type) {
	case json.Number:
		return v.String()
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	}
	return ""
}

// dateTime reads an xsd:dateTime (RFC 7643 section 2.3.5). One without a time
// zone is taken as UTC.
func dateTime(v any) (time.Time, bool) {
	s, ok := v.(string)
	if !ok {
		return time.Time{}, false
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// IsDateTime reports whether s is a date and time as RFC 7643 section 2.3.5
// wants it.
func IsDateTime(s string) bool {
	_, ok := dateTime(s)
	return ok
}
