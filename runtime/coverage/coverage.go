// Package coverage tells how much of a mapping tests have tried: what its expressions
// came to, which way each of their decisions went, which rows of its tables were looked
// up, and which ways its policy led an event.
//
// It is derived from the expressions' syntax trees: two conditions on one line are two.
package coverage

import (
	"cmp"
	"slices"
	"sync"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// Goal is something that a test can reach.
type Goal struct {
	Group string      // what it is a way of: userName, tables.roles, user.updated
	Label string      // which way: value, empty, ?: true, row "admin", stale
	Span  source.Span // where it stands in the mapping; the zero Span where nowhere
	Hits  int         // how often it was reached

	// Optional goals do not count: whether an expression can fail at all is not known.
	Optional bool
}

// Mapping is the coverage of one mapping. It is safe for concurrent use.
type Mapping struct {
	Checked *generator.Checked

	mu          sync.Mutex
	expressions map[*mapping.Expression]*expression
	tables      map[string]*table
	policy      []*path
	order       []*expression
}

// expression is what there is to reach in one.
type expression struct {
	checked   *expr.Checked
	attribute string
	outcomes  map[string]*Goal // by label
	decisions []*decision
}

type decision struct {
	expr.Decision
	goals map[string]*Goal
}

type table struct {
	goals map[string]*Goal // by key; "" where no row is hit
	order []*Goal
}

// The labels of outcomes.
const (
	value   = "value"
	empty   = "empty"
	failed  = "error"
	isTrue  = "true"
	isFalse = "false"
)

// Of prepares the coverage of a mapping: nothing is reached yet.
func Of(checked *generator.Checked) *Mapping {
	m := &Mapping{Checked: checked, expressions: map[*mapping.Expression]*expression{}, tables: map[string]*table{}}
	if when := checked.Mapping.Scope.When; when != nil {
		m.add(when, "scope.when", true)
	}
	m.object(checked.Mapping.User, "")
	for _, t := range checked.Mapping.Tables {
		m.addTable(t)
	}
	m.policy = pathsOf(checked.Mapping)
	return m
}

// object goes through the attributes of a user, as they are named in messages.
func (m *Mapping) object(o *mapping.Object, path string) {
	for _, a := range o.Attributes {
		name := a.Name.Value
		if mapping.IsURN(name) {
			name = ""
		} else if path != "" {
			name = path + "." + name
		}
		m.value(a.Value, name)
	}
}

func (m *Mapping) value(v mapping.Value, path string) {
	switch v := v.(type) {
	case *mapping.Hole:
		m.add(v.Expression, path, false)
	case *mapping.Text:
		for _, part := range v.Parts {
			if part.Expression != nil {
				m.add(part.Expression, path, false)
			}
		}
	case *mapping.Object:
		m.object(v, path)
	case *mapping.List:
		for _, item := range v.Items {
			m.value(item, path)
		}
	}
}

func (m *Mapping) add(e *mapping.Expression, attribute string, condition bool) {
	c := m.Checked.Expressions[e]
	if c == nil || m.expressions[e] != nil {
		return
	}
	x := &expression{checked: c, attribute: attribute, outcomes: map[string]*Goal{}}
	goal := func(label string, optional bool) {
		x.outcomes[label] = &Goal{Group: attribute, Label: label, Span: e.Span, Optional: optional}
	}
	if condition {
		goal(isTrue, false)
		goal(isFalse, false)
	} else {
		goal(value, c.IsNeverAValue())
		goal(empty, !c.MayBeEmpty())
	}
	goal(failed, true)
	for _, d := range c.Decisions() {
		x.decisions = append(x.decisions, newDecision(d, e, attribute))
	}
	m.expressions[e] = x
	m.order = append(m.order, x)
}

func newDecision(d expr.Decision, e *mapping.Expression, attribute string) *decision {
	made := &decision{Decision: d, goals: map[string]*Goal{}}
	for _, label := range waysOf(d.Kind) {
		made.goals[label] = &Goal{Group: attribute, Label: string(d.Kind) + " " + label, Span: e.At(d.Start, d.End)}
	}
	return made
}

// waysOf are the ways that a decision can go.
func waysOf(kind expr.DecisionKind) []string {
	switch kind {
	case expr.Choice:
		return []string{isTrue, isFalse}
	case expr.And:
		return []string{"left false", "right true", "right false"}
	case expr.Or:
		return []string{"left true", "right true", "right false"}
	}
	return nil
}

func (m *Mapping) addTable(t *mapping.Table) {
	made := &table{goals: map[string]*Goal{}}
	group := "tables." + t.Name.Value
	for _, row := range t.Rows {
		g := &Goal{Group: group, Label: "row " + row.Key.Value, Span: row.Key.Span}
		made.goals[row.Key.Value] = g
		made.order = append(made.order, g)
	}
	none := &Goal{Group: group, Label: "no row", Span: t.Span}
	made.order = append(made.order, none)
	made.goals[""] = none
	m.tables[t.Name.Value] = made
}

// Goals returns all goals: those of expressions in the order of the mapping, then those
// of tables, then those of the policy.
func (m *Mapping) Goals() []Goal {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []Goal
	order := slices.Clone(m.order)
	slices.SortStableFunc(order, func(a, b *expression) int {
		return cmp.Compare(a.checked.Expression.Span.Start, b.checked.Expression.Span.Start)
	})
	for _, x := range order {
		for _, label := range []string{value, isTrue, isFalse, empty, failed} {
			if g := x.outcomes[label]; g != nil {
				all = append(all, *g)
			}
		}
		for _, d := range x.decisions {
			for _, label := range waysOf(d.Kind) {
				all = append(all, *d.goals[label])
			}
		}
	}
	for _, t := range m.Checked.Mapping.Tables {
		for _, g := range m.tables[t.Name.Value].order {
			all = append(all, *g)
		}
	}
	for _, p := range m.policy {
		all = append(all, p.goal)
	}
	return all
}

// Share is how many of the goals that count were reached, and how many there are.
func Share(goals []Goal) (reached, all int) {
	for _, g := range goals {
		if g.Optional {
			continue
		}
		all++
		if g.Hits > 0 {
			reached++
		}
	}
	return reached, all
}

// Percent is the share of reached goals in percent; 100 where there are none.
func Percent(goals []Goal) float64 {
	reached, all := Share(goals)
	if all == 0 {
		return 100
	}
	return 100 * float64(reached) / float64(all)
}
