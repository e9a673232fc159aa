package main

// equivalent are mutants that make no difference, and why. They are called by the file,
// the line and the change.
var equivalent = map[string]string{
	"generator/internal/emit/expression.go: if text[0] == '-' {:  → true || ":                                                                        "a positive number gets parentheses where it needs none",
	"generator/internal/emit/quote.go: if strings.Count(text, `\"`) > strings.Count(text, `'`) {:  → !true && ":                                      "a text stands between the other quotes",
	"generator/internal/emit/arithmetic.go: if k := e.kind(operand); k != types.DynKind {:  → true || ":                                              "a helper for operands of any type takes the place of the operator, and does the same",
	"runtime/reference/variables.go: return nil, false: false → true":                                                                                "a name that no check has let pass is asked for by nobody",
	"runtime/reference/json.go: number, err := strconv.ParseFloat(p.text[start:p.at], 64): 64 → 65":                                                  "whatever is not 32 reads 64 bits",
	"templates/action/cel/evaluate.js: if (value === undefined) throw new EvaluationError(\"no such key\", true);: \"no such key\" → \"o such key\"": "what is missing makes an attribute empty, and is not told",
}
