package parse

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/source"
)

// Values of the user tree, and the holes in them.

func nullValue(at source.Span, path string) diag.Diagnostic {
	summary := "a list item is null"
	if list, ok := strings.CutSuffix(path, "[]"); ok {
		summary = fmt.Sprintf("an item of `%s` is null", withoutItems(list))
	} else if path != "" {
		summary = fmt.Sprintf("`%s` is null", withoutItems(path))
	}
	return diag.NewError(codeNull, at, "write a value, or remove the key: an attribute that is left out is unassigned", "%s", summary)
}

// withoutItems makes emails.value of the path emails[].value: SCIM's notation.
func withoutItems(path string) string { return strings.ReplaceAll(path, "[]", "") }

func timestampValue(at source.Span, text string) diag.Diagnostic {
	return quoteIt(codeTimestamp, at, text, "%s is a timestamp to some YAML readers and text to others", diag.Quote(text))
}

func ambiguousNumber(at source.Span, text string) diag.Diagnostic {
	return quoteIt(codeNumber, at, text, "%s is a number that YAML readers take in different ways", diag.Quote(text))
}

func notANumber(at source.Span, text string) diag.Diagnostic {
	return quoteIt(codeNumber, at, text, "%s is a number that JSON cannot hold", diag.Quote(text))
}

func integerOutOfRange(at source.Span, text string) diag.Diagnostic {
	return quoteIt(codeNumber, at, text, "the integer %s is not between -(2^53-1) and 2^53-1, the range that JSON keeps exactly", diag.Quote(text))
}

func numberOutOfRange(at source.Span, text string) diag.Diagnostic {
	return quoteIt(codeNumber, at, text, "the number %s is too large", diag.Quote(text))
}

// quoteIt is a fault of an unquoted scalar that is most likely meant as text.
func quoteIt(code string, at source.Span, text, summary string, args ...any) diag.Diagnostic {
	d := diag.NewError(code, at, fmt.Sprintf("put quotes around it if it is text: \"%s\"", shorten(text)), summary, args...)
	d.Fix = &diag.Fix{Span: at, Replacement: `"` + text + `"`}
	return d
}

func unclosedHole(at source.Span) diag.Diagnostic {
	return diag.NewError(codeUnclosedHole, at, "close it with `}`, or write `$${` for the characters themselves", "the `${` that begins here is not closed")
}

func unclosedString(at source.Span) diag.Diagnostic {
	return diag.NewError(codeUnclosedHole, at, "close it before the `}` of the hole", "the string that begins here is not closed")
}

func commentedOut(at source.Span) diag.Diagnostic {
	return diag.NewError(codeUnclosedHole, at, "`//` begins a comment that goes to the end of the line: remove it, or put a string that holds it in quotes",
		"the `}` that closes the hole is inside of a comment")
}

func cutByComment(at source.Span) diag.Diagnostic {
	return diag.NewError(codeCutHole, at, "put quotes around the whole value", "YAML ends the value at ` #`, in the middle of the hole")
}

func cutHole(at source.Span, hole string) diag.Diagnostic {
	// Without quotes, `: `, ` #` and, inside of brackets, `{`, `}` and `,` end a value.
	help := "put quotes around the whole value"
	if hole = strings.TrimSpace(hole); !strings.Contains(hole, "'") {
		help += ": '" + shortHole(hole) + "'"
	} else if !strings.Contains(hole, `"`) {
		help += `: "` + shortHole(hole) + `"`
	}
	return diag.NewError(codeCutHole, at, help, "YAML ends the value in the middle of this hole")
}

func cutOverLines(at source.Span) diag.Diagnostic {
	return diag.NewError(codeCutHole, at, "put quotes around the whole value, or write it as a block: `>-` behind the colon, and the value indented below",
		"YAML ends the value in the middle of this hole")
}

// shortHole cuts a hole that is shown as part of an advice.
func shortHole(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:58]) + "…}"
	}
	return s
}

func cutByQuote(at source.Span, quote byte) diag.Diagnostic {
	this, other := "double", "single"
	if quote == '\'' {
		this, other = other, this
	}
	return diag.NewError(codeCutHole, at, "write the strings of the expression, or the whole value, in "+other+" quotes",
		"a %s quote inside of the hole ends the value", this)
}

func holeInKey(at source.Span, key string) diag.Diagnostic {
	if _, broken, _ := holeEnd(key, strings.Index(key, "${")+len("${")); broken != noFault {
		return cutHole(at, at.Text())
	}
	return diag.NewError(codeMisplacedHole, at, "write the name of the attribute; expressions have their place in its value", "a key cannot hold an expression")
}

func emptyHole(at source.Span) diag.Diagnostic {
	return diag.NewError(codeEmptyHole, at, "write an expression such as ${user.email}, or `$${` for the characters `${`", "the hole is empty")
}

func finalLineBreak(at source.Span, indicator string) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Warning,
		Code:     codeFinalLineBreak,
		Span:     at,
		Summary:  "the line break at the end of the block makes the value text that ends in a line break",
		Help:     fmt.Sprintf("write `%s-` to leave it out", indicator),
		Fix:      &diag.Fix{Span: at, Replacement: indicator + "-"},
	}
}
