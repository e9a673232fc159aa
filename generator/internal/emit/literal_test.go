package emit_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/internal/bundle"
	"github.com/scimwright/scimwright/generator/internal/emit"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// texts draws strings that would like to be code.
var texts = rapid.Custom(func(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.OneOf(
		rapid.SampledFrom([]string{
			`"`, `'`, "`", `\`, "${", "}", "*/", "/*", "//", "</script>", "<!--", "\n", "\r", "\u2028", "\u2029",
			"##", "@@", "#", "@", "##NAME##", "@@NAME@@", "\x00", "\ufeff", "\u202e", "𝒜", "__proto__", ";", "x",
		}),
		rapid.String(),
	), 0, 6).Draw(t, "parts"), "")
})

// TestTextSurvives: whatever text a mapping holds, as a literal, within an
// expression or as the mapping's name, is data in the Action and never code.
func TestTextSurvives(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := texts.Draw(rt, "text")
		expression := &mapping.Expression{Source: celLiteral(text)}
		expression.Span = source.Span{File: source.NewFile("mapping.yaml", expression.Source)}
		checked, problems := expr.Check(expression)
		if len(problems) > 0 {
			rt.Fatal(problems)
		}
		m := mappingOf(text,
			&mapping.Literal{Value: text},
			&mapping.Hole{Expression: expression},
			&mapping.Text{Parts: []mapping.Part{{Literal: "a" + text}, {Expression: expression}}},
		)
		code := bundled(rt, m, expr.Table{expression: checked})
		for _, token := range []string{"##", "@@", "</", "<!--", "\u2028", "\u202e"} {
			if strings.Contains(code, token) {
				rt.Errorf("the Action holds %q:\n%s", token, code)
			}
		}
		minified, _, err := bundle.Minify("", code, "action.js")
		if err != nil {
			rt.Fatal(err)
		}
		for _, token := range []string{"##", "@@", "</script", "<!--", "\u2028", "\x00"} {
			if strings.Contains(minified, token) {
				rt.Errorf("the minified Action holds %q:\n%s", token, minified)
			}
		}
		for _, form := range []string{code, minified} {
			survives(t, rt, form, text)
		}
	})
}

func survives(t *testing.T, rt *rapid.T, code, text string) {
	sent := sentBy(t, rt, code)
	want := []any{text, text, "a" + text + text}
	if text == "" {
		want = []any{nil, nil, nil}
	}
	for i, w := range want {
		if got := sent[fmt.Sprintf("attribute%d", i)]; got != w {
			rt.Errorf("attribute %d is %q, want %q", i, got, w)
		}
	}
}

// celLiteral writes every code point by its number.
func celLiteral(text string) string {
	var b strings.Builder
	for _, r := range text {
		fmt.Fprintf(&b, `\U%08x`, r)
	}
	return `"` + b.String() + `"`
}

// mappingOf is a mapping of values, to attributes that are called attribute0 and so on.
func mappingOf(name string, values ...mapping.Value) *mapping.Mapping {
	text := func(s string) mapping.String { return mapping.String{Value: s} }
	m := &mapping.Mapping{
		File: source.NewFile("mapping.yaml", ""),
		Name: text(name),
		User: &mapping.Object{Attributes: []*mapping.Attribute{
			{Name: text("userName"), Value: &mapping.Literal{Value: "somebody"}},
		}},
		Match:  mapping.Match{By: []mapping.String{text(mapping.ByExternalID)}},
		Create: mapping.Create{Conflict: text(mapping.ConflictVerify)},
		Update: mapping.Update{
			Method:  text(mapping.MethodPut),
			Patch:   text(mapping.PatchPathless),
			Missing: text(mapping.MissingSkip),
		},
		Delete: mapping.Delete{Action: text(mapping.DeleteDelete)},
		Auth:   mapping.Auth{Type: text(mapping.AuthBearer)},
	}
	for i, v := range values {
		m.User.Attributes = append(m.User.Attributes, &mapping.Attribute{Name: text(fmt.Sprintf("attribute%d", i)), Value: v})
	}
	m.Transport.Timeout.Value, m.Transport.Budget.Value = 1500e6, 9000e6
	return m
}

// fataler is what a test and a property have in common.
type fataler interface {
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func bundled(t fataler, m *mapping.Mapping, table expr.Table) string {
	module := emit.Emit(m, table)
	banner := emit.Banner(m, module.Table, emit.Maker{Tool: "scimwright", Home: "https://example.com", Hash: "0"})
	code, err := bundle.Bundle(bundle.Input{Banner: banner, Mapping: module.Code, Slots: module.Slots, Features: module.Features})
	if err != nil {
		t.Fatalf("%v\n%s", err, module.Code)
	}
	return code
}

func sentBy(t *testing.T, rt *rapid.T, code string) map[string]any {
	e := engineOf(t, code)
	if got := e.run(t, profile{User: map[string]any{"user_id": "auth0|1"}}); got.kind == failure {
		text, _ := json.Marshal(got.text)
		rt.Fatalf("the Action fails: %s", text)
	}
	return e.sent
}
