package check

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
)

// Names.

func unknownAttribute(name mapping.String, owner string, candidates []string, help string) diag.Diagnostic {
	d := diag.NewError(codeUnknownAttribute, name.Span, help, "%s is not an attribute of %s", diag.Quote(name.Value), owner)
	if help != "" {
		return d
	}
	if near, ok := source.Nearest(name.Value, candidates); ok {
		d.Help = fmt.Sprintf("did you mean `%s`?", near)
		d.Fix = &diag.Fix{Span: name.Span, Replacement: near}
	} else {
		d.Help = "its attributes are " + strings.Join(candidates, ", ")
	}
	return d
}

func wrongCase(name mapping.String, right string) diag.Diagnostic {
	d := diag.NewError(codeWrongCase, name.Span, "write `"+right+"`", "the attribute %s is spelled `%s`", diag.Quote(name.Value), right)
	d.Fix = &diag.Fix{Span: name.Span, Replacement: right}
	return d
}

func (c *checker) unknownExtension(name mapping.String) diag.Diagnostic {
	d := diag.NewError(codeUnknownExtension, name.Span, "", "%s is not a known schema extension", diag.Quote(name.Value))
	var known []string
	for _, e := range c.userType.Extensions {
		known = append(known, e.Schema.ID)
	}
	near, isNear := source.Nearest(name.Value, known)
	core := c.userType.Schema.ID
	for _, urn := range known {
		if hasPrefixFold(name.Value, urn+":") {
			d.Summary = "an attribute of an extension is written under the URN of the extension"
			d.Help = fmt.Sprintf("write `%s:` and, indented under it, `%s:`", urn, name.Value[len(urn)+1:])
			return d
		}
	}
	switch {
	case strings.EqualFold(name.Value, core) || hasPrefixFold(name.Value, core+":"):
		d.Summary = "attributes of the core User are written without its URN"
		d.Help = "write the name alone, such as `userName`, directly under `user:`"
	case isNear:
		d.Help = fmt.Sprintf("did you mean `%s`?", near)
		d.Fix = &diag.Fix{Span: name.Span, Replacement: near}
	default:
		d.Help = "known is " + strings.Join(known, ", ") + "; the file of its schema can be named under `schemas:`"
	}
	return d
}

// hasPrefixFold is strings.HasPrefix, letter case aside.
func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func sameAttribute(name mapping.String, first source.Span) diag.Diagnostic {
	d := diag.NewError(codeSameAttribute, name.Span, "remove one of the two: SCIM does not tell attributes apart by case",
		"%s is the same attribute as %s", diag.Quote(name.Value), diag.Quote(first.Text()))
	d.Related = []diag.Related{{Span: first, Text: "first written here"}}
	return d
}

func notMappable(name mapping.String, why string) diag.Diagnostic {
	return diag.NewError(codeNotMappable, name.Span, "leave it out: "+why, "%s cannot be mapped", diag.Quote(name.Value))
}

func passwordMapped(name mapping.String) diag.Diagnostic {
	return diag.NewWarning(codePassword, name.Span, "leave it out unless the server insists on one: Auth0's events never hold a password",
		"a password is sent that does not come from the user")
}

func missingAttribute(owner source.Span, name string) diag.Diagnostic {
	help := "write `" + name + ": …`: the schema of the server requires it"
	if name == mapping.ByUserName {
		help = "write `" + name + ": ${user.email}` or another expression that is unique to the user"
	}
	return diag.NewError(codeMissingAttribute, source.Span{File: owner.File, Start: owner.Start, End: owner.Start},
		help, "the required attribute `%s` is missing", name)
}

func sameForAll(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeSameForAll, at, "use an expression of what is unique to the user, such as ${user.user_id} or ${user.email}",
		"`%s` would be the same for all users", path)
}

// Shape.

func extensionNotMap(at source.Span, name string) diag.Diagnostic {
	return diag.NewError(codeNeedsMap, at, "write its attributes as `key: value` pairs, indented under it", "the extension %s must be a map of attributes", name)
}

func needsList(at source.Span, path string) diag.Diagnostic {
	return diag.NewError(codeNeedsList, at, "write it as a list: put `- ` before it, on a line below the key", "`%s` has many values and must be a list", path)
}

func needsOneValue(at source.Span, path string, inList bool) diag.Diagnostic {
	if inList {
		return diag.NewError(codeNeedsOne, at, "remove the inner `- ` or brackets", "an item of `%s` cannot be a list itself", path)
	}
	return diag.NewError(codeNeedsOne, at, "remove the `- ` or the brackets", "`%s` has one value and cannot be a list", path)
}

func needsMap(at source.Span, s site, got string) diag.Diagnostic {
	return diag.NewError(codeNeedsMap, at, subAttributeHelp(s, "…"), "%s is a map of sub-attributes, and this is %s", s.label(), got)
}

// subAttributeHelp says how a complex value is written.
func subAttributeHelp(s site, value string) string {
	if _, ok := s.Sub("value"); ok {
		return "write `value: " + value + "`, with the other sub-attributes beside it"
	}
	return "write its sub-attributes, indented under it: " + strings.Join(namesOf(s.SubAttributes), ", ")
}

func notComplex(at source.Span, path string, t scim.Type) diag.Diagnostic {
	return diag.NewError(codeNeedsMap, at, "write the value itself", "`%s` is %s and has no sub-attributes", path, nameOfType(t))
}

func secondPrimary(at source.Span, path string, first source.Span) diag.Diagnostic {
	d := diag.NewError(codePrimary, at, "keep it on the one that is preferred", "two values of `%s` are `primary: true`, and one may be", path)
	d.Related = []diag.Related{{Span: first, Text: "the first one"}}
	return d
}

func itemWithoutValue(at source.Span, path string) diag.Diagnostic {
	return diag.NewWarning(codeNoValue, at, "write `value: …`", "this item of `%s` has no `value`", path)
}

func neverSent(at source.Span, path, kind string) diag.Diagnostic {
	return diag.NewWarning(codeNeverSent, at, "remove the key: an attribute without a value is left out", "the empty %s of `%s` is never sent", kind, path)
}

// Settings.

func budgetTooSmall(timeout, budget mapping.Duration) diag.Diagnostic {
	at, other := budget.Span, timeout.Span
	if at.File == nil {
		at, other = other, at
	}
	d := diag.NewError(codeBudget, at, "write a larger budget or a smaller timeout",
		"`transport.budget` (%v) is less than `transport.timeout` (%v): no request could be sent", budget.Value, timeout.Value)
	if other.File != nil {
		d.Related = []diag.Related{{Span: other, Text: "the other of the two"}}
	}
	return d
}

// Expressions.

func badExpression(at source.Span, p expr.Problem) diag.Diagnostic {
	return diag.NewError(codeExpression, at, p.Help, "%s", p.Summary)
}
