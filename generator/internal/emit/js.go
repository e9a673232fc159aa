package emit

import "slices"

// js is a JavaScript expression, with what whoever uses it has to know.
type js struct {
	text       string
	precedence int
	undef      bool // may be undefined: a key or an index is missing, or an optional is none
	throws     bool // may throw an EvaluationError
}

// Precedences of JavaScript's operators, as far as they are emitted; higher binds tighter.
const (
	precArrow = iota
	precConditional
	precNullish
	precOr
	precAnd
	precEquality
	precRelational
	precAdditive
	precMultiplicative
	precUnary
	precPrimary
)

func primary(text string) js { return js{text: text, precedence: precPrimary} }

// at is the expression's text where an operand of at least that precedence is wanted.
func (e js) at(precedence int) string {
	if e.precedence < precedence {
		return "(" + e.text + ")"
	}
	return e.text
}

// fallible tells whether the expression can fail where a value is wanted.
func (e js) fallible() bool { return e.undef || e.throws }

// binary joins two operands with a left-associative operator. A comparison of a
// comparison is put in parentheses all the same: people misread a < b < c, and
// so does goja.
func binary(left js, operator string, right js, precedence int) js {
	least := precedence
	if precedence == precRelational {
		least++
	}
	return js{
		text:       left.at(least) + " " + operator + " " + right.at(precedence+1),
		precedence: precedence,
		throws:     left.throws || right.throws,
	}
}

// thunk is a function that computes the expression when it is called.
func (e js) thunk() string { return "() => " + e.at(precConditional) }

// throwing tells whether one of several expressions may throw.
func throwing(all []js) bool {
	return slices.ContainsFunc(all, func(e js) bool { return e.throws })
}
