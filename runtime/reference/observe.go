package reference

import (
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"github.com/scimwright/scimwright/generator/mapping"
)

// Evaluation is what one expression of a mapping came to for one user, and by which
// way.
type Evaluation struct {
	Expression *mapping.Expression
	Attribute  string // path of the attribute that it is for; "scope.when" of the scope
	Steps      []Step // in the order in which they were taken
	Value      any    // as JSON has it; nil where it is empty
	Missing    string // why it is empty: the key that is not there; "" where none is missing
	Err        error  // a [*MappingError]; nil where there is none
}

// Step is the value that a part of an expression came to. A part of a macro has one for
// each item that the macro goes over; a part that is a literal has none.
type Step struct {
	Node  int64 // of the expression's AST
	Value any   // as JSON has it, as far as it does; nil of an error
	Err   string
}

// observed collects the steps of evaluations.
type observed struct {
	tell  func(*Evaluation)
	steps []recorded
}

type recorded struct {
	node  int64
	value ref.Val
}

// note notes what a node came to. A chain of selections is noted link by link, and then
// as a whole, by the node of its last link.
func (o *observed) note(node int64, value ref.Val) {
	if last := len(o.steps) - 1; last >= 0 && o.steps[last].node == node {
		o.steps[last].value = value
		return
	}
	o.steps = append(o.steps, recorded{node, value})
}

// evaluate evaluates a hole and tells how it went.
func (o *observed) evaluate(h *hole, v *variables) (any, error) {
	o.steps = o.steps[:0]
	value, failed := h.outcome(v)
	e := &Evaluation{Expression: h.expression, Attribute: h.path, Value: value, Steps: make([]Step, 0, len(o.steps))}
	if Missing(failed) {
		e.Missing, failed = failed.Error(), nil
	}
	if failed != nil {
		e.Err = h.problem(Reason(failed), failed)
	}
	for _, step := range o.steps {
		e.Steps = append(e.Steps, step.told())
	}
	o.tell(e)
	return value, e.Err
}

func (r recorded) told() Step {
	if failed, ok := r.value.(*types.Err); ok {
		return Step{Node: r.node, Err: Reason(failed)}
	}
	value, err := shown(r.value)
	if err != nil {
		return Step{Node: r.node, Err: Reason(err)}
	}
	return Step{Node: r.node, Value: value}
}

// shown is a value as JSON has it, and an object of the profile as those fields of it
// that were read.
func shown(value ref.Val) (any, error) {
	switch v := value.(type) {
	case *record:
		o := &Object{}
		for i, field := range v.shape.fields {
			if v.values[i] == nil {
				continue
			}
			inner, err := shown(v.values[i])
			if err != nil {
				return nil, err
			}
			o.add(field.Name, inner)
		}
		return o, nil
	case traits.Lister:
		var items []any
		for it := v.Iterator(); it.HasNext() == types.True; {
			item, err := shown(it.Next())
			if err != nil {
				return nil, err
			}
			items = append(items, item)
		}
		return items, nil
	}
	return jsonOf(value)
}
