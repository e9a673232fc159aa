// Package change tells what another mapping does to users: who enters or leaves its
// scope, which attributes change, for whom it fails; and in words what the change of a
// rule leads to.
package change

import (
	"slices"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/population"
	"github.com/scimwright/scimwright/runtime/reference"
)

// Comparer compares what two mappings make of a user. It is safe for concurrent use.
type Comparer struct {
	old, new side
}

// side is one of the two mappings.
type side struct {
	native      *reference.Reference
	connections []string
	outside     string
}

// NewComparer compares two mappings.
func NewComparer(before, after *generator.Checked) (*Comparer, error) {
	c := &Comparer{}
	for _, s := range []struct {
		into    *side
		checked *generator.Checked
	}{{&c.old, before}, {&c.new, after}} {
		native, err := engines.ReferenceOf(s.checked)
		if err != nil {
			return nil, err
		}
		s.into.native, s.into.outside = native, s.checked.Mapping.Scope.Outside.Value
		for _, name := range s.checked.Mapping.Scope.Connections {
			s.into.connections = append(s.into.connections, name.Value)
		}
	}
	return c, nil
}

// made is what a mapping makes of a user.
type made struct {
	in       bool
	document *reference.Object
	err      error
}

func (s *side) make(u population.User) made {
	if len(s.connections) > 0 && !slices.Contains(s.connections, u.From.Name) {
		return made{}
	}
	in, err := s.native.InScope(u.Profile, u.From)
	if err != nil || !in {
		return made{in: err != nil, err: err}
	}
	document, err := s.native.User(u.Profile, u.From)
	return made{in: true, document: document, err: err}
}

// Effect is a kind of change of a user as a whole.
type Effect string

// The effects. One user may have several.
const (
	Enters      Effect = "enters the scope"
	Leaves      Effect = "leaves the scope"
	Deactivated Effect = "becomes inactive"
	Reactivated Effect = "becomes active"
	Deleted     Effect = "is deleted"
	NameLost    Effect = "loses the userName"
	Renamed     Effect = "gets another userName"
	Fails       Effect = "fails"
	Mended      Effect = "fails no longer"
)

// Effects are all of them, in the order in which they are told.
var Effects = []Effect{Enters, Leaves, Deactivated, Reactivated, Deleted, NameLost, Renamed, Fails, Mended}

// Kind is how an attribute changes.
type Kind string

// The kinds.
const (
	Added       Kind = "added"
	Removed     Kind = "removed"
	Changed     Kind = "changed"
	TypeChanged Kind = "type changed"
)

// Kinds are all of them, in the order in which they are told.
var Kinds = []Kind{Added, Removed, Changed, TypeChanged}

// Attribute is the change of one attribute.
type Attribute struct {
	Path          string // such as name.givenName; items of lists have none of their own
	Kind          Kind
	Before, After any // as JSON has them; nil where there is none
}

// Difference is what changes for one user; nothing where both mappings do the same.
type Difference struct {
	Line       int // of the population
	ID         string
	Effects    []Effect
	Attributes []Attribute
	Err        string // with Fails: why
	Outside    bool   // both mappings are not about the user
	Bad        error  // why the record is none of a user
}

// Any tells whether anything changes.
func (d *Difference) Any() bool { return len(d.Effects)+len(d.Attributes) > 0 }

// Has tells whether an effect is among those of the user.
func (d *Difference) Has(e Effect) bool { return slices.Contains(d.Effects, e) }

// User compares what both mappings make of a user.
func (c *Comparer) User(u population.User) Difference {
	d := Difference{Line: u.Line, Bad: u.Err}
	if u.Err != nil {
		return d
	}
	id, _ := u.Profile.Get("user_id")
	d.ID, _ = id.(string)
	before, after := c.old.make(u), c.new.make(u)
	add := func(e Effect) { d.Effects = append(d.Effects, e) }
	switch {
	case !before.in && !after.in:
		d.Outside = true
		return d
	case !before.in:
		add(Enters)
	case !after.in:
		add(Leaves)
		switch c.new.outside {
		case mapping.OutsideDeactivate:
			add(Deactivated)
		case mapping.OutsideDelete:
			add(Deleted)
		}
	}
	switch {
	case after.err != nil && before.err == nil:
		add(Fails)
		d.Err = after.err.Error()
	case before.err != nil && after.err == nil && after.in:
		add(Mended)
	}
	if before.document != nil && after.document != nil {
		d.Attributes = compareObjects(nil, "", before.document, after.document)
		d.whole(before.document, after.document)
	}
	return d
}

// whole finds what the change of an attribute means for the user.
func (d *Difference) whole(before, after *reference.Object) {
	was, _ := before.Get("active")
	is, _ := after.Get("active")
	switch {
	case is == false && was != false:
		d.Effects = append(d.Effects, Deactivated)
	case was == false && is != false:
		d.Effects = append(d.Effects, Reactivated)
	}
	named, _ := before.Get("userName")
	name, _ := after.Get("userName")
	switch {
	case name == nil && named != nil:
		d.Effects = append(d.Effects, NameLost)
	case named != nil && name != named:
		d.Effects = append(d.Effects, Renamed)
	}
}
