package expr

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/ast"
)

// unavailable finds calls of functions that CEL knows, or nobody does, and that
// have no JavaScript.
func (t *tree) unavailable() []Problem {
	var problems []Problem
	walk(t.ast.Expr(), func(e ast.Expr) {
		switch e.Kind() {
		case ast.CallKind:
			if p, ok := t.unavailableCall(e); ok {
				problems = append(problems, p)
			}
		case ast.StructKind:
			problems = append(problems, t.problem(e, "object construction is not available in an Action",
				"write the object in YAML, with a hole for each value"))
		}
	})
	return problems
}

func (t *tree) unavailableCall(e ast.Expr) (Problem, bool) {
	name := e.AsCall().FunctionName()
	full := t.qualified(e)
	switch {
	case available[full] || available[name] && full == name || t.env.isDeclared(name):
		return Problem{}, false
	case macros[full]:
		return t.problem(e, fmt.Sprintf("`%s` has the wrong arguments", full), macroHelp[full]), true
	case insteadOf(full) != "":
		return t.problem(e, fmt.Sprintf("`%s` is not available in an Action", full), insteadOf(full)), true
	case spelling(name) != name || strings.HasPrefix(name, "_"):
		return t.problem(e, fmt.Sprintf("the operator `%s` is not available in an Action", spelling(name)),
			"available are == != < <= > >= in ! && || ?: + - * / % [] . .? [?]"), true
	}
	p := t.named(e, fmt.Sprintf("there is no function `%s`", full), name, t.env.functionNames())
	if cel, ok := ofJavaScript[name]; ok {
		p.Help = fmt.Sprintf("did you mean `%s`?", cel)
	} else if !strings.HasPrefix(p.Help, "did you mean") {
		p.Help = "docs/mapping.md lists the functions; `functions:` adds your own"
	}
	return p, true
}

// ofJavaScript are names that people bring along from there.
var ofJavaScript = map[string]string{
	"concat": "+", "every": "all", "find": "filter", "includes": "contains", "length": "size", "parseFloat": "double",
	"parseInt": "int", "replaceAll": "replace", "some": "exists", "String": "string", "test": "matches",
	"toLowerCase": "lowerAscii", "toString": "string", "toUpperCase": "upperAscii", "trimEnd": "trim", "trimStart": "trim",
}

// namespaces are what a qualified function such as optional.of begins with: to
// the parser it is a method of a variable.
var namespaces = setOf("base64", "cel", "ip", "json", "lists", "math", "optional", "proto", "regex", "sets", "strings", "yaml")

// qualified is the name of a function with its namespace, if it has one. A variable
// may go by the name of a namespace: only what CEL itself has is then looked for there.
func (t *tree) qualified(e ast.Expr) string {
	call := e.AsCall()
	if !call.IsMemberFunction() || call.Target().Kind() != ast.IdentKind {
		return call.FunctionName()
	}
	namespace := call.Target().AsIdent()
	full := namespace + "." + call.FunctionName()
	if _, variable := t.ranges[namespace]; !namespaces[namespace] || variable && !IsFunction(full) && insteadOf(full) == "" {
		return call.FunctionName()
	}
	return full
}

// macroHelp shows how each macro is written.
var macroHelp = map[string]string{
	"all":        `write a name for the item and a condition on it: user.multifactor.all(m, m != "sms")`,
	"exists":     `write a name for the item and a condition on it: user.multifactor.exists(m, m == "otp")`,
	"exists_one": `write a name for the item and a condition on it: user.multifactor.exists_one(m, m == "otp")`,
	"existsOne":  `write a name for the item and a condition on it: user.multifactor.existsOne(m, m == "otp")`,
	"filter":     `write a name for the item and a condition on it: user.multifactor.filter(m, m != "sms")`,
	"map":        `write a name for the item and what becomes of it: user.multifactor.map(m, m.upperAscii())`,
	"optMap":     `write a name for the value and what becomes of it: user.user_metadata.?phone.optMap(p, digits(p))`,
	"optFlatMap": `write a name for the value and an optional: user.user_metadata.?address.optFlatMap(a, a.?city)`,
	"cel.bind":   `write a name, its value, and the expression that uses it: cel.bind(local, user.email.split("@")[0], local + "." + local)`,
	"has":        "has takes the selection of a field: has(user.user_metadata.phone)",
}
