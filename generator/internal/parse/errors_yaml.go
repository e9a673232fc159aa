package parse

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// The file and its YAML.

func fileTooLarge(at source.Span, size int) diag.Diagnostic {
	return diag.NewError(codeFileTooLarge, at, "see whether this is the file that you meant", "the file has %d bytes, and a mapping has at most %d", size, MaxFileSize)
}

func notUTF8(at source.Span, what string) diag.Diagnostic {
	return diag.NewError(codeNotText, at, "save the file as UTF-8, or see whether this is the file that you meant", "%s", what)
}

func controlCharacter(at source.Span, r rune) diag.Diagnostic {
	return diag.NewError(codeNotText, at, fmt.Sprintf("remove it; in a value, write it as \"\\u%04x\" in double quotes", r),
		"the control character U+%04X is not allowed in YAML", r)
}

func emptyFile(at source.Span) diag.Diagnostic {
	return diag.NewError(codeEmpty, at, "start from a mapping that works: `scimwright init` writes one", "the mapping is empty")
}

func severalDocuments(at source.Span) diag.Diagnostic {
	return diag.NewError(codeSeveralDocuments, at, "remove the line `---` and what belongs to the other document", "a second YAML document begins here, and a mapping is one document")
}

func tabIndent(at source.Span) diag.Diagnostic {
	return diag.NewError(codeSyntax, at, "indent with spaces: YAML does not allow tabs there", "a tab is used for indentation")
}

// explanations are the YAML library's messages in words that help.
var explanations = []struct{ problem, summary, help string }{
	{"mapping values are not allowed", "a second `: ` in one value", "put quotes around the value, or the key on a line of its own"},
	{"did not find expected key", "this does not fit the map around it", "see that it is indented like the keys beside it, and that the value before it is closed"},
	{"did not find expected '-' indicator", "this does not fit the list around it", "see that it is indented like the items beside it"},
	{"did not find expected ',' or ']'", "the list in brackets that begins here is not well-formed", "separate the items by commas, close the bracket, and put quotes around items that hold brackets or braces"},
	{"did not find expected ',' or '}'", "the map in braces that begins here is not well-formed", "separate the pairs by commas, close the brace, and put quotes around values that hold brackets or braces"},
	{"could not find expected ':'", "a key without a colon", "write `key: value`"},
	{"found unexpected end of stream", "the quote that opens here is never closed", "close it"},
	{"hexdecimal number", "an escape that YAML does not have", "write a backslash as \\\\ in double quotes, or use single quotes"},
	{"invalid Unicode character escape", "an escape of half a character", "write the character itself, or \\U and its eight hexadecimal digits"},
	{"found unknown escape character", "an escape that YAML does not have", "write a backslash as \\\\ in double quotes, or use single quotes"},
	{"cannot start any token", "a value cannot begin with this character", "put quotes around the value"},
	{"block sequence entries are not allowed", "a list item cannot begin here", "put the first item on a line of its own"},
	{"did not find expected node content", "a value is missing here", ""},
	{"while scanning a tag", "a value cannot begin with `!`", "put quotes around the value; an expression is written as ${!…}"},
	{"did not find expected whitespace or line break", "a value cannot begin with `!`", "put quotes around the value; an expression is written as ${!…}"},
	{"did not find expected alphabetic or numeric character", "a value cannot begin with `*` or `&`", "put quotes around the value"},
	{"exceeded max depth", "maps and lists are nested too deeply", ""},
}

func notYAML(at source.Span, problem string) diag.Diagnostic {
	for _, e := range explanations {
		if strings.Contains(problem, e.problem) {
			return diag.NewError(codeSyntax, at, e.help, "%s", e.summary)
		}
	}
	return diag.NewError(codeSyntax, at, "", "the file is not YAML: %s", problem)
}

func unknownAnchor(at source.Span, name string) diag.Diagnostic {
	return diag.NewError(codeAlias, at, "define it with &"+name+" before its use, or put quotes around text that begins with `*`",
		"the alias %s has no anchor", diag.Quote("*"+name))
}

func aliasLoop(at source.Span, name string) diag.Diagnostic {
	return diag.NewError(codeAlias, at, "write out what is meant", "the alias %s is used inside of what it stands for", diag.Quote("*"+name))
}

func tooManyNodes(at source.Span) diag.Diagnostic {
	return diag.NewError(codeTooBig, at, "use fewer aliases, or shorter tables and lists",
		"the mapping has more than %d values, aliases expanded", MaxNodes)
}

func tooDeep(at source.Span) diag.Diagnostic {
	return diag.NewError(codeTooBig, at, "SCIM attributes are two levels deep at most", "maps and lists are nested more than %d levels deep", MaxDepth)
}

func tagNotAllowed(at source.Span) diag.Diagnostic {
	help := "leave it out; put quotes around text that begins with `!`"
	if strings.HasPrefix(at.Text(), "!user") || strings.HasPrefix(at.Text(), "!has") {
		help = "write an expression as ${" + shorten(at.Text()) + "}"
	}
	return diag.NewError(codeTag, at, help, "the YAML tag %s is not allowed", diag.Quote(at.Text()))
}

func mergeKey(at source.Span) diag.Diagnostic {
	return diag.NewError(codeMergeKey, at, "write the keys out, or use an alias for a whole value", "the merge key `<<` is not allowed")
}

func keyNotText(at source.Span, kind string) diag.Diagnostic {
	d := diag.NewError(codeKeyNotText, at, "", "a key must be text, and this is %s", kind)
	switch kind {
	case "nothing":
		d.Help = "write a key before the colon"
	case "a map", "a list":
		d.Help = "a value that begins with a brace or bracket needs quotes"
	default:
		d.Help = "put quotes around it"
	}
	return d
}

func duplicateKey(key mapping.String, first source.Span) diag.Diagnostic {
	d := diag.NewError(codeDuplicateKey, key.Span, "remove one of the two", "%s is written twice in this map", diag.Quote(key.Value))
	d.Related = []diag.Related{{Span: first, Text: "first written here"}}
	return d
}
