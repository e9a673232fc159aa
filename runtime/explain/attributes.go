package explain

import (
	"strconv"
	"strings"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/reference"
)

// reader goes through a mapping, attribute by attribute.
type reader struct {
	checked    *generator.Checked
	profile    *reference.Object
	seen       map[*mapping.Expression]*reference.Evaluation
	attributes []Attribute
}

// object reads the attributes of an object, and tells whether anything of it is left.
func (r *reader) object(o *mapping.Object, path string, item bool) (left, holes bool) {
	first := len(r.attributes)
	alive, valueless, why := false, false, ""
	for _, a := range o.Attributes {
		below := a.Name.Value
		if path != "" {
			below = path + "." + below
			if mapping.IsURN(path) {
				below = path + ":" + a.Name.Value
			}
		}
		has, hole := r.value(a.Value, below)
		holes = holes || hole
		alive = alive || has && hole
		if !has && item && a.Name.Value == "value" {
			valueless, why = true, "its value is empty"
		}
	}
	if path == "" || !valueless && (alive || !holes) {
		return true, holes
	}
	if why == "" {
		why = "all else of " + path + " is empty"
	}
	for i := first; i < len(r.attributes); i++ {
		if a := &r.attributes[i]; a.Value != nil && a.Why == "" {
			a.Why = "left out, for " + why
		}
	}
	return false, holes
}

// value reads one value, and tells whether there is something, and whether it depends on
// the user.
func (r *reader) value(v mapping.Value, path string) (has, hole bool) {
	switch v := v.(type) {
	case *mapping.Object:
		return r.object(v, path, strings.HasSuffix(path, "]"))
	case *mapping.List:
		for i, one := range v.Items {
			itemHas, itemHole := r.value(one, path+"["+strconv.Itoa(i)+"]")
			has, hole = has || itemHas, hole || itemHole
		}
		return has, hole
	}
	a := Attribute{Path: path, Span: v.Place(), Source: strings.Join(strings.Fields(v.Place().Text()), " ")}
	switch v := v.(type) {
	case *mapping.Literal:
		a.Value = v.Value
		if v.Value == "" {
			a.Value, a.Why = nil, "the text is empty"
		}
	case *mapping.Hole:
		hole = true
		a.Value = r.expression(&a, v.Expression)
	case *mapping.Text:
		hole = true
		a.Value = r.text(&a, v)
	}
	r.attributes = append(r.attributes, a)
	return a.Value != nil, hole
}

// text is literal text with holes. It is empty when one of them is.
func (r *reader) text(a *Attribute, t *mapping.Text) any {
	var b strings.Builder
	whole := true
	for _, part := range t.Parts {
		if part.Expression == nil {
			b.WriteString(part.Literal)
			continue
		}
		switch value := r.expression(a, part.Expression).(type) {
		case nil:
			whole = false
		case string:
			b.WriteString(value)
		default:
			b.WriteString(Value(value))
		}
	}
	if !whole {
		return nil
	}
	return b.String()
}

// expression is what an expression came to; nil where it is empty, failed, or was not
// evaluated, for another had failed before.
func (r *reader) expression(a *Attribute, e *mapping.Expression) any {
	evaluation, checked := r.seen[e], r.checked.Expressions[e]
	if evaluation == nil {
		a.Why = "not looked at: an expression before it failed"
		return nil
	}
	a.Diagrams = append(a.Diagrams, Diagram(checked, evaluation))
	if evaluation.Err != nil {
		a.Err = evaluation.Err
	}
	if why := Why(checked, evaluation, r.profile); why != "" {
		if a.Why != "" {
			why = a.Why + ", " + why
		}
		a.Why = why
	}
	return evaluation.Value
}
