package emit_test

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"sync"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"cel.dev/cel-go/ext"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/runtime/reference"
)

// This file evaluates expressions with cel-go itself: what the emitted
// JavaScript is held to. It shares nothing with it but the type-checker.

var nativeEnv = sync.OnceValues(func() (*cel.Env, error) {
	return cel.NewCustomEnv(cel.StdLib(), ext.Strings(ext.StringsVersion(4)), ext.Lists(ext.ListsVersion(2)),
		cel.OptionalTypes(cel.OptionalTypesVersion(2)), reference.Library())
})

// native evaluates a checked expression over a profile and a connection.
func native(t fataler, checked *expr.Checked, profile, connection map[string]any) result {
	return evaluated(t, planned(t, checked), map[string]any{
		"user":       newObject(expr.UserType, profile),
		"connection": newObject(expr.ConnectionType, connection),
	})
}

// planned is an expression that cel-go is ready to evaluate.
func planned(t fataler, checked *expr.Checked) cel.Program {
	env, err := nativeEnv()
	if err != nil {
		t.Fatal(err)
	}
	program, err := env.PlanProgram(checked.AST, reference.ActionValues())
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// evaluating has cel-go evaluate one expression at a time: it labels errors that
// all evaluations share.
var evaluating sync.Mutex

// evaluated is what a hole comes to, by the values of its variables.
func evaluated(t fataler, program cel.Program, variables map[string]any) result {
	evaluating.Lock()
	value, _, err := program.Eval(variables)
	evaluating.Unlock()
	if err != nil {
		if reference.Missing(err) {
			return result{kind: empty}
		}
		return result{kind: failure, text: reference.Reason(err)}
	}
	if optional, ok := value.(*types.Optional); ok {
		if !optional.HasValue() {
			return result{kind: empty}
		}
		value = optional.GetValue()
	}
	if number, ok := notJSON(value); ok {
		name := strings.Replace(strings.TrimPrefix(fmt.Sprint(float64(number)), "+"), "Inf", "Infinity", 1)
		return result{kind: failure, text: name + " is not a number that JSON has"}
	}
	return resultOf(toJSON(t, value))
}

// notJSON finds a number that JSON does not have in a value.
func notJSON(value ref.Val) (types.Double, bool) {
	switch v := value.(type) {
	case types.Double:
		return v, math.IsNaN(float64(v)) || math.IsInf(float64(v), 0)
	case traits.Lister:
		for it := v.Iterator(); it.HasNext() == types.True; {
			if number, ok := notJSON(it.Next()); ok {
				return number, true
			}
		}
	case traits.Mapper:
		for it := v.Iterator(); it.HasNext() == types.True; {
			if number, ok := notJSON(v.Get(it.Next())); ok {
				return number, true
			}
		}
	}
	return 0, false
}

func toJSON(t fataler, value ref.Val) any {
	converted, err := value.ConvertToNative(reflect.TypeFor[*structpb.Value]())
	if err != nil {
		t.Fatal(err)
	}
	text, err := converted.(*structpb.Value).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var decoded any
	if err := json.Unmarshal(text, &decoded); err != nil {
		t.Fatal(err)
	}
	return decoded
}

// object is an object with declared fields, as protocol messages are for CEL:
// reading a field that is absent gives its type's zero value.
type object struct {
	typ    *types.Type
	fields map[string]ref.Val
	zeros  map[string]ref.Val
}

func newObject(name string, raw map[string]any) *object {
	o := &object{
		typ:    types.NewObjectType(name, traits.FieldTesterType|traits.IndexerType),
		fields: map[string]ref.Val{},
		zeros:  map[string]ref.Val{},
	}
	for _, f := range expr.Fields(name) {
		o.zeros[f.Name] = zero(f.Type)
		if value, ok := raw[f.Name]; ok && value != nil {
			o.fields[f.Name] = fieldValue(f, value)
		}
	}
	return o
}

func zero(t *types.Type) ref.Val {
	switch t.Kind() {
	case types.StringKind:
		return types.String("")
	case types.BoolKind:
		return types.False
	case types.IntKind:
		return types.Int(0)
	case types.ListKind:
		return types.DefaultTypeAdapter.NativeToValue([]any{})
	case types.MapKind:
		return types.DefaultTypeAdapter.NativeToValue(map[string]any{})
	}
	return types.NullValue
}

func fieldValue(f expr.Field, value any) ref.Val {
	switch {
	case f.Name == "identities":
		var identities []any
		for _, item := range value.([]any) {
			identities = append(identities, newObject(expr.IdentityType, item.(map[string]any)))
		}
		return types.DefaultTypeAdapter.NativeToValue(identities)
	case f.Type.Kind() == types.IntKind:
		return types.Int(int64(value.(float64)))
	}
	return types.DefaultTypeAdapter.NativeToValue(withoutNulls(value))
}

// withoutNulls drops the keys of maps that are null: they count as absent.
func withoutNulls(value any) any {
	switch v := value.(type) {
	case map[string]any:
		result := map[string]any{}
		for key, item := range v {
			if item != nil {
				result[key] = withoutNulls(item)
			}
		}
		return result
	case []any:
		result := make([]any, len(v))
		for i, item := range v {
			result[i] = withoutNulls(item)
		}
		return result
	}
	return value
}

func (o *object) Get(index ref.Val) ref.Val {
	name := string(index.(types.String))
	if value, ok := o.fields[name]; ok {
		return value
	}
	return o.zeros[name]
}

func (o *object) IsSet(field ref.Val) ref.Val {
	_, ok := o.fields[string(field.(types.String))]
	return types.Bool(ok)
}

func (o *object) Type() ref.Type { return o.typ }
func (o *object) Value() any     { return o }
func (o *object) Equal(other ref.Val) ref.Val {
	return types.Bool(other == ref.Val(o))
}
func (o *object) ConvertToType(ref.Type) ref.Val { return types.NewErr("no conversion") }
func (o *object) ConvertToNative(reflect.Type) (any, error) {
	return nil, fmt.Errorf("no conversion")
}
