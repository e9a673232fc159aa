// Package reference is a mapping without its Action: natively in Go, by cel-go and by
// the contract of docs/action.md. The generated JavaScript is held to it, and it is quick
// enough for all users of a tenant.
//
// A [Reference] makes SCIM users of Auth0 profiles and tells who is in scope. An [Engine]
// delivers events as the Action does. Nothing of it is shared with the templates or with
// what emits JavaScript: what they shared, neither could tell of the other.
//
// [Library] has the functions that mappings have beyond CEL's own, [Functions] those that
// a mapping brings along. [ActionValues] bounds integers to those that JavaScript has,
// too. [Missing] tells an expression that is empty from one that is wrong, and [Reason]
// why it is.
package reference
