package reference

import (
	"context"
	"fmt"
	"math"
	"reflect"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/scimwright/scimwright/generator/expr"
)

// Caller calls one of a mapping's own functions, which are JavaScript in either
// engine. Arguments and result are what package json makes of JSON; nil means
// that the function gave nothing back.
type Caller interface {
	Call(ctx context.Context, name string, args ...any) (any, error)
}

// Functions declares the functions of a mapping's own, and binds them to what
// calls them. A function that gives nothing back fails as a missing key does; one
// that gives what is not of its declared type fails.
func Functions(ctx context.Context, functions []expr.Function, caller Caller) cel.EnvOption {
	return func(env *cel.Env) (*cel.Env, error) {
		for _, f := range functions {
			binding := cel.FunctionBinding(func(args ...ref.Val) ref.Val { return call(ctx, f, caller, args) })
			var err error
			if env, err = cel.Function(f.Name, cel.Overload(f.Overload(), f.Params, f.Result, binding))(env); err != nil {
				return nil, err
			}
		}
		return env, nil
	}
}

func call(ctx context.Context, f expr.Function, caller Caller, args []ref.Val) ref.Val {
	plain := make([]any, len(args))
	for i, arg := range args {
		converted, err := arg.ConvertToNative(reflect.TypeFor[*structpb.Value]())
		if err != nil {
			return types.NewErr("%s: %v", f.Name, err)
		}
		plain[i] = converted.(*structpb.Value).AsInterface()
	}
	result, err := caller.Call(ctx, f.Name, plain...)
	if err != nil {
		return types.NewErr("%s failed: %v", f.Name, err)
	}
	if result == nil {
		return types.NewErr("no such key: %s gives nothing", f.Name)
	}
	value, err := valueOf(f.Result, result)
	if err != nil {
		return types.NewErr("%s returned %v", f.Name, err)
	}
	return value
}

// valueOf is what a function gave back, as a value of the type that the mapping
// declares for it. The numbers of JSON are doubles unless it declares ints.
func valueOf(t *types.Type, value any) (ref.Val, error) {
	switch v := value.(type) {
	case string:
		if t.Kind() == types.StringKind {
			return types.String(v), nil
		}
	case bool:
		if t.Kind() == types.BoolKind {
			return types.Bool(v), nil
		}
	case float64:
		switch {
		case t.Kind() == types.DoubleKind:
			return types.Double(v), nil
		case t.Kind() == types.IntKind && v == math.Trunc(v) && math.Abs(v) <= maxExact:
			return types.Int(int64(v)), nil
		}
	case []any:
		if t.Kind() == types.ListKind {
			return listOf(t.Parameters()[0], v)
		}
	case map[string]any:
		if t.Kind() == types.MapKind {
			return mapOf(t.Parameters()[1], v)
		}
	}
	if t.Kind() == types.DynKind {
		return types.DefaultTypeAdapter.NativeToValue(value), nil
	}
	return nil, fmt.Errorf("%T, not %s", value, t)
}

func listOf(item *types.Type, list []any) (ref.Val, error) {
	values := make([]ref.Val, len(list))
	for i, one := range list {
		value, err := valueOf(item, one)
		if err != nil {
			return nil, err
		}
		values[i] = value
	}
	return types.DefaultTypeAdapter.NativeToValue(values), nil
}

func mapOf(item *types.Type, entries map[string]any) (ref.Val, error) {
	values := make(map[string]ref.Val, len(entries))
	for key, one := range entries {
		value, err := valueOf(item, one)
		if err != nil {
			return nil, err
		}
		values[key] = value
	}
	return types.DefaultTypeAdapter.NativeToValue(values), nil
}
