package check

import (
	"fmt"
	"strings"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
	"github.com/scimwright/scimwright/generator/source"
)

// Types of values.

// nameOfType names a SCIM type with its article.
func nameOfType(t scim.Type) string {
	switch t {
	case scim.TypeString:
		return "text"
	case scim.TypeBoolean:
		return "a boolean"
	case scim.TypeDecimal:
		return "a number"
	case scim.TypeInteger:
		return "an integer"
	case scim.TypeDateTime:
		return "a date and time"
	case scim.TypeBinary:
		return "base64"
	case scim.TypeReference:
		return "a URI"
	}
	return "a map of sub-attributes"
}

func needsBoolean(v *mapping.Literal, path, text string) diag.Diagnostic {
	d := diag.NewError(codeType, v.Span, "write true or false, without quotes", "`%s` is a boolean, and this is %s", path, mapping.KindOf(v.Value))
	replacement := ""
	switch strings.ToLower(text) {
	case "true", "yes", "on", "y":
		replacement = "true"
	case "false", "no", "off", "n":
		replacement = "false"
	}
	if replacement != "" {
		d.Help = "write " + replacement + ", without quotes"
		d.Fix = &diag.Fix{Span: v.Span, Replacement: replacement}
	}
	return d
}

func needsText(v *mapping.Literal, path string) diag.Diagnostic {
	quoted := `"` + v.Span.Text() + `"`
	d := diag.NewError(codeType, v.Span, "put quotes around it: "+quoted, "`%s` is text, and this is %s", path, mapping.KindOf(v.Value))
	d.Fix = &diag.Fix{Span: v.Span, Replacement: quoted}
	return d
}

func literalMismatch(v *mapping.Literal, path, wanted string) diag.Diagnostic {
	return diag.NewError(codeType, v.Span, "write "+wanted+", without quotes", "`%s` is %s, and this is %s", path, wanted, mapping.KindOf(v.Value))
}

func textMismatch(at source.Span, path string, t scim.Type) diag.Diagnostic {
	return diag.NewError(codeType, at, "a value that is one ${expression} and nothing else keeps the expression's type", "`%s` is %s, and this is text", path, nameOfType(t))
}

func wrongForm(at source.Span, path, form, help string) diag.Diagnostic {
	return diag.NewError(codeForm, at, help, "`%s` is %s, and this is none", path, form)
}

func holeMismatch(e *mapping.Expression, s site, t static) diag.Diagnostic {
	return diag.NewError(codeType, e.Span, conversion(e, s, t), "%s is %s, and the expression gives %s", s.label(), nameOfType(s.Type), t.shown)
}

// conversion advises how an expression gets the type of an attribute.
func conversion(e *mapping.Expression, s site, t static) string {
	text := strings.TrimSpace(e.Source)
	if len(text) > 40 {
		text = "…"
	}
	switch {
	case t.name == typeList:
		return "take one element, such as [?0], or join them into text with .join(\" \")"
	case s.Type == scim.TypeComplex:
		return subAttributeHelp(s, "${"+text+"}")
	case t.name == typeMap, strings.HasPrefix(t.name, "auth0."):
		return "select one of its fields"
	case s.Type == scim.TypeBoolean && t.name == typeString:
		return fmt.Sprintf("compare it, such as ${%s == \"true\"}", text)
	case s.Type == scim.TypeBoolean:
		return fmt.Sprintf("compare it, such as ${%s > 0}", text)
	case t.name == typeBool:
		return fmt.Sprintf("choose a value for each case: '${%s ? \"yes\" : \"no\"}'", text)
	case s.Type == scim.TypeInteger:
		return fmt.Sprintf("convert it: ${int(%s)}", text)
	case s.Type == scim.TypeDecimal:
		return fmt.Sprintf("convert it: ${double(%s)}", text)
	}
	return fmt.Sprintf("convert it: ${string(%s)}", text)
}

func holeNeedsList(e *mapping.Expression, path string, t static) diag.Diagnostic {
	return diag.NewError(codeNeedsList, e.Span, "write it as an item of a list: put `- ` before it, on a line below the key",
		"`%s` has many values and must be a list, and the expression gives %s", path, t.shown)
}

func itemMismatch(e *mapping.Expression, s site, t static) diag.Diagnostic {
	item := "string(v)"
	if s.Type == scim.TypeComplex {
		item = `{"value": v}`
		if !t.fits(scim.TypeString) {
			item = `{"value": v.…}`
		}
	}
	help := fmt.Sprintf("make each item one, and put quotes around the whole value: '${%s.map(v, %s)}'", strings.TrimSpace(e.Source), item)
	return diag.NewError(codeType, e.Span, help, "an item of `%s` is %s, and the expression gives a list of %s", s.path, nameOfType(s.Type), t.shown)
}

func holeNotText(e *mapping.Expression, t static) diag.Diagnostic {
	help := "select one of its fields"
	if t.name == typeList {
		help = "join the elements with .join(\", \")"
	}
	return diag.NewError(codeTextHole, e.Span, help, "%s cannot be part of text", t.shown)
}

func canonicalCase(at source.Span, path, text, canonical string) diag.Diagnostic {
	d := diag.NewWarning(codeCanonical, at, "did you mean `"+canonical+"`?", "the canonical value of `%s` is `%s`, and this is %s", path, canonical, diag.Quote(text))
	d.Fix = &diag.Fix{Span: at, Replacement: canonical}
	return d
}

func notCanonical(at source.Span, s site, text string) diag.Diagnostic {
	d := diag.NewWarning(codeCanonical, at, "see that your server knows it; its schema has "+strings.Join(s.CanonicalValues, ", "),
		"%s is not a canonical value of `%s`", diag.Quote(text), s.path)
	if near, ok := source.Nearest(text, s.CanonicalValues); ok {
		d.Help = "did you mean `" + near + "`?"
		d.Fix = &diag.Fix{Span: at, Replacement: near}
	}
	return d
}
