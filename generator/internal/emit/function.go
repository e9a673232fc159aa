package emit

import (
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/internal/pattern"
	"github.com/scimwright/scimwright/generator/mapping"
)

// listFunction is a call of a function on lists; false where there is no such function.
func (e *expression) listFunction(name string, operands []ast.Expr) (js, bool) {
	helper, throws := name, false
	switch name {
	case "distinct":
	case "sort":
		helper, throws = "sorted", true
	case "flatten", "slice":
		throws = true
	case "first":
		return e.ofList(operands, func(o []js) string { return o[0].at(precPrimary) + "[0]" }, true, false), true
	case "last":
		return e.ofList(operands, func(o []js) string { return o[0].at(precPrimary) + ".at(-1)" }, true, false), true
	case "reverse":
		switch e.kind(operands[0]) {
		case types.StringKind:
			return js{}, false
		case types.DynKind:
			operand := e.node(operands[0])
			return js{text: e.imports.call("reverse", operand.text), precedence: precPrimary, throws: true}, true
		}
		helper = "reversed"
	default:
		return js{}, false
	}
	return e.ofList(operands, func(o []js) string { return e.imports.call(helper, texts(o)...) }, false, throws), true
}

// ofList is a function of a list, and of ints beside it.
func (e *expression) ofList(operands []ast.Expr, build func([]js) string, undef, throws bool) js {
	helpers := make([]string, len(operands))
	helpers[0] = "asList"
	return e.strict(operands, helpers, func(o []js) js {
		return js{text: build(o), precedence: precPrimary, undef: undef, throws: throws || throwing(o)}
	})
}

// coalesce is || where texts that are there or "" are chosen from.
func (e *expression) coalesce(operands []ast.Expr) js {
	compiled := make([]js, len(operands))
	simple, throws := true, false
	for i, operand := range operands {
		compiled[i] = e.node(operand)
		simple = simple && e.kind(operand) == types.StringKind && !compiled[i].fallible()
		throws = throws || compiled[i].throws
	}
	if simple {
		result := compiled[0]
		for _, operand := range compiled[1:] {
			result = binary(result, "||", operand, precOr)
		}
		return result
	}
	thunks := make([]string, len(operands))
	for i, operand := range compiled {
		thunks[i] = operand.thunk()
	}
	return js{
		text: e.imports.call("coalesce", thunks...), precedence: precPrimary,
		undef: compiled[len(compiled)-1].undef, throws: throws,
	}
}

// assertions are what takes a value of unknown type for one of a declared type.
var assertions = map[string]string{"bool": "asBool", "double": "asNumber", "string": "asText", "list": "asList", "map": "asMap"}

// function is a call of a function of the mapping's own.
func (e *expression) function(f mapping.Function, operands []ast.Expr) js {
	helpers := make([]string, len(operands))
	for i, p := range f.Params {
		helpers[i] = assertions[p.Name]
	}
	return e.strict(operands, helpers, func(o []js) js {
		args := texts(o)
		for i, p := range f.Params {
			if p.Name == "list" || p.Name == "map" || p.Name == "dyn" {
				// The function must not change the profile.
				args[i] = e.imports.call("copyOf", args[i])
			}
		}
		compute := "() => " + functionsConstant + member(f.Name.Value) + "(" + strings.Join(args, ", ") + ")"
		text := e.imports.call("call", quote(f.Name.Value), quote(signatureType(f.Result)), compute)
		return js{text: text, precedence: precPrimary, throws: true}
	})
}

// signatureType is a type as a signature writes it.
func signatureType(t mapping.Type) string {
	switch {
	case t.Name == "list" && t.Item != nil:
		return "list(" + signatureType(*t.Item) + ")"
	case t.Name == "map" && t.Item != nil:
		return "map(string, " + signatureType(*t.Item) + ")"
	}
	return t.Name
}

// functionsConstant holds the functions of the mapping's own, in the Action.
const functionsConstant = "functions"

// regex is the constant pattern of matches, as JavaScript writes it.
func (e *expression) regex(n ast.Expr) string {
	text, _ := expr.Text(n)
	translated, err := pattern.Translate(text)
	if err != nil {
		panic("emit: expr.Check let a pattern pass that has no JavaScript: " + err.Error())
	}
	return "/" + translated.JavaScript + "/u"
}
