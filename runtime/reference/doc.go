// Package reference is what expressions are evaluated with natively, by cel-go:
// the meaning of a mapping that the generated JavaScript is held to.
//
// [Library] has the functions that mappings have beyond CEL's own, [Functions]
// those that a mapping brings along.
// [ActionValues] bounds integers to those that JavaScript has, too. [Missing]
// tells an expression that is empty from one that is wrong.
package reference
