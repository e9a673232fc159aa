package reference

import "slices"

// Object is a JSON object whose members are in the order in which they were
// written. Its values are nil, bool, float64, string, []any and [*Object].
//
// A string may hold half a surrogate pair, which JSON can write and UTF-8 cannot:
// it is then in three bytes, as UTF-8 would have them.
type Object struct{ members []member }

type member struct {
	name  string
	value any
}

// NewObject returns an object of names and values in turn.
func NewObject(pairs ...any) *Object {
	o := &Object{members: make([]member, 0, len(pairs)/2)}
	for i := 0; i+1 < len(pairs); i += 2 {
		o.Set(pairs[i].(string), pairs[i+1])
	}
	return o
}

// Len returns how many members there are.
func (o *Object) Len() int { return len(o.members) }

// Get returns the value of exactly that name, and whether there is one.
func (o *Object) Get(name string) (any, bool) {
	for i := range o.members {
		if o.members[i].name == name {
			return o.members[i].value, true
		}
	}
	return nil, false
}

// Set gives a name its value: in place where the name is there already, at the end
// otherwise.
func (o *Object) Set(name string, value any) {
	for i := range o.members {
		if o.members[i].name == name {
			o.members[i].value = value
			return
		}
	}
	o.members = append(o.members, member{name, value})
}

// Names returns the names of the members, in order.
func (o *Object) Names() []string {
	names := make([]string, len(o.members))
	for i, m := range o.members {
		names[i] = m.name
	}
	return names
}

// add appends a member whose name is known to be new.
func (o *Object) add(name string, value any) { o.members = append(o.members, member{name, value}) }

// remove takes a member away.
func (o *Object) remove(name string) {
	o.members = slices.DeleteFunc(o.members, func(m member) bool { return m.name == name })
}

// copied is an object of its own with the same members.
func (o *Object) copied() *Object { return &Object{members: slices.Clone(o.members)} }

// attribute returns the value of the first member of that name in any case:
// attribute names are case-insensitive (RFC 7643 section 2.1). It is nil where
// there is none, as null is.
func (o *Object) attribute(name string) any {
	for i := range o.members {
		if sameName(o.members[i].name, name) {
			return o.members[i].value
		}
	}
	return nil
}

// has tells whether there is a member of that name in any case.
func (o *Object) has(name string) bool {
	return slices.ContainsFunc(o.members, func(m member) bool { return sameName(m.name, name) })
}

// attributeAt follows a path of attribute names through objects.
func attributeAt(value any, path []string) any {
	for _, name := range path {
		o, ok := value.(*Object)
		if !ok {
			return nil
		}
		value = o.attribute(name)
	}
	return value
}
