package reference

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/decls"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/runtime/action"
)

// Caller calls one of a mapping's own functions, which are JavaScript in either
// engine. Arguments are what package json can write, a map as an [*Object]; the result
// is what it makes of JSON. Nil means that the function gave nothing back.
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
			// CEL would look at one item of a list or map to tell what all of them are, and
			// takes the numbers of JSON for no ints.
			guards := decls.DisableTypeGuards(true)
			if env, err = cel.Function(f.Name, guards, cel.Overload(f.Overload(), f.Params, f.Result, binding))(env); err != nil {
				return nil, err
			}
		}
		return env, nil
	}
}

// maxThrown is how much of what a function throws is told.
const maxThrown = 80

func call(ctx context.Context, f expr.Function, caller Caller, args []ref.Val) ref.Val {
	plain := make([]any, len(args))
	for i, arg := range args {
		if !takes(f.Params[i], arg) {
			return types.MaybeNoSuchOverloadErr(arg)
		}
		converted, err := jsonOf(arg)
		if err != nil {
			return types.WrapErr(err)
		}
		plain[i] = converted
	}
	result, err := caller.Call(ctx, f.Name, plain...)
	if err != nil {
		var thrown *action.Failure
		if errors.As(err, &thrown) {
			return types.NewErr("%s failed: %s", f.Name, cutUnits(thrown.Message, maxThrown))
		}
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

// takes tells whether a parameter takes a value. What is in a list or map is the
// function's to look at.
func takes(param *types.Type, arg ref.Val) bool {
	switch arg.(type) {
	case *types.Err, *types.Unknown:
		return false
	}
	switch param.Kind() {
	case types.DynKind:
		return true
	case types.IntKind, types.DoubleKind:
		return slices.Contains([]ref.Type{types.IntType, types.UintType, types.DoubleType}, arg.Type())
	}
	return arg.Type().TypeName() == param.TypeName()
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
