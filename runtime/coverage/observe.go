package coverage

import (
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/runtime/reference"
)

// Observe notes an evaluation.
func (m *Mapping) Observe(e *reference.Evaluation) {
	m.mu.Lock()
	defer m.mu.Unlock()
	x := m.expressions[e.Expression]
	if x == nil {
		return
	}
	x.outcomes[x.labelOf(e)].Hits++
	steps := map[int64][]reference.Step{}
	for _, s := range e.Steps {
		steps[s.Node] = append(steps[s.Node], s)
	}
	for _, d := range x.decisions {
		if d.Kind == expr.Lookup {
			m.lookup(d, steps)
			continue
		}
		d.note(steps)
	}
}

func (x *expression) labelOf(e *reference.Evaluation) string {
	_, condition := x.outcomes[isTrue]
	switch {
	case e.Err != nil:
		return failed
	case condition && e.Value == true:
		return isTrue
	case condition:
		return isFalse // a condition that cannot be told is not met
	case e.Value == nil:
		return empty
	}
	return value
}

// note notes which ways a decision went: more than one in a macro.
func (d *decision) note(steps map[int64][]reference.Step) {
	hit := func(operand int, of any, label string) {
		for _, s := range steps[d.Operands[operand]] {
			if s.Err == "" && s.Value == of {
				d.goals[label].Hits++
			}
		}
	}
	switch d.Kind {
	case expr.Choice:
		hit(0, true, isTrue)
		hit(0, false, isFalse)
	case expr.And:
		hit(0, false, "left false")
		hit(1, true, "right true")
		hit(1, false, "right false")
	case expr.Or:
		hit(0, true, "left true")
		hit(1, true, "right true")
		hit(1, false, "right false")
	}
}

// lookup notes the rows that a table was looked up by.
func (m *Mapping) lookup(d *decision, steps map[int64][]reference.Step) {
	t := m.tables[d.Table]
	if t == nil {
		return
	}
	hit := func(key any) {
		name, ok := key.(string)
		if g := t.goals[name]; ok && name != "" && g != nil {
			g.Hits++
		} else {
			t.goals[""].Hits++
		}
	}
	if d.Row != "" {
		if len(steps[d.Node]) > 0 {
			hit(d.Row)
		}
		return
	}
	for _, s := range steps[d.Operands[0]] {
		if s.Err == "" {
			hit(s.Value)
		}
	}
}
