package reference

import "strings"

// digits returns the ASCII digits of a text, 0 to 9, and nothing else of it.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
