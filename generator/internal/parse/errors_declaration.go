package parse

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// Tables.

func badTableName(name mapping.String) diag.Diagnostic {
	help := "write letters, digits and _, such as " + identifierLike(name.Value, "departments")
	if isReserved(name.Value) {
		help = "choose another name: CEL keeps this word for itself"
	}
	return diag.NewError(codeTable, name.Span, help, "%s cannot be the name of a table: expressions write tables.NAME", diag.Quote(name.Value))
}

func emptyTable(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeTable, at, "write `key: value` pairs, indented under it, or remove the table", "`%s` is an empty table", path)
}

func nullInTable(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeNull, at, "write a value, or remove the key: a key that is not in the table leaves the hole empty",
		"`%s` is null", withoutItems(path))
}

func holeInTable(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeMisplacedHole, at, "write the value itself, or `$${` for the characters `${`: expressions look a table up, under `user:`",
		"`%s` is part of a table and cannot hold an expression", withoutItems(path))
}

// Files.

func notAPath(s mapping.String, example string) diag.Diagnostic {
	return diag.NewError(codePath, s.Span, "write the path from the mapping's folder, such as `"+example+"`", "%s is not the path of a file", diag.Quote(s.Value))
}

func pathIsURL(s mapping.String, example string) diag.Diagnostic {
	return diag.NewError(codePath, s.Span, "save what is there beside the mapping, and write the path of that file, such as `"+example+"`",
		"%s is a URL, and files are local", diag.Quote(s.Value))
}

func pathIsAbsolute(s mapping.String, example string) diag.Diagnostic {
	return diag.NewError(codePath, s.Span, "write the path from the mapping's folder, such as `"+example+"`",
		"%s is an absolute path, which other machines do not have", diag.Quote(s.Value))
}

func pathWithBackslash(s mapping.String) diag.Diagnostic {
	right := strings.ReplaceAll(s.Value, `\`, "/")
	d := diag.NewError(codePath, s.Span, "write `"+shortHole(right)+"`", "%s has backslashes, which separate folders on some systems alone", diag.Quote(s.Value))
	d.Fix = &diag.Fix{Span: s.Span, Replacement: fmt.Sprintf("%q", right)}
	return d
}

func notAModule(s mapping.String) diag.Diagnostic {
	return diag.NewError(codePath, s.Span, "name a file that ends in "+strings.Join(moduleKinds[:3], ", ")+" or "+moduleKinds[3],
		"%s is neither JavaScript nor TypeScript", diag.Quote(s.Value))
}

// Functions.

func missingFunctionFile(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeMissingSection, at, "write `file:` and the path of the module that exports them, such as `helpers/phone.ts`",
		"`%s` does not name its `file`", path)
}

func missingExports(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeMissingSection, at, "write `exports:` and, indented under it, each function with its signature, such as `toE164: (string, string) -> string`",
		"`%s` does not name its `exports`", path)
}

func noExports(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeWrongKind, at, "write each function with its signature, such as `toE164: (string, string) -> string`", "`%s` is an empty map", path)
}

func tooManyFunctions(at source.Span, count int) diag.Diagnostic {
	return diag.NewError(codeTooBig, at, "name those alone that expressions call", "the mapping has %d functions, and at most %d are allowed", count, MaxFunctions)
}

func badFunctionName(name mapping.String) diag.Diagnostic {
	help := "write letters, digits and _, such as " + identifierLike(name.Value, "toE164")
	if isReserved(name.Value) {
		help = "choose another name, and export the function under it: CEL keeps this word for itself"
	}
	return diag.NewError(codeFunctionName, name.Span, help, "%s cannot be the name of a function in an expression", diag.Quote(name.Value))
}

func badSignature(at source.Span, wrong *signatureFault) diag.Diagnostic {
	return diag.NewError(codeSignature, at, wrong.help, "%s", wrong.summary)
}

// identifierLike makes an identifier of a name that is none, else gives the example.
func identifierLike(name, example string) string {
	made := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -.", r) {
			return '_'
		}
		return r
	}, name)
	if !isIdentifier(made) {
		made = example
	}
	return "`" + made + "`"
}

// The condition of the scope.

func textAroundCondition(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeCondition, at, "write one ${…} with the whole condition in it; in a block, `>-` drops the line break at the end",
		"`%s` is a condition, and text around its expression makes it text", path)
}

func conditionWithoutHole(at source.Span, path, text string) diag.Diagnostic {
	return diag.NewError(codeCondition, at, "write the condition in a hole: ${"+shorten(text)+"}", "`%s` must be an expression, and this is a literal", path)
}
