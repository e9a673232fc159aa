package reference

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plain are the ASCII spellings of letters that Unicode does not decompose, and
// of the apostrophes, quotation marks, hyphens and spaces that names are typed with.
var plain = map[string]string{
	"AE": "Æ", "ae": "æ", "B": "Ɓ", "b": "ɓ", "D": "ÐĐƉƊ", "d": "ðđɖɗ", "E": "ƎƏƐ", "e": "ǝəɛ", "f": "ƒ",
	"G": "Ǥ", "g": "ǥ", "H": "Ħ", "h": "ħ", "I": "Ɨ", "i": "ıɨ", "IJ": "Ĳ", "ij": "ĳ", "K": "Ƙ", "k": "ĸƙ",
	"L": "ĿŁ", "l": "ŀł", "N": "Ŋ", "n": "ŉŋ", "O": "ØƆ", "o": "øɔ", "OE": "Œ", "oe": "œ", "SS": "ẞ", "ss": "ß", "s": "ſ",
	"T": "Ŧ", "t": "ŧ", "Th": "Þ", "th": "þ", "U": "Ʉ", "u": "ʉ", "Y": "Ƴ", "y": "ƴ", "Z": "Ƶ", "z": "ƶ",
	"'": "‘’ʻʼ", `"`: "“”", "-": "‐‑‒–—", " ": "\u00a0\u202f",
}

// plainOf is plain the other way round.
var plainOf = func() map[rune]string {
	result := map[rune]string{}
	for spelling, letters := range plain {
		for _, letter := range letters {
			result[letter] = spelling
		}
	}
	return result
}()

// asciiFold writes Latin letters without their diacritics: a letter's canonical
// decomposition (NFD) begins with an ASCII letter, or it is one of plain. Marks
// that follow such a letter go, too. All else is left as it is: an alphabet of
// which this function knows nothing may tell letters apart by their marks.
func asciiFold(text string) string {
	var out strings.Builder
	folded := false
	for _, r := range text {
		if folded && unicode.IsMark(r) {
			continue
		}
		var spelling string
		if spelling, folded = asciiOf(r); !folded {
			spelling = string(r)
		}
		out.WriteString(spelling)
	}
	return out.String()
}

// asciiOf returns the spelling of a character that takes its marks along when it
// is written in ASCII.
func asciiOf(r rune) (string, bool) {
	base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	if 'A' <= base && base <= 'Z' || 'a' <= base && base <= 'z' {
		return string(base), true
	}
	spelling, ok := plainOf[base]
	return spelling, ok
}
