package expr

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"

	"github.com/scimwright/scimwright/generator/source"
)

// This file and those beside it hold the wording of everything that can be wrong
// with an expression: cel-go's findings in the words of a mapping's author.

func tooLong(n int) Problem {
	return Problem{
		End:     1,
		Summary: fmt.Sprintf("the expression has %d characters; at most %d are allowed", n, maxCodePoints),
		Help:    "split it over several attributes, or look the value up instead of computing it",
	}
}

// noise is what ANTLR says of its own token types, which no author knows.
var noise = regexp.MustCompile(` expecting (\{.*\}|.*[A-Z]{3,}.*)$`)

// end is how ANTLR calls the end of the text, and blankInQuotes the blank that it
// quotes behind a character that it cannot read.
var (
	end           = regexp.MustCompile(`(unexpected |at )'?<EOF>'?`)
	blankInQuotes = regexp.MustCompile(`(unexpected character '\S+)\s+'$`)
)

func syntaxProblems(text string, errors []*cel.Error) []Problem {
	// What follows the first syntax error is mostly its echo.
	first := slices.MinFunc(errors, func(a, b *cel.Error) int {
		if a.Location.Line() != b.Location.Line() {
			return a.Location.Line() - b.Location.Line()
		}
		return a.Location.Column() - b.Location.Column()
	})
	start := offset(text, first.Location.Line(), first.Location.Column())
	summary := strings.TrimPrefix(first.Message, "Syntax error: ")
	summary = noise.ReplaceAllString(summary, "")
	summary = strings.ReplaceAll(summary, "mismatched input", "unexpected")
	summary = strings.ReplaceAll(summary, "extraneous input", "unexpected")
	summary = strings.ReplaceAll(summary, "no viable alternative at input", "unexpected")
	summary = strings.ReplaceAll(summary, "token recognition error at:", "unexpected character")
	summary = end.ReplaceAllString(summary, "${1}end of the expression")
	summary = strings.ReplaceAll(summary, "at end", "at the end")
	summary = blankInQuotes.ReplaceAllString(summary, "$1'")
	return []Problem{{
		Start:   start,
		End:     start + 1,
		Summary: "this is no CEL expression: " + summary,
		Help:    syntaxHelp(text, summary),
	}}
}

func syntaxHelp(text, summary string) string {
	switch {
	case strings.Contains(summary, "has() macro"):
		return macroHelp["has"] + `; for keys that are no words, "key" in user.user_metadata`
	case strings.Contains(summary, "cel.bind()"):
		return macroHelp["cel.bind"]
	case strings.Contains(summary, "argument must be a simple name"), strings.Contains(summary, "argument is not an identifier"):
		return macroHelp["map"]
	case strings.Contains(text, "==="):
		return "CEL compares with ==, and never converts"
	case strings.Contains(text, "?."), strings.Contains(text, "??"):
		return `write .? for an optional field and .orValue("…") for its default: user.user_metadata.?phone.orValue("")`
	case strings.Contains(text, "`"):
		return `join text with +: user.given_name + " " + user.family_name`
	case strings.Contains(text, "=>"), strings.Contains(text, "function"):
		return "an expression is CEL, not JavaScript: it has no functions of its own"
	}
	return "expressions are written in CEL (https://cel.dev): user.email.lowerAscii()"
}

// offset turns a line (from 1) and column (from 0) of cel-go into a code point.
func offset(text string, line, column int) int {
	at := 0
	for _, l := range strings.SplitAfter(text, "\n") {
		if line <= 1 {
			break
		}
		at += len([]rune(l))
		line--
	}
	return at + column
}

// named is a problem with a name, and with the name that was probably meant.
func (t *tree) named(e ast.Expr, summary, name string, candidates []string) Problem {
	p := t.problem(e, summary, "")
	if near, ok := source.Nearest(name, candidates); ok {
		p.Help = fmt.Sprintf("did you mean `%s`?", near)
	} else if len(candidates) > 0 {
		p.Help = "available are " + list(candidates)
	}
	return p
}

func (t *tree) problem(e ast.Expr, summary, help string) Problem {
	start, end := t.span(e)
	return Problem{Start: start, End: end, Summary: summary, Help: help}
}

func list(names []string) string {
	names = slices.Clone(names)
	sort.Strings(names)
	return strings.Join(names, ", ")
}
