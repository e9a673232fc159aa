package reference

import (
	"errors"
	"reflect"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"github.com/scimwright/scimwright/generator/expr"
)

// shape is the declared fields of an object type, and which of them a mapping reads.
// The others of a profile are not looked at, whatever they are.
type shape struct {
	typ    *types.Type
	fields []shapeField
	index  map[string]int // of the fields, by name
}

type shapeField struct {
	expr.Field
	read bool
	zero ref.Val // what it reads as where it is absent
}

func newShape(objectType string, read map[string]bool) *shape {
	s := &shape{
		typ:   types.NewObjectType(objectType, traits.FieldTesterType|traits.IndexerType),
		index: map[string]int{},
	}
	for i, f := range expr.Fields(objectType) {
		s.fields = append(s.fields, shapeField{Field: f, read: read[f.Name], zero: zeroOf(f.Type)})
		s.index[f.Name] = i
	}
	return s
}

// zeroOf is what CEL reads an absent field of a message as.
func zeroOf(t *types.Type) ref.Val {
	switch t.Kind() {
	case types.StringKind:
		return types.String("")
	case types.BoolKind:
		return types.False
	case types.IntKind:
		return types.IntZero
	case types.ListKind:
		return types.NewRefValList(types.DefaultTypeAdapter, nil)
	case types.MapKind:
		return openMap(&Object{})
	}
	return types.NullValue
}

// record is an object with declared fields, as protocol messages are for CEL: to
// read a field that is absent gives its type's zero value.
type record struct {
	shape  *shape
	values []ref.Val // by the fields of the shape; nil where one is absent
}

func (s *shape) newRecord() *record { return &record{s, make([]ref.Val, len(s.fields))} }

// Get implements traits.Indexer.
func (r *record) Get(index ref.Val) ref.Val {
	i, ok := r.field(index)
	if !ok {
		return types.NewErr("no such field: %v", index)
	}
	if value := r.values[i]; value != nil {
		return value
	}
	return r.shape.fields[i].zero
}

// IsSet implements traits.FieldTester.
func (r *record) IsSet(field ref.Val) ref.Val {
	i, ok := r.field(field)
	return types.Bool(ok && r.values[i] != nil)
}

func (r *record) field(name ref.Val) (int, bool) {
	text, ok := name.(types.String)
	if !ok {
		return 0, false
	}
	i, ok := r.shape.index[string(text)]
	return i, ok
}

// ConvertToNative implements ref.Val: a record has no other form.
func (r *record) ConvertToNative(reflect.Type) (any, error) {
	return nil, errors.New("an object of the event has no other form")
}

// ConvertToType implements ref.Val.
func (r *record) ConvertToType(ref.Type) ref.Val { return types.NoSuchOverloadErr() }

// Equal implements ref.Val: an object of the event is equal to itself alone.
func (r *record) Equal(other ref.Val) ref.Val { return types.Bool(other == ref.Val(r)) }

// Type implements ref.Val.
func (r *record) Type() ref.Type { return r.shape.typ }

// Value implements ref.Val.
func (r *record) Value() any { return r }
