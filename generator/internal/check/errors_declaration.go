package check

import (
	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
)

// The scope.

func conditionNotBool(e *mapping.Expression, t static) diag.Diagnostic {
	help := "compare it with something: ${… == \"…\"}"
	if t.name == typeString {
		help += ", or ask whether it is there: ${… != \"\"}"
	}
	return diag.NewError(codeCondition, e.Span, help, "`scope.when` must be true or false, and the expression gives %s", t.shown)
}

// What the mapping declares.

func functionTaken(name mapping.String) diag.Diagnostic {
	return diag.NewError(codeFunctionTaken, name.Span, "export the function under another name, such as `my_"+name.Value+"`",
		"%s is a function of the mapping language already", diag.Quote(name.Value))
}

func unusedTable(name mapping.String) diag.Diagnostic {
	return diag.NewWarning(codeUnusedTable, name.Span, "look it up in an expression, as in ${tables."+name.Value+"[?user.app_metadata.key].orValue(\"\")}, or remove it",
		"no expression uses the table %s", diag.Quote(name.Value))
}

func unusedFunction(name mapping.String) diag.Diagnostic {
	return diag.NewWarning(codeUnusedFunction, name.Span, "call it, or remove it", "no expression calls the function %s", diag.Quote(name.Value))
}

func unusedSchema(named mapping.String, urn string) diag.Diagnostic {
	return diag.NewWarning(codeUnusedSchema, named.Span, "map attributes under its URN, such as `"+urn+":`, or remove it",
		"the mapping uses no schema of %s", diag.Quote(named.Value))
}
