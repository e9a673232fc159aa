package explain

import (
	"strings"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/reference"
)

// Explanation is what a mapping makes of a user, and why.
type Explanation struct {
	Scope      Scope
	Keys       []Key       // by which the user is looked up, in order of trial
	Attributes []Attribute // in the order of the mapping
	Document   *reference.Object
	Err        error // a [*reference.MappingError] where no document can be made
}

// Scope tells whether the mapping is about the user.
type Scope struct {
	In          bool
	Connections []string // those that are allowed; none: all are
	Connection  string   // of the user
	Allowed     bool     // whether it is allowed
	Clauses     []Clause // of scope.when
	Diagram     string   // of scope.when; "" without one
	Span        source.Span
	Err         error
}

// Clause is a part of scope.when that has to be true on its own.
type Clause struct {
	Text  string
	Value string // true, false, an error, or "not looked at"
}

// Key is what a user is looked up by.
type Key struct {
	Attribute string
	Value     any // nil where the user has none: it is then passed over
}

// Attribute is a line of the mapping: an expression, a text or a literal.
type Attribute struct {
	Path   string
	Source string // as it was written
	Span   source.Span
	Value  any    // as JSON has it; nil where it is empty
	Why    string // it is empty, or left out although it has a value; "" where it is sent
	Err    error
	// Diagrams are those of its expressions, with the values of their parts.
	Diagrams []string
}

// Of explains what a mapping makes of a profile.
func Of(checked *generator.Checked, profile *reference.Object, from reference.Connection) (*Explanation, error) {
	seen := map[*mapping.Expression]*reference.Evaluation{}
	native, err := engines.Observed(checked, func(e *reference.Evaluation) { seen[e.Expression] = e })
	if err != nil {
		return nil, err
	}
	x := &Explanation{}
	in, scopeErr := native.InScope(profile, from)
	x.Scope = scopeOf(checked, from, seen)
	x.Scope.In, x.Scope.Err = in && x.Scope.Allowed, scopeErr
	x.Document, x.Err = native.User(profile, from)
	r := &reader{checked: checked, profile: profile, seen: seen}
	if checked.Mapping.User.Attribute("externalId") == nil {
		id, _ := profile.Get("user_id")
		x.Attributes = append(x.Attributes, Attribute{Path: "externalId", Source: "the user_id, for the mapping has none", Value: id})
	}
	r.object(checked.Mapping.User, "", false)
	x.Attributes = append(x.Attributes, r.attributes...)
	for _, by := range checked.Mapping.Match.By {
		key := Key{Attribute: by.Value}
		if x.Document != nil {
			key.Value, _ = x.Document.Get(by.Value)
		}
		x.Keys = append(x.Keys, key)
	}
	return x, nil
}

func scopeOf(checked *generator.Checked, from reference.Connection, seen map[*mapping.Expression]*reference.Evaluation) Scope {
	s := Scope{Connection: from.Name, Allowed: true}
	for _, c := range checked.Mapping.Scope.Connections {
		s.Connections = append(s.Connections, c.Value)
	}
	if len(s.Connections) > 0 {
		s.Allowed = false
		for _, name := range s.Connections {
			s.Allowed = s.Allowed || name == from.Name
		}
	}
	when := checked.Mapping.Scope.When
	if when == nil {
		return s
	}
	s.Span = when.Span
	e, c := seen[when], checked.Expressions[when]
	if e == nil {
		return s
	}
	s.Diagram = Diagram(c, e)
	text := []rune(when.Source)
	for _, clause := range c.Clauses() {
		value, ok := valueAt(e, clause.Node)
		if !ok {
			value = "not looked at"
		}
		s.Clauses = append(s.Clauses, Clause{strings.Join(strings.Fields(string(text[clause.Start:clause.End])), " "), value})
	}
	return s
}

// Why tells why an expression came to nothing; "" where it did not.
func Why(c *expr.Checked, e *reference.Evaluation, profile *reference.Object) string {
	if e.Value != nil || e.Err != nil {
		return ""
	}
	var reasons []string
	for _, s := range c.Selections() {
		for _, step := range e.Steps {
			if step.Node != s.Node {
				continue
			}
			switch {
			case step.Err != "" || step.Value == nil:
				reasons = append(reasons, s.Path+" is not there")
			case step.Value == "" && !there(profile, s.Path):
				reasons = append(reasons, s.Path+" is not there")
			case isEmpty(step.Value):
				reasons = append(reasons, s.Path+" is empty")
			}
		}
	}
	if len(reasons) == 0 {
		reasons = unknownRows(c, e)
	}
	if len(reasons) > 0 {
		return strings.Join(reasons, ", ")
	}
	if e.Missing != "" {
		return e.Missing
	}
	return "the expression comes to nothing"
}

// unknownRows tells which tables have no row of the key that they were looked up by.
func unknownRows(c *expr.Checked, e *reference.Evaluation) []string {
	var reasons []string
	for _, d := range c.Decisions() {
		if d.Kind != expr.Lookup {
			continue
		}
		for i, step := range e.Steps {
			if step.Node != d.Node || step.Err == "" {
				continue
			}
			key := Value(d.Row)
			if len(d.Operands) > 0 && i > 0 && e.Steps[i-1].Node == d.Operands[0] {
				key = Value(e.Steps[i-1].Value)
			}
			reasons = append(reasons, "tables."+d.Table+" has no row "+key)
		}
	}
	return reasons
}

func isEmpty(value any) bool {
	switch v := value.(type) {
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case *reference.Object:
		return v.Len() == 0
	}
	return false
}

// there tells whether a profile has what a path leads to.
func there(profile *reference.Object, path string) bool {
	var at any = profile
	for i, name := range strings.Split(path, ".") {
		if i == 0 {
			continue // the variable
		}
		o, ok := at.(*reference.Object)
		if !ok {
			return false
		}
		if at, ok = o.Get(name); !ok || at == nil {
			return false
		}
	}
	return true
}
