package reference

import (
	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"
)

// maxExact is the greatest integer that a JavaScript number tells from the next.
const maxExact = 1<<53 - 1

// ActionValues has an evaluation give values as an Action has them. It fails
// with "integer overflow", or "unsigned integer overflow", where an operation, a conversion or a literal gives an
// integer beyond ±(2^53-1); what absorbs an error absorbs this one. A timestamp
// is an instant, and its text is in UTC, whatever offset it was read with.
func ActionValues() cel.ProgramOption {
	return cel.CustomDecoratorV2(func(node interpreter.InterpretableV2) (interpreter.InterpretableV2, error) {
		switch node := node.(type) {
		case interpreter.InterpretableConst:
			if bounded := bound(node.ID(), node.Value()); types.IsError(bounded) {
				return exact{node}, nil
			}
		case interpreter.InterpretableCall:
			return exact{node}, nil
		}
		// All others pass on values of these, or make a bool, a list or a map.
		return node, nil
	})
}

// exact is a node whose integers are bounded. It deliberately shows no more of
// the node than how to evaluate it: a planner that saw a constant or a call
// would fold it, and the failure would be one of the plan, which nothing absorbs.
type exact struct{ interpreter.InterpretableV2 }

// Exec implements interpreter.InterpretableV2.
func (e exact) Exec(frame *interpreter.ExecutionFrame) ref.Val {
	return bound(e.ID(), e.InterpretableV2.Exec(frame))
}

// Eval implements interpreter.Interpretable.
func (e exact) Eval(activation interpreter.Activation) ref.Val {
	return interpreter.EvalActivation(activation, e.Exec)
}

// bound returns the value as an Action has it, or the error of an integer that
// is not exact.
func bound(id int64, value ref.Val) ref.Val {
	switch v := value.(type) {
	case types.Int:
		if v < -maxExact || v > maxExact {
			return types.NewErrWithNodeID(id, "integer overflow")
		}
	case types.Uint:
		if v > maxExact {
			return types.NewErrWithNodeID(id, "unsigned integer overflow")
		}
	case types.Timestamp:
		return types.Timestamp{Time: v.UTC()}
	}
	return value
}
