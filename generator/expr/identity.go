package expr

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
)

// IdentityFunction is one of the functions that mappings have beyond CEL's own,
// for what is often asked of names and addresses. They are declared here alone;
// what they do, each engine says for itself.
type IdentityFunction struct {
	Name      string
	Overloads []IdentityOverload
}

// IdentityOverload is one signature of an [IdentityFunction].
type IdentityOverload struct {
	ID     string // by which whoever evaluates binds it
	Params []*types.Type
	Result *types.Type

	// NonStrict is set where a parameter may fail without the call failing.
	NonStrict bool
}

// CoalesceMax is how many alternatives coalesce takes at most: CEL has no
// functions of any number of parameters, so each number is a signature.
const CoalesceMax = 8

// IdentityFunctions returns the functions, in the order of the reference.
func IdentityFunctions() []IdentityFunction {
	return []IdentityFunction{
		coalesce(),
		ofText("asciiFold"),
		ofText("titleCase"),
		ofText("digits"),
		ofText("emailLocal"),
		ofText("emailDomain"),
	}
}

// coalesce takes alternatives of one type, or of types that only the event tells.
func coalesce() IdentityFunction {
	f := IdentityFunction{Name: "coalesce"}
	item := types.NewTypeParamType("T")
	params := []*types.Type{item}
	for n := 2; n <= CoalesceMax; n++ {
		params = append(params[:n-1:n-1], item)
		f.Overloads = append(f.Overloads, IdentityOverload{
			ID: fmt.Sprintf("coalesce_%d", n), Params: params, Result: item, NonStrict: true,
		})
	}
	return f
}

func ofText(name string) IdentityFunction {
	return IdentityFunction{name, []IdentityOverload{{
		ID: name + "_string", Params: []*types.Type{types.StringType}, Result: types.StringType,
	}}}
}

// identityFunctions declares the functions to the type-checker, which evaluates
// nothing.
func identityFunctions() []cel.EnvOption {
	var options []cel.EnvOption
	for _, f := range IdentityFunctions() {
		var overloads []cel.FunctionOpt
		for _, o := range f.Overloads {
			overloads = append(overloads, cel.Overload(o.ID, o.Params, o.Result))
		}
		options = append(options, cel.Function(f.Name, overloads...))
	}
	return options
}
