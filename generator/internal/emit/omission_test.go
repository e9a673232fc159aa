package emit_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// TestRandomOmission builds random values of objects, lists, text and holes, and
// holds what the emitted JavaScript leaves out of them to the rules, applied
// here value by value to what cel-go makes of the holes.
func TestRandomOmission(t *testing.T) {
	profiles := readProfiles(t)
	rapid.Check(t, func(rt *rapid.T) {
		b := &randomTree{table: expr.Table{}}
		var values []mapping.Value
		for range rapid.IntRange(1, 3).Draw(rt, "attributes") {
			values = append(values, b.value(rt, 3))
		}
		engine := engineOf(t, bundled(rt, mappingOf("omission", values...), b.table))
		for name, p := range profiles {
			o := omission{t, b.table, p}
			want, fails := map[string]any{}, false
			for i, v := range values {
				made := o.of(v, false)
				fails = fails || made.kind == failure
				if made.kind == aValue {
					want[fmt.Sprintf("attribute%d", i)] = made.value
				}
			}
			got := engine.run(t, p)
			if fails != (got.kind == failure) {
				rt.Fatalf("profile %s: the rules fail: %v, the Action comes to %s\n%s", name, fails, got, show(values))
			}
			for key := range map[string]any{"schemas": 0, "externalId": 0, "userName": 0} {
				delete(engine.sent, key)
			}
			if !fails && !reflect.DeepEqual(canonical(want), canonical(engine.sent)) {
				rt.Fatalf("profile %s: the rules give %v, the Action %v\n%s", name, want, engine.sent, show(values))
			}
		}
	})
}

// omission applies the rules to a value, for one profile.
type omission struct {
	t       *testing.T
	table   expr.Table
	profile profile
}

func (o omission) of(v mapping.Value, item bool) result {
	switch v := v.(type) {
	case *mapping.Literal:
		return resultOf(v.Value)
	case *mapping.Hole:
		return native(o.t, o.table[v.Expression], o.profile.User, o.profile.connection())
	case *mapping.Text:
		return o.text(v)
	case *mapping.List:
		return o.list(v)
	}
	return o.object(v.(*mapping.Object), item)
}

// text is empty when one of its holes is, and fails when one of them does.
func (o omission) text(v *mapping.Text) result {
	text, kinds := "", map[kind]bool{}
	for _, part := range v.Parts {
		if part.Expression == nil {
			text += part.Literal
			continue
		}
		made := native(o.t, o.table[part.Expression], o.profile.User, o.profile.connection())
		made, spelled := inText(made)
		text += spelled
		kinds[made.kind] = true
	}
	switch {
	case kinds[failure]:
		return result{kind: failure}
	case kinds[empty]:
		return result{kind: empty}
	}
	return resultOf(text)
}

// inText is a value as it stands within text; lists and maps do not.
func inText(made result) (result, string) {
	switch value := made.value.(type) {
	case string:
		return made, value
	case bool:
		return made, strconv.FormatBool(value)
	case float64:
		number, _ := json.Marshal(value + 0) // of which JavaScript's JSON has no negative
		return made, string(number)
	case []any, map[string]any:
		return result{kind: failure, text: "no such overload"}, ""
	}
	return made, ""
}

// list drops the items that are empty.
func (o omission) list(v *mapping.List) result {
	items := []any{}
	for _, item := range v.Items {
		switch made := o.of(item, true); made.kind {
		case failure:
			return made
		case aValue:
			items = append(items, made.value)
		}
	}
	return resultOf(items)
}

// object is empty when all its holes are, and as an item when its value is.
func (o omission) object(v *mapping.Object, item bool) result {
	members := map[string]any{}
	holes, filled, fails, valueless := false, false, false, false
	for _, a := range v.Attributes {
		made := o.of(a.Value, false)
		holes = holes || hasHole(a.Value)
		filled = filled || hasHole(a.Value) && made.kind == aValue
		fails = fails || made.kind == failure
		valueless = valueless || item && a.Name.Value == "value" && made.kind == empty
		if made.kind == aValue {
			members[a.Name.Value] = made.value
		}
	}
	switch {
	case fails:
		return result{kind: failure}
	case holes && !filled, valueless:
		return result{kind: empty}
	}
	return resultOf(members)
}

func hasHole(v mapping.Value) bool {
	switch v := v.(type) {
	case *mapping.Hole, *mapping.Text:
		return true
	case *mapping.Object:
		for _, a := range v.Attributes {
			if hasHole(a.Value) {
				return true
			}
		}
	case *mapping.List:
		for _, item := range v.Items {
			if hasHole(item) {
				return true
			}
		}
	}
	return false
}

// randomTree draws values, and checks the expressions in them.
type randomTree struct{ table expr.Table }

// holeTexts come to every kind of result in one profile or another.
var holeTexts = []string{
	"user.email", "user.name", "user.user_id", "user.blocked", "user.logins_count", "user.multifactor",
	"user.user_metadata.text", "user.user_metadata.list", "user.user_metadata.map", "user.user_metadata.number",
	"user.user_metadata.missing", "user.user_metadata.?other", "user.app_metadata", "user.identities[0].connection",
	"user.identities[1].isSocial", "user.user_metadata.text.trim()", `user.blocked ? "yes" : "no"`,
	`"x" + user.name`, `user.blocked ? user.name : ""`, "has(user.nickname)", "user.user_metadata.map.a", "optional.none()",
}

// textTexts are those that may stand within text.
var textTexts = []string{
	"user.email", "user.user_id", "user.blocked", "user.logins_count", "user.user_metadata.text", "user.user_metadata.list",
	"user.user_metadata.number", "user.user_metadata.missing", "user.identities[0].connection", "user.?nickname",
}

func (b *randomTree) expression(t *rapid.T, from []string) *mapping.Expression {
	text := rapid.SampledFrom(from).Draw(t, "expression")
	e := &mapping.Expression{Source: text, Span: source.Span{File: source.NewFile("mapping.yaml", text), End: len(text)}}
	checked, problems := expr.Check(e)
	if len(problems) > 0 {
		t.Fatal(text, problems)
	}
	b.table[e] = checked
	return e
}

func (b *randomTree) value(t *rapid.T, depth int) mapping.Value {
	kinds := 3
	if depth > 0 {
		kinds = 5
	}
	switch rapid.IntRange(1, kinds).Draw(t, "kind") {
	case 1:
		return &mapping.Literal{Value: rapid.SampledFrom([]any{"work", "", true, false, int64(0), 1.5}).Draw(t, "literal")}
	case 2:
		return &mapping.Hole{Expression: b.expression(t, holeTexts)}
	case 3:
		text := &mapping.Text{}
		for range rapid.IntRange(1, 2).Draw(t, "holes") {
			text.Parts = append(text.Parts, mapping.Part{Literal: "a "}, mapping.Part{Expression: b.expression(t, textTexts)})
		}
		return text
	case 4:
		list := &mapping.List{}
		for range rapid.IntRange(0, 3).Draw(t, "items") {
			list.Items = append(list.Items, b.value(t, depth-1))
		}
		return list
	}
	object := &mapping.Object{}
	for _, name := range []string{"value", "type", "display", "primary"} {
		if rapid.Bool().Draw(t, name) {
			a := &mapping.Attribute{Name: mapping.String{Value: name}, Value: b.value(t, depth-1)}
			object.Attributes = append(object.Attributes, a)
		}
	}
	return object
}

// show writes values so that a failure can be read.
func show(values []mapping.Value) string {
	var b strings.Builder
	for i, v := range values {
		fmt.Fprintf(&b, "attribute%d: %s\n", i, showValue(v))
	}
	return b.String()
}

func showValue(v mapping.Value) string {
	var parts []string
	switch v := v.(type) {
	case *mapping.Literal:
		return fmt.Sprintf("%#v", v.Value)
	case *mapping.Hole:
		return "${" + v.Expression.Source + "}"
	case *mapping.Text:
		for _, p := range v.Parts {
			if p.Expression != nil {
				parts = append(parts, "${"+p.Expression.Source+"}")
			} else {
				parts = append(parts, p.Literal)
			}
		}
		return strings.Join(parts, "")
	case *mapping.List:
		for _, item := range v.Items {
			parts = append(parts, showValue(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case *mapping.Object:
		for _, a := range v.Attributes {
			parts = append(parts, a.Name.Value+": "+showValue(a.Value))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// canonical is a value as JSON has it.
func canonical(value any) any {
	text, _ := json.Marshal(value)
	var result any
	_ = json.Unmarshal(text, &result)
	return result
}
