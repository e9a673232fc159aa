package reference

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// sameName tells whether two attribute names differ in case at most.
func sameName(a, b string) bool { return a == b || lowerCase(a) == lowerCase(b) }

// sameUserName tells whether two user names, of which neither is empty, differ in
// case at most. Both cases have to agree: by the lower one alone, the Kelvin sign is
// a k, and by the upper one alone a sharp s is a double s.
func sameUserName(a, b any) bool {
	left, ok := a.(string)
	right, too := b.(string)
	return ok && too && left != "" && right != "" &&
		lowerCase(left) == lowerCase(right) && upperCase(left) == upperCase(right)
}

// lowerCase and upperCase are by the full mappings of Unicode, which may make
// several characters of one, and know where a word ends.
func lowerCase(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	return cases.Lower(language.Und).String(text)
}

func upperCase(text string) string {
	if isASCII(text) {
		return strings.ToUpper(text)
	}
	return cases.Upper(language.Und).String(text)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}
