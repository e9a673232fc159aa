package pattern

import (
	"fmt"
	"regexp/syntax"
	"strings"
)

// Error says why a text is not a regular expression of RE2.
type Error struct {
	Message  string // what is wrong and what to do about it
	Fragment string // the part of the pattern that is to blame
}

// Error implements the error interface.
func (e *Error) Error() string {
	if e.Fragment == "" {
		return e.Message
	}
	return fmt.Sprintf("%s: %s", e.Message, e.Fragment)
}

var messages = map[syntax.ErrorCode]string{
	syntax.ErrInvalidCharClass:      "this character class cannot be read; compare its brackets and ranges",
	syntax.ErrInvalidCharRange:      "this is no range or class of characters: a range goes from the lower character to the higher, and classes have names like [:alpha:] and \\p{Greek}",
	syntax.ErrInvalidEscape:         "this escape does not exist; to match a punctuation mark put a backslash before it, and to match a letter put none",
	syntax.ErrInvalidNamedCapture:   "this group has no valid name; names are of letters, digits and _, as in (?P<name>…)",
	syntax.ErrInvalidPerlOp:         "this kind of group does not exist in RE2; there are (…), (?:…), (?P<name>…) and the flags (?imsU)",
	syntax.ErrInvalidRepeatOp:       "one repetition directly after another does not mean anything here; remove one, or group the first with (?:…)",
	syntax.ErrInvalidRepeatSize:     "this repetition is too large or its bounds are reversed; at most 1000 repetitions are possible, nested ones multiplied",
	syntax.ErrInvalidUTF8:           "the pattern is not valid UTF-8",
	syntax.ErrMissingBracket:        "a character class is opened by [ and not closed; add ], or write \\[ to match the bracket",
	syntax.ErrMissingParen:          "a group is opened by ( and not closed; add ), or write \\( to match the parenthesis",
	syntax.ErrMissingRepeatArgument: "there is nothing to repeat before this; put a backslash before it to match the character",
	syntax.ErrTrailingBackslash:     "a backslash at the end escapes nothing; write \\\\ to match a backslash",
	syntax.ErrUnexpectedParen:       "a group is closed by ) that was not opened; remove it, or write \\) to match the parenthesis",
	syntax.ErrNestingDepth:          "groups are nested too deeply; a thousand levels are possible",
	syntax.ErrLarge:                 "the pattern is too large; use smaller numbers of repetitions",
}

// explain puts an error of the parser in the words of who writes mappings.
func explain(err *syntax.Error, re string) *Error {
	result := &Error{Message: messages[err.Code], Fragment: printable(err.Expr)}
	if result.Message == "" {
		result.Message = "this cannot be read as a regular expression of RE2"
	}
	switch fragment := err.Expr; {
	case wantsLookAround(fragment):
		result.Message = "RE2 has no look-ahead and no look-behind; test the conditions one by one with several calls of matches"
	case err.Code == syntax.ErrInvalidEscape && len(fragment) == 2 && '1' <= fragment[1] && fragment[1] <= '9':
		result.Message = "RE2 has no back-references; compare the parts in CEL, for example with split"
	case fragment == `\Z`:
		result.Message = `RE2 has no \Z; the end of the text is \z or $`
	case fragment == `\u`:
		result.Message = `RE2 has no \u; a character by its number is \x{e9}`
	case fragment == "(?>" || err.Code == syntax.ErrInvalidRepeatOp && strings.HasSuffix(fragment, "+"):
		result.Message = "RE2 has no atomic groups and no possessive repetition, which it has no need of: write (?:…) and a single repetition"
	case fragment == "" || err.Code == syntax.ErrInvalidUTF8:
		result.Fragment = printable(re)
	}
	return result
}

// surrogate explains that a pattern asks for half a character.
func surrogate(r rune) *Error {
	return &Error{
		Message:  `this is half of a pair of surrogates, which no text contains; give the number of the whole character, as in \x{1f600}`,
		Fragment: fmt.Sprintf(`\x{%x}`, r),
	}
}

// loneSurrogate finds a surrogate that is to be matched.
func loneSurrogate(re *syntax.Regexp) (rune, bool) {
	if re.Op == syntax.OpLiteral {
		for _, r := range re.Rune {
			if firstSurrogate <= r && r <= lastSurrogate {
				return r, true
			}
		}
	}
	for _, sub := range re.Sub {
		if r, ok := loneSurrogate(sub); ok {
			return r, true
		}
	}
	return 0, false
}

func wantsLookAround(fragment string) bool {
	for _, prefix := range []string{"(?=", "(?!", "(?<=", "(?<!"} {
		if strings.HasPrefix(fragment, prefix) {
			return true
		}
	}
	return false
}

// printable replaces what is not UTF-8, so that a message can show it.
func printable(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }
