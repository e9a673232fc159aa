package conformance_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// verdict is what becomes of a test before anything runs: a case for the engines,
// or the refusal.
type verdict struct {
	specified
	checked *expr.Checked
	params  []string // variables that the expression may read
	args    []string // what they hold, in JavaScript
	want    string   // the value that is to come of it, in JavaScript; "" for an error
	refusal string   // what the check says; "" where it says nothing
	reason  *reason  // of the refusal
	differs bool     // cel-go makes something else of it than the specification
}

// judge compiles a test as far as it goes.
func judge(t *testing.T, test specified) verdict {
	t.Helper()
	v := verdict{specified: test}
	switch {
	case test.GetDisableMacros():
		v.refusal = "the test turns macros off"
		return v
	case test.GetUnknown() != nil || test.GetAnyUnknowns() != nil:
		v.refusal = "the test wants an unknown"
		return v
	}
	variables, refusal := v.variables(t)
	if refusal != "" {
		v.refusal = refusal
		return v
	}
	functions, refusal := v.functions(t)
	if refusal != "" {
		v.refusal = refusal
		return v
	}
	env, err := expr.NewEnvironment(expr.Declarations{Variables: variables, Functions: functions})
	if err != nil {
		t.Fatalf("%s: %v", test, err)
	}
	var problems []expr.Problem
	if v.checked, problems = env.Check(&mapping.Expression{Source: test.GetExpr()}); len(problems) > 0 {
		v.refusal = problems[0].Summary
		return v
	}
	v.refusal = v.expect(t)
	return v
}

// variables are those that the test declares, and those that it binds without:
// the type of these is unknown. What they hold is noted.
func (v *verdict) variables(t *testing.T) (fields []expr.Field, refusal string) {
	t.Helper()
	for _, declared := range v.GetTypeEnv() {
		if declared.GetIdent() == nil {
			continue
		}
		typ, err := types.ProtoAsType(declared.GetIdent().GetType())
		if err != nil {
			t.Fatalf("%s: %v", v, err)
		}
		fields = append(fields, expr.Field{Name: declared.GetName(), Type: typ})
	}
	for _, name := range slices.Sorted(maps.Keys(v.GetBindings())) {
		if !slices.ContainsFunc(fields, func(f expr.Field) bool { return f.Name == name }) {
			fields = append(fields, expr.Field{Name: name, Type: types.DynType})
		}
	}
	for _, f := range fields {
		if refusal := v.bind(f); refusal != "" {
			return nil, refusal
		}
	}
	return fields, ""
}

// functions are those that the test declares. None is ever called.
func (v *verdict) functions(t *testing.T) (functions []expr.Function, refusal string) {
	t.Helper()
	for _, declared := range v.GetTypeEnv() {
		for _, overload := range declared.GetFunction().GetOverloads() {
			f := expr.Function{Name: declared.GetName()}
			for _, of := range append(overload.GetParams(), overload.GetResultType()) {
				typ, err := types.ProtoAsType(of)
				if err != nil {
					t.Fatalf("%s: %v", v, err)
				}
				if typ.Kind() == types.OpaqueKind {
					return nil, "the test declares a function of the type " + typ.TypeName()
				}
				f.Params = append(f.Params, typ)
			}
			f.Params, f.Result = f.Params[:len(f.Params)-1], f.Params[len(f.Params)-1]
			functions = append(functions, f)
		}
	}
	return functions, ""
}

// bind notes what a variable holds, if it is bound.
func (v *verdict) bind(f expr.Field) (refusal string) {
	if t := foreign(f.Type); t != "" {
		return "the test declares a variable of type " + t
	}
	if container := v.GetContainer(); container != "" && strings.HasPrefix(f.Name, container+".") {
		return "the test looks for variables in a container"
	}
	bound, ok := v.GetBindings()[f.Name]
	if !ok {
		return ""
	}
	text, err := javaScript(bound.GetValue())
	if err != nil {
		return "the test binds " + err.Error()
	}
	v.params = append(v.params, f.Name)
	v.args = append(v.args, text)
	return ""
}

// foreign is the part of a variable's type that no JSON has; "" where there is
// none.
func foreign(t *types.Type) string {
	switch t.Kind() {
	case types.StructKind, types.BytesKind, types.DurationKind, types.AnyKind:
		return t.TypeName()
	case types.MapKind:
		if key := t.Parameters()[0].Kind(); key != types.StringKind && key != types.DynKind {
			return t.String()
		}
	}
	for _, p := range t.Parameters() {
		if part := foreign(p); part != "" {
			return part
		}
	}
	return ""
}

// expect notes the value that the specification wants. The type is held to it
// here, for JavaScript has one type of number.
func (v *verdict) expect(t *testing.T) (refusal string) {
	want := v.GetValue()
	if typed := v.GetTypedResult(); typed != nil {
		want = typed.GetResult()
		deduced, err := types.ProtoAsType(typed.GetDeducedType())
		if err != nil {
			t.Fatalf("%s: %v", v, err)
		}
		if got := v.checked.AST.GetType(v.checked.AST.Expr().ID()); got.String() != deduced.String() {
			t.Errorf("%s: %s is of type %s, not %s", v, v.GetExpr(), got, deduced)
		}
	}
	switch {
	case v.wantsError() || v.GetCheckOnly():
		return ""
	case want == nil:
		v.want = "true"
		return ""
	}
	text, err := javaScript(want)
	if err != nil {
		return "the test wants " + err.Error()
	}
	if v.want = text; !fits(v.checked.Type, want) {
		t.Errorf("%s: %s is of type %s, and is to be %v", v, v.GetExpr(), v.checked.Type, want)
	}
	return ""
}

func (v verdict) wantsError() bool { return v.GetEvalError() != nil || v.GetAnyEvalErrors() != nil }

// comment is what the engines say of the test when it fails.
func (v verdict) comment() string {
	if v.want == "" {
		return fmt.Sprintf("%s (%s) is to fail", v.GetExpr(), strings.Join(v.args, ", "))
	}
	return fmt.Sprintf("%s (%s) is to be %s", v.GetExpr(), strings.Join(v.args, ", "), v.want)
}
