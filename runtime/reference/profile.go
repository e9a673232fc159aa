package reference

import (
	"fmt"
	"math"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/scimwright/scimwright/generator/expr"
)

// profileReader reads Auth0 profiles: those fields that a mapping uses. It converts
// nothing. A field that is not of the type that Auth0 documents is an error.
type profileReader struct{ user, identity *shape }

func (r profileReader) read(raw any) (*record, error) {
	user, err := r.user.read(raw, "user")
	if err != nil {
		return nil, err
	}
	// The fields of identities come behind all those of the user.
	i := r.user.index["identities"]
	list, ok := user.values[i].(identityList)
	if !ok {
		return user, nil
	}
	identities := make([]ref.Val, len(list.items))
	for n, item := range list.items {
		if identities[n], err = r.identity.read(item, fmt.Sprintf("user.identities[%d]", n)); err != nil {
			return nil, err
		}
	}
	user.values[i] = types.NewRefValList(types.DefaultTypeAdapter, identities)
	return user, nil
}

// read reads the declared fields of an object that the mapping uses, in the order of
// Auth0's catalogue. JSON null is as absent.
func (s *shape) read(raw any, where string) (*record, error) {
	o, ok := raw.(*Object)
	if !ok {
		return nil, fieldProblem(where, raw, "an object")
	}
	r := s.newRecord()
	for i, f := range s.fields {
		if !f.read {
			continue
		}
		raw, _ := o.Get(f.Name)
		if raw == nil {
			continue
		}
		value, err := fieldValue(f.Type, raw, where+"."+f.Name)
		if err != nil {
			return nil, err
		}
		r.values[i] = value
	}
	return r, nil
}

// identityList is a list of objects whose own fields are not read yet.
type identityList struct {
	ref.Val
	items []any
}

func fieldValue(t *types.Type, raw any, where string) (ref.Val, error) {
	switch t.Kind() {
	case types.StringKind:
		if text, ok := raw.(string); ok {
			return types.String(wellFormed(text)), nil
		}
		return nil, fieldProblem(where, raw, "a string")
	case types.BoolKind:
		if b, ok := raw.(bool); ok {
			return types.Bool(b), nil
		}
		return nil, fieldProblem(where, raw, "a boolean")
	case types.IntKind:
		if n, ok := raw.(float64); ok && n == math.Trunc(n) && math.Abs(n) <= maxExact {
			return types.Int(n), nil
		}
		return nil, fieldProblem(where, raw, "a safe integer")
	case types.MapKind:
		if o, ok := raw.(*Object); ok {
			return openMap(clean(o).(*Object)), nil
		}
		return nil, fieldProblem(where, raw, "an object")
	case types.ListKind:
		return fieldList(t.Parameters()[0], raw, where)
	}
	return jsonAdapter{}.NativeToValue(clean(raw)), nil
}

func fieldList(item *types.Type, raw any, where string) (ref.Val, error) {
	list, ok := raw.([]any)
	if !ok {
		return nil, fieldProblem(where, raw, "a list")
	}
	for i, one := range list {
		var fits bool
		want := "a string"
		if item.Kind() == types.StringKind {
			_, fits = one.(string)
		} else {
			_, fits = one.(*Object)
			want = "an object"
		}
		if !fits {
			return nil, fieldProblem(fmt.Sprintf("%s[%d]", where, i), one, want)
		}
	}
	if item.Kind() != types.StringKind {
		return identityList{items: list}, nil
	}
	return jsonAdapter{}.NativeToValue(clean(list)), nil
}

func fieldProblem(where string, value any, want string) error {
	return &MappingError{Reason: where + " is " + jsonType(value) + ", not " + want}
}

// Connection tells where a user comes from; both are empty where an event does not.
type Connection struct {
	Name     string
	Strategy string // such as "auth0" or "google-oauth2"
}

// record gives a connection to CEL. What the event does not tell is absent.
func (c Connection) record() *record {
	r := connectionShape.newRecord()
	if c.Name != "" {
		r.values[connectionShape.index["name"]] = types.String(c.Name)
	}
	if c.Strategy != "" {
		r.values[connectionShape.index["strategy"]] = types.String(c.Strategy)
	}
	return r
}

var connectionShape = newShape(expr.ConnectionType, nil)
