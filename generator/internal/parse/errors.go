package parse

import (
	"fmt"
	"strings"
	"time"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// The settings of a mapping.

func rootNotMap(at source.Span, kind string) diag.Diagnostic {
	return diag.NewError(codeRootNotMap, at, "write `version: 1` and, below it, `user:` with the attributes indented under it",
		"a mapping is a map of sections, and this is %s", kind)
}

func missingVersion(at source.Span) diag.Diagnostic {
	d := diag.NewError(codeMissingSection, at, "write `version: 1` at the top of the file", "the mapping does not say its `version`")
	d.Fix = &diag.Fix{Span: at, Replacement: "version: 1\n"}
	return d
}

func missingUser(at source.Span) diag.Diagnostic {
	return diag.NewError(codeMissingSection, at, "write `user:` and, indented under it, the SCIM attributes to send, such as `userName: ${user.email}`",
		"the mapping has no section `user`")
}

func wrongVersion(at source.Span) diag.Diagnostic {
	d := diag.NewError(codeVersion, at, "write `version: 1`", "%s is not a version of the mapping language", diag.Quote(at.Text()))
	d.Fix = &diag.Fix{Span: at, Replacement: "1"}
	return d
}

func unknownKey(key mapping.String, section string, keys []string) diag.Diagnostic {
	where := "a mapping"
	if section != "" {
		where = "`" + section + "`"
	}
	d := diag.NewError(codeUnknownKey, key.Span, "the keys are "+listNames(keys), "%s is not a key of %s", diag.Quote(key.Value), where)
	if near, ok := source.Nearest(key.Value, keys); ok {
		d.Help = fmt.Sprintf("did you mean `%s`? The keys are %s", near, listNames(keys))
		d.Fix = &diag.Fix{Span: key.Span, Replacement: near}
	}
	return d
}

func unknownChoice(s mapping.String, path string, choices []string) diag.Diagnostic {
	d := diag.NewError(codeUnknownChoice, s.Span, "write "+listOr(choices), "%s is not a value of `%s`", diag.Quote(s.Value), path)
	if near, ok := source.Nearest(s.Value, choices); ok {
		d.Help = fmt.Sprintf("did you mean `%s`?", near)
		d.Fix = &diag.Fix{Span: s.Span, Replacement: near}
	}
	return d
}

func wrongKind(at source.Span, path, wanted, got string) diag.Diagnostic {
	d := diag.NewError(codeWrongKind, at, "", "`%s` must be %s, and this is %s", path, wanted, got)
	switch {
	case got == "nothing":
		d.Summary = fmt.Sprintf("`%s` must be %s, and nothing is written here", path, wanted)
		d.Help = "write a value, or leave the key out"
	case wanted == "an expression":
		d.Help = "write one ${…}, without brackets or a dash"
	case wanted == "a list" && got == "a map":
		d.Help = "write each value on a line of its own, behind `- `"
	case wanted == "a list":
		d.Help = fmt.Sprintf("put brackets around it: [%s]", shorten(at.Text()))
	case wanted == "text" && got != "a list" && got != "a map":
		d.Help = fmt.Sprintf("put quotes around it: %q", shorten(at.Text()))
	case wanted == "a whole number":
		d.Help = "write a number such as 1"
	case wanted == "text" || wanted == "the number 1":
		d.Help = "write one value, without brackets or a dash"
	case wanted == "a map":
		d.Help = "write `key: value` pairs, indented under it"
	}
	return d
}

func emptyList(at source.Span, path, help string) diag.Diagnostic {
	return diag.NewError(codeWrongKind, at, help, "`%s` is an empty list", path)
}

func duplicateItem(s mapping.String, path string, first source.Span) diag.Diagnostic {
	d := diag.NewError(codeDuplicateItem, s.Span, "remove one of the two", "%s is listed twice in `%s`", diag.Quote(s.Value), path)
	d.Related = []diag.Related{{Span: first, Text: "first listed here"}}
	return d
}

func badName(s mapping.String, length int) diag.Diagnostic {
	summary := "the name of a mapping is one line of text, without control characters"
	switch {
	case strings.TrimSpace(s.Value) == "":
		summary = "the name of the mapping is empty"
	case length > maxNameLength:
		summary = fmt.Sprintf("the name of the mapping has %d characters, and %d are allowed", length, maxNameLength)
	}
	return diag.NewError(codeBadName, s.Span, "name what the mapping is for, such as `Outbound SCIM provisioning`", "%s", summary)
}

func badConnection(s mapping.String) diag.Diagnostic {
	return diag.NewError(codeBadName, s.Span, "write the name as Auth0 shows it, one list item each, without commas or blanks around it",
		"%s cannot be the name of a connection", diag.Quote(s.Value))
}

func badContentType(s mapping.String) diag.Diagnostic {
	return diag.NewError(codeBadName, s.Span, "write `application/scim+json`, or `application/json` for a server that insists on it",
		"%s is not a media type of JSON", diag.Quote(s.Value))
}

func durationWithoutUnit(at source.Span, path string, v any) diag.Diagnostic {
	help := "write a number and a unit, such as 1500ms or 9s"
	if mapping.KindOf(v) == "a number" {
		help = fmt.Sprintf("write %sms or %ss", at.Text(), at.Text())
	}
	return diag.NewError(codeDuration, at, help, "`%s` must be a duration with a unit, and this is %s", path, mapping.KindOf(v))
}

func notADuration(at source.Span, path, text string) diag.Diagnostic {
	return diag.NewError(codeDuration, at, "write a number and a unit, such as 1500ms or 9s", "%s is not a duration, as `%s` must be", diag.Quote(text), path)
}

func durationOutOfRange(at source.Span, path, text string, low, high time.Duration) diag.Diagnostic {
	return diag.NewError(codeOutOfRange, at, fmt.Sprintf("write a duration from %v to %v", low, high), "`%s: %s` is out of range", path, text)
}

func durationTooFine(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeDuration, at, "round it", "`%s` must be a whole number of milliseconds", path)
}

func countOutOfRange(at source.Span, path string, got, high int64) diag.Diagnostic {
	return diag.NewError(codeOutOfRange, at, fmt.Sprintf("write a number from 0 to %d", high), "`%s: %d` is out of range", path, got)
}

func holeInSetting(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeMisplacedHole, at, "write the value itself: expressions have their place under `user:`",
		"`%s` is a setting and cannot hold an expression", path)
}

// listNames lists names as "`a`, `b` and `c`".
func listNames(names []string) string { return joinNames(names, " and ") }

// listOr lists names as "`a`, `b` or `c`".
func listOr(names []string) string { return joinNames(names, " or ") }

func joinNames(names []string, last string) string {
	var b strings.Builder
	for i, n := range names {
		switch {
		case i == 0:
		case i == len(names)-1:
			b.WriteString(last)
		default:
			b.WriteString(", ")
		}
		b.WriteString("`" + n + "`")
	}
	return b.String()
}

// shorten cuts text that is shown as part of an advice.
func shorten(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:29]) + "…"
	}
	return s
}
