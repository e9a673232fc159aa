package pattern

import (
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// level tells how tightly the parts of an expression hold together.
type level int

const (
	alternatives level = iota
	sequence
	atom
)

// writer writes a syntax tree in JavaScript.
type writer struct {
	text strings.Builder

	// goja runs expressions that look around in an engine to which \b is between
	// letters of all alphabets. There it is put in terms of \w.
	longBoundaries bool
}

// write writes re where what is around it holds together as tightly as around.
func (w *writer) write(re *syntax.Regexp, around level) {
	if levelOf(re) < around {
		w.text.WriteString("(?:")
		w.write(re, alternatives)
		w.text.WriteByte(')')
		return
	}
	switch re.Op {
	case syntax.OpEmptyMatch:
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			w.set(literalSet(r, re.Flags))
		}
	case syntax.OpNoMatch, syntax.OpCharClass, syntax.OpAnyCharNotNL, syntax.OpAnyChar:
		w.set(setOf(re))
	case syntax.OpBeginText:
		w.text.WriteByte('^')
	case syntax.OpEndText:
		w.text.WriteByte('$')
	case syntax.OpBeginLine:
		w.text.WriteString(`(?<=^|\n)`) // the flag m would know more ends of lines
	case syntax.OpEndLine:
		w.text.WriteString(`(?=\n|$)`)
	case syntax.OpWordBoundary:
		if w.longBoundaries {
			w.text.WriteString(`(?:(?<=\w)(?!\w)|(?<!\w)(?=\w))`)
			return
		}
		w.text.WriteString(`\b`)
	case syntax.OpNoWordBoundary:
		// \B, but not between the halves of a pair of surrogates, where V8 finds it.
		w.text.WriteString(`(?:(?<=\w)(?=\w)|(?<!\w)(?=\W|$))`)
	case syntax.OpCapture: // matches captures nothing
		w.write(re.Sub[0], around)
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		w.write(re.Sub[0], atom)
		w.text.WriteString(quantifier(re))
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			w.write(sub, sequence)
		}
	case syntax.OpAlternate:
		for i, sub := range re.Sub {
			if i > 0 {
				w.text.WriteByte('|')
			}
			w.write(sub, sequence)
		}
	}
}

// looksAround tells whether there is a look-around in the JavaScript of re.
func looksAround(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpNoWordBoundary:
		return true
	}
	return slices.ContainsFunc(re.Sub, looksAround)
}

// levelOf tells how tightly the JavaScript of re holds together. An assertion is
// no atom: under the flag u it cannot be repeated unless it is in a group.
func levelOf(re *syntax.Regexp) level {
	switch re.Op {
	case syntax.OpCapture:
		return levelOf(re.Sub[0])
	case syntax.OpAlternate:
		return alternatives
	case syntax.OpNoMatch, syntax.OpCharClass, syntax.OpAnyCharNotNL, syntax.OpAnyChar:
		return atom
	case syntax.OpLiteral:
		if len(re.Rune) == 1 {
			return atom
		}
	}
	return sequence
}

func quantifier(re *syntax.Regexp) string {
	var text string
	switch re.Op {
	case syntax.OpStar:
		text = "*"
	case syntax.OpPlus:
		text = "+"
	case syntax.OpQuest:
		text = "?"
	default:
		text = "{" + strconv.Itoa(re.Min)
		if re.Max != re.Min {
			text += ","
			if re.Max >= 0 {
				text += strconv.Itoa(re.Max)
			}
		}
		text += "}"
	}
	if re.Flags&syntax.NonGreedy != 0 {
		text += "?"
	}
	return text
}

// setOf returns the characters that a node matches one of.
func setOf(re *syntax.Regexp) set {
	switch re.Op {
	case syntax.OpCharClass:
		return set(re.Rune).wellFormed()
	case syntax.OpAnyCharNotNL:
		return set{'\n', '\n'}.complement()
	case syntax.OpAnyChar:
		return everything
	}
	return nil
}

// literalSet returns the characters that r stands for in a literal: itself, and
// where case does not count all that fold to the same.
func literalSet(r rune, flags syntax.Flags) set {
	members := []rune{r, r}
	if flags&syntax.FoldCase != 0 {
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			members = append(members, other, other)
		}
	}
	return sorted(members).wellFormed()
}
