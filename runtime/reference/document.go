package reference

// node is a value of the mapping, ready to be evaluated. It comes to a value of JSON,
// or to nil where it is empty and left out of the document.
type node interface {
	evaluate(v *variables) (any, error)
	hasHole() bool // whether it holds an expression anywhere
}

// literal is the same for every user.
type literal struct{ value any }

func (l literal) evaluate(*variables) (any, error) { return l.value, nil }
func (l literal) hasHole() bool                    { return false }

// filled is a value, or nil where there is nothing in it: false and 0 are values.
func filled(value any) any {
	switch v := value.(type) {
	case string:
		if v == "" {
			return nil
		}
	case []any:
		if len(v) == 0 {
			return nil
		}
	case *Object:
		if v.Len() == 0 {
			return nil
		}
	}
	return value
}

// list is a multi-valued attribute. Its empty items are dropped.
type list struct {
	items []node
	holes bool
}

func (l *list) evaluate(v *variables) (any, error) {
	items := make([]any, 0, len(l.items))
	for _, item := range l.items {
		value, err := item.evaluate(v)
		if err != nil {
			return nil, err
		}
		if value != nil {
			items = append(items, value)
		}
	}
	return filled(items), nil
}

func (l *list) hasHole() bool { return l.holes }

// object is a complex attribute. It is empty when all that it has holes for is, its
// literals notwithstanding; an item of a list that has a value is also empty when its
// value is.
type object struct {
	attributes []attribute
	item       bool // of a list
	holes      bool
}

type attribute struct {
	name string
	node node
}

func (o *object) evaluate(v *variables) (any, error) {
	made := &Object{members: make([]member, 0, len(o.attributes))}
	alive, valueless := !o.holes, false
	for _, a := range o.attributes {
		value, err := a.node.evaluate(v)
		if err != nil {
			return nil, err
		}
		if value == nil {
			// What follows is evaluated all the same, for it may be wrong.
			valueless = valueless || o.item && a.name == "value"
			continue
		}
		alive = alive || a.node.hasHole()
		made.add(a.name, value)
	}
	if !alive || valueless {
		return nil, nil
	}
	return filled(made), nil
}

func (o *object) hasHole() bool { return o.holes }
