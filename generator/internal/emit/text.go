package emit

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/ast"

	"github.com/scimwright/scimwright/generator/expr"
)

// text is a call of one of the text functions.
func (e *expression) text(name string, operands []ast.Expr) js {
	helpers := make([]string, len(operands))
	for i := range helpers {
		helpers[i] = "asText"
	}
	throws := false
	var build func(o []js) string
	switch name {
	case "contains":
		build = method("includes")
	case "startsWith", "endsWith":
		build = method(name)
	case "lowerAscii", "upperAscii", "trim", "asciiFold", "titleCase", "digits":
		build = func(o []js) string { return e.imports.call(name, o[0].text) }
	case "substring", "charAt", "emailLocal", "emailDomain":
		throws = true // out of range, or no e-mail address
		build = func(o []js) string { return e.imports.call(name, texts(o)...) }
	case "indexOf", "lastIndexOf":
		throws = len(operands) > 2 // out of range
		build = func(o []js) string { return e.imports.call(name, texts(o)...) }
	case "reverse":
		build = func(o []js) string { return e.imports.call("reverseText", o[0].text) }
	case "matches":
		regex := e.regex(operands[1])
		operands, helpers = operands[:1], helpers[:1]
		build = func(o []js) string { return regex + ".test(" + o[0].text + ")" }
	case "join":
		helpers[0] = "asTexts"
		build = func(o []js) string {
			if len(o) == 1 {
				o = append(o, literal(""))
			}
			return method("join")(o)
		}
	case "split":
		build = e.split(operands)
	case "replace":
		build = e.replace(operands)
	default:
		panic(fmt.Sprintf("emit: expr.Check let %q pass, which has no JavaScript", name))
	}
	return e.strict(operands, helpers, func(o []js) js {
		return js{text: build(o), precedence: precPrimary, throws: throws || throwing(o)}
	})
}

// method calls a method of JavaScript that does what CEL's does.
func method(name string) func([]js) string {
	return func(o []js) string {
		return o[0].at(precPrimary) + "." + name + "(" + strings.Join(texts(o[1:]), ", ") + ")"
	}
}

func texts(operands []js) []string {
	result := make([]string, len(operands))
	for i, operand := range operands {
		result[i] = operand.text
	}
	return result
}

// split is JavaScript's where the separator is known not to be empty: an empty
// one cuts between UTF-16 units there.
func (e *expression) split(operands []ast.Expr) func([]js) string {
	if separator, ok := expr.Text(operands[1]); ok && separator != "" && len(operands) == 2 {
		return method("split")
	}
	return func(o []js) string { return e.imports.call("split", limited(o, 3)...) }
}

// replace is JavaScript's where the replacement is known not to hold one of its
// $ patterns, and what is replaced not to be empty.
func (e *expression) replace(operands []ast.Expr) func([]js) string {
	old, known := expr.Text(operands[1])
	replacement, knownToo := expr.Text(operands[2])
	if known && knownToo && old != "" && !strings.Contains(replacement, "$") && len(operands) == 3 {
		return method("replaceAll")
	}
	return func(o []js) string { return e.imports.call("replace", limited(o, 4)...) }
}

// limited adds the limit that stands for all of them where there is none.
func limited(o []js, n int) []string {
	result := texts(o)
	if len(result) < n {
		result = append(result, "-1")
	}
	return result
}
