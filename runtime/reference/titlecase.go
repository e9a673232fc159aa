package reference

import "unicode"

// titleCase writes the first character of each word in upper case and the rest
// in lower case.
//
// A word is made of letters, marks and digits. An apostrophe (' or U+2019)
// divides words, as in O'Brien, unless a single letter follows it at the end, as
// in John's.
//
// The case of a character does not depend on its neighbours, and is one
// character: one whose upper case is several stays (ß). But a sigma that ends a
// word, and does not begin it, is a final one. Which characters are letters, and
// what their cases are, is that of Unicode 15; an Action goes by the Unicode of
// the Node that runs it, which may know letters that were added since.
func titleCase(text string) string {
	runes := []rune(text)
	for i := 0; i < len(runes); {
		if !inWord(runes[i]) {
			i++
			continue
		}
		end := wordEnd(runes, i)
		runes[i] = upper(runes[i])
		for j := i + 1; j < end; j++ {
			runes[j] = unicode.ToLower(runes[j])
		}
		if end-1 > i && runes[end-1] == 'σ' {
			runes[end-1] = 'ς'
		}
		i = end
	}
	return string(runes)
}

// wordEnd returns where the word that begins at start ends.
func wordEnd(runes []rune, start int) int {
	end := start
	for end < len(runes) && inWord(runes[end]) {
		end++
	}
	if end+1 >= len(runes) || !isApostrophe(runes[end]) || !unicode.IsLetter(runes[end+1]) {
		return end
	}
	tail := end + 2
	for tail < len(runes) && unicode.IsMark(runes[tail]) {
		tail++
	}
	if tail < len(runes) && (inWord(runes[tail]) || isApostrophe(runes[tail])) {
		return end
	}
	return tail
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// upper returns the upper case of a character, or itself if that is several.
func upper(r rune) rune {
	// Unicode has a simple mapping besides for Greek letters with an iota below,
	// which JavaScript does not know. The other characters with several have none.
	if 0x1F80 <= r && r <= 0x1FAF || r == 0x1FB3 || r == 0x1FC3 || r == 0x1FF3 {
		return r
	}
	return unicode.ToUpper(r)
}
