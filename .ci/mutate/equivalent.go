package main

// equivalent are mutants that make no difference, and why. They are called by the file,
// the line and the change.
var equivalent = map[string]string{
	"generator/internal/emit/expression.go: if text[0] == '-' {:  → true || ":                                                                                     "a positive number gets parentheses where it needs none",
	"generator/internal/emit/quote.go: if strings.Count(text, `\"`) > strings.Count(text, `'`) {:  → !true && ":                                                   "a text stands between the other quotes",
	"generator/internal/emit/arithmetic.go: if k := e.kind(operand); k != types.DynKind {:  → true || ":                                                           "a helper for operands of any type takes the place of the operator, and does the same",
	"runtime/reference/variables.go: return nil, false: false → true":                                                                                             "a name that no check has let pass is asked for by nobody",
	"runtime/reference/json.go: number, err := strconv.ParseFloat(p.text[start:p.at], 64): 64 → 65":                                                               "whatever is not 32 reads 64 bits",
	"templates/action/cel/evaluate.js: if (value === undefined) throw new EvaluationError(\"no such key\", true);: \"no such key\" → \"o such key\"":              "what is missing makes an attribute empty, and is not told",
	"templates/action/mapped.js: return rest.length > 0 ? `${name}:${rest.join(\".\")}` : name;:  >  →  >= ":                                                      "an extension is mapped by its attributes",
	"templates/action/request.js: if (run.requests > 0) await new Promise(setImmediate);:  >  →  >= ":                                                             "a turn before the first request, too",
	"runtime/reference/id.go: if n, err := strconv.ParseFloat(text, 64); err == nil && strings.Trim(text, \"+-0123456789.eE\") == \"\" {:  → true || ":            "a lifetime of 0 is kept no longer than one that is no number",
	"generator/internal/emit/object.go: if len(m.sometimes) == 0 {:  → !true && ":                                                                                 "the object is written in two statements",
	"generator/internal/emit/scope.go: if j.fallible() {:  → true || ":                                                                                            "what cannot fail is evaluated as if it could",
	"generator/internal/emit/strict.go: outOfOrder = outOfOrder || unknown && nodes[i].fallible(): && → ||":                                                       "operands are evaluated one by one where they need not be",
	"generator/internal/emit/tables.go: if out.Len() == 0 {:  → !true && ":                                                                                        "an empty line more",
	"generator/internal/emit/operand.go: return n.Kind() == ast.SelectKind && !n.AsSelect().IsTestOnly() && n.AsSelect().Operand().Kind() == ast.IdentKind: ! → ": "a constant for what could be read twice",
}
