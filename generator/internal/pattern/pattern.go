// Package pattern translates regular expressions from RE2's syntax, which CEL's
// matches takes, to JavaScript.
//
//	p, err := pattern.Translate(`(?i)^adm`)
//	// p.JavaScript is ^[Aa][Dd][Mm], to be run as /^[Aa][Dd][Mm]/u
//
// The translation goes by the syntax tree of [regexp/syntax], not by the text:
// every flag is resolved there, and what JavaScript and RE2 write alike but mean
// differently (\s, the dot, $ after a line) cannot slip through. On well-formed
// strings, test of the result gives what Go's [regexp.MatchString] gives.
//
// The one thing that may differ is the edition of Unicode. Where a class is one
// of Unicode's own it is written as \p{…}, so that a newer JavaScript knows
// characters that Go's tables do not have yet.
//
// JavaScript's engines backtrack, RE2 does not. [Pattern.Backtracks] tells the
// patterns for which that matters.
package pattern

import (
	"errors"
	"regexp/syntax"
)

// Pattern is a regular expression that has been translated.
type Pattern struct {
	// JavaScript is what stands between the slashes of a literal with the flag u
	// and no other. It is printable ASCII, fit for a file of code: there is no
	// slash that is not escaped, no "</", no "<!--", no "##" and no "@@".
	JavaScript string

	source string
	tree   *syntax.Regexp
}

// Translate writes a regular expression in JavaScript. The error is an [*Error].
// All that RE2 takes can be written; only half a character, a surrogate by its
// number, is refused: what Go makes of it depends on how it runs the rest.
func Translate(re string) (*Pattern, error) {
	// The flags are those of regexp.Compile, which cel-go calls.
	tree, err := syntax.Parse(re, syntax.Perl)
	if err != nil {
		var wrong *syntax.Error
		if !errors.As(err, &wrong) {
			return nil, &Error{Message: err.Error(), Fragment: re}
		}
		return nil, explain(wrong, re)
	}
	if r, ok := loneSurrogate(tree); ok {
		return nil, surrogate(r)
	}
	w := &writer{longBoundaries: looksAround(tree)}
	w.write(tree, alternatives)
	if w.text.Len() == 0 {
		// Two slashes with nothing in between would begin a comment.
		w.text.WriteString("(?:)")
	}
	return &Pattern{JavaScript: w.text.String(), source: re, tree: tree}, nil
}
