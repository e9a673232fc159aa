package expr

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
)

// This file holds what to do about types that do not fit.

// typeHelp is for what the type-checker says of an operand.
func typeHelp(message string) string {
	switch {
	case strings.HasPrefix(message, "expected type 'bool'"):
		return `a condition is a bool: compare, as in user.nickname != ""`
	case strings.HasSuffix(message, "does not support field selection"):
		return "maps have keys and the profile has fields; text and lists have functions: user.name.size()"
	case strings.HasPrefix(message, "a macro goes through"):
		return `make a list of text first: user.name.split(" ")`
	}
	return "docs/mapping.md shows what goes with which type"
}

// overloadHelp is for a call or an operator whose operands are of other types than
// it takes. What they are is as cel-go writes it: "string.(int)".
func (t *tree) overloadHelp(call ast.Expr, applied string) string {
	name := spelling(call.AsCall().FunctionName())
	if f, ok := t.env.functions[name]; ok {
		return fmt.Sprintf("`functions:` declares it as (%s) -> %s", strings.Join(typeNames(f.Params), ", "), f.Result)
	}
	switch {
	case name == "?:":
		return "the condition is a bool, and both branches have one type"
	case strings.Contains(applied, "optional_type"):
		return `take the value out of the optional first: .orValue("")`
	case getters[name] && strings.HasPrefix(applied, "string."):
		return "Auth0 keeps times as text: timestamp(user.created_at)." + name + "()"
	case name == "in":
		return `on its right stands a list or a map: user.email in ["ada@example.com"]`
	case name == "!":
		return `it takes a bool: compare, as in user.nickname == ""`
	case name == "[]" || name == "[?]":
		return "a list has places, from 0, and a map has keys; text has charAt(0)"
	case (name == "==" || name == "!=") && strings.Contains(applied, "null"):
		return `this is never null: compare with its empty value, as in user.nickname == "", or ask has(user.nickname)`
	case name == "==" || name == "!=":
		return "CEL compares values of the same type only"
	case name == "+" && strings.Contains(applied, "string"):
		return "CEL never converts: join text with string(…), or write a hole for each, \"${a} ${b}\""
	case name == "-" && len(Operands(call.AsCall())) == 1:
		return "it takes a number: convert text by int(…) or double(…)"
	case name != "" && strings.Contains("+-*/%", name):
		return "both sides are of one type: write 1.0 for a double and 1 for an int, or convert by int(…) or double(…)"
	case name != "" && strings.Trim(name, "<>=") == "":
		return "both sides are of one type: convert by int(…), double(…), string(…) or timestamp(…)"
	}
	return t.signatures(call.AsCall(), t.qualified(call))
}

// mostSignatures is how many ways of calling a function are shown.
const mostSignatures = 4

// signatures shows how a function is called: as a method where it was written as
// one, if it is any. Types that mappings do not have are left out.
func (t *tree) signatures(call ast.CallExpr, function string) string {
	declared := t.env.cel.Functions()[function]
	if declared == nil {
		return "docs/mapping.md lists the functions"
	}
	var methods, others []string
	for _, overload := range declared.OverloadDecls() {
		params := typeNames(overload.ArgTypes())
		switch all := strings.Join(params, ", "); {
		case strings.Contains(all, "bytes") || strings.Contains(all, "duration"):
		case overload.IsMemberFunction():
			methods = append(methods, fmt.Sprintf("%s.%s(%s)", params[0], function, strings.Join(params[1:], ", ")))
		default:
			others = append(others, fmt.Sprintf("%s(%s)", function, all))
		}
	}
	ways := others
	if call.IsMemberFunction() && len(methods) > 0 || len(others) == 0 {
		ways = methods
	}
	if len(ways) > mostSignatures {
		ways = append(ways[:mostSignatures], "…")
	}
	return "it is called as " + strings.Join(ways, ", ")
}

// readable writes types as their functions are called, and parameters of types as
// CEL's documentation does.
var readable = strings.NewReplacer("google.protobuf.Timestamp", "timestamp", "google.protobuf.Duration", "duration",
	"optional_type", "optional", "<", "", ">", "")

func typeNames(of []*types.Type) []string {
	names := make([]string, len(of))
	for i, t := range of {
		names[i] = readable.Replace(t.String())
	}
	return names
}
