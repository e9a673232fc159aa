// Package expr is the Common Expression Language as mappings speak it: which
// variables, fields and functions an expression may name, and whether it is well
// typed. It parses and type-checks, and evaluates nothing: the emitter turns a
// [Checked] expression into JavaScript, the native reference runs it with cel-go.
package expr
