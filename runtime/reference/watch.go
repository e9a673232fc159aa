package reference

import (
	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"

	"github.com/scimwright/scimwright/generator/expr"
)

// watch has the evaluation of an expression note what its parts come to. Literals are
// left alone: they are always the same, and the planner looks at them.
func (o *observed) watch(checked *expr.Checked) cel.ProgramOption {
	indices := indicesOf(checked)
	return cel.CustomDecoratorV2(func(node interpreter.InterpretableV2) (interpreter.InterpretableV2, error) {
		switch node := node.(type) {
		case interpreter.InterpretableConst:
			return node, nil
		case interpreter.InterpretableAttribute:
			return &watchedAttribute{node, node.ID(), indices, o}, nil
		}
		return watched{node, o}, nil
	})
}

// indices are the nodes of a[b] where b is an attribute, by the node that cel-go knows
// such a selection by: that of the last link of b. The planner meets the inner ones first.
type indices map[int64][]int64

func indicesOf(checked *expr.Checked) indices {
	found := indices{}
	expr.Walk(checked.AST.Expr(), func(e ast.Expr) {
		if key := keyOf(e); key != nil {
			last := key
			for keyOf(last) != nil {
				last = keyOf(last)
			}
			// Outer ones are walked first.
			found[last.ID()] = append([]int64{e.ID()}, found[last.ID()]...)
		}
	})
	return found
}

// keyOf is what an expression selects by, where it is an index that is not written out.
func keyOf(e ast.Expr) ast.Expr {
	if e.Kind() != ast.CallKind {
		return nil
	}
	call := e.AsCall()
	if name := call.FunctionName(); name != operators.Index && name != operators.OptIndex {
		return nil
	}
	if key := call.Args()[1]; key.Kind() != ast.LiteralKind {
		return key
	}
	return nil
}

// take takes the innermost of the nodes that are left.
func (i indices) take(last int64) int64 {
	nodes := i[last]
	if len(nodes) == 0 {
		return last
	}
	i[last] = nodes[1:]
	return nodes[0]
}

// watched shows no more of a node than how to evaluate it, so that whatever is made of
// it goes through Exec.
type watched struct {
	interpreter.InterpretableV2
	observed *observed
}

// Exec implements interpreter.InterpretableV2.
func (w watched) Exec(frame *interpreter.ExecutionFrame) ref.Val {
	value := w.InterpretableV2.Exec(frame)
	w.observed.note(w.ID(), value)
	return value
}

// Eval implements interpreter.Interpretable.
func (w watched) Eval(activation interpreter.Activation) ref.Val {
	return interpreter.EvalActivation(activation, w.Exec)
}

// watchedAttribute is a variable with the selections from it, which the planner adds
// one after the other.
type watchedAttribute struct {
	interpreter.InterpretableAttribute
	node     int64 // of the expression so far
	indices  indices
	observed *observed
}

// AddQualifier implements interpreter.InterpretableAttribute.
func (w *watchedAttribute) AddQualifier(q interpreter.Qualifier) (interpreter.Attribute, error) {
	w.node = q.ID()
	key, isKey := q.(*watchedAttribute)
	if isKey {
		w.node = w.indices.take(q.ID())
	}
	look := watchedQualifier{Qualifier: q, node: w.node, observed: w.observed, adapter: w.Adapter()}
	// What kind of qualifier it is says how it is used.
	switch q := q.(type) {
	case interpreter.ConstantQualifier:
		_, err := w.InterpretableAttribute.AddQualifier(constantQualifier{look, q})
		return w, err
	case interpreter.Attribute:
		if isKey {
			q = key.InterpretableAttribute // which knows whether it is optional
			look.Qualifier, look.key = q, key
		}
		_, err := w.InterpretableAttribute.AddQualifier(attributeQualifier{look, q})
		return w, err
	}
	_, err := w.InterpretableAttribute.AddQualifier(look)
	return w, err
}

// Exec implements interpreter.InterpretableV2.
func (w *watchedAttribute) Exec(frame *interpreter.ExecutionFrame) ref.Val {
	value := w.InterpretableAttribute.Exec(frame)
	w.observed.note(w.node, value)
	return value
}

// Eval implements interpreter.Interpretable.
func (w *watchedAttribute) Eval(activation interpreter.Activation) ref.Val {
	return interpreter.EvalActivation(activation, w.Exec)
}

// watchedQualifier is one selection.
type watchedQualifier struct {
	interpreter.Qualifier
	node     int64
	observed *observed
	adapter  types.Adapter
	key      *watchedAttribute // what it selects by; nil where that is written out
}

// noteKey notes what a selection is by.
func (w *watchedQualifier) noteKey(vars interpreter.Activation) {
	if w.key == nil {
		return
	}
	value, err := w.key.Resolve(vars)
	if err != nil {
		w.observed.note(w.key.node, types.WrapErr(err))
		return
	}
	w.observed.note(w.key.node, w.adapter.NativeToValue(value))
}

// Qualify implements interpreter.Qualifier.
func (w watchedQualifier) Qualify(vars interpreter.Activation, object any) (any, error) {
	w.noteKey(vars)
	value, err := w.Qualifier.Qualify(vars, object)
	if err != nil {
		w.observed.note(w.node, types.WrapErr(err))
		return value, err
	}
	w.observed.note(w.node, w.adapter.NativeToValue(value))
	return value, nil
}

// QualifyIfPresent implements interpreter.Qualifier.
func (w watchedQualifier) QualifyIfPresent(vars interpreter.Activation, object any, presenceOnly bool) (any, bool, error) {
	w.noteKey(vars)
	value, present, err := w.Qualifier.QualifyIfPresent(vars, object, presenceOnly)
	switch {
	case err != nil:
		w.observed.note(w.node, types.WrapErr(err))
	case presenceOnly:
		w.observed.note(w.node, types.Bool(present))
	case present:
		w.observed.note(w.node, w.adapter.NativeToValue(value))
	}
	return value, present, err
}

// constantQualifier selects by a name or index that is written out.
type constantQualifier struct {
	watchedQualifier
	constant interpreter.ConstantQualifier
}

// Value implements interpreter.ConstantQualifier.
func (q constantQualifier) Value() ref.Val { return q.constant.Value() }

// attributeQualifier selects by what the profile says.
type attributeQualifier struct {
	watchedQualifier
	attribute interpreter.Attribute
}

// AddQualifier implements interpreter.Attribute.
func (q attributeQualifier) AddQualifier(more interpreter.Qualifier) (interpreter.Attribute, error) {
	return q.attribute.AddQualifier(more)
}

// Resolve implements interpreter.Attribute.
func (q attributeQualifier) Resolve(vars interpreter.Activation) (any, error) {
	return q.attribute.Resolve(vars)
}
