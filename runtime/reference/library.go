package reference

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/scimwright/scimwright/generator/expr"
)

// Library declares the functions that mappings have beyond CEL's own, and binds
// them.
func Library() cel.EnvOption {
	return func(env *cel.Env) (*cel.Env, error) {
		for _, f := range expr.IdentityFunctions() {
			binding, ok := bindings[f.Name]
			if !ok {
				return nil, fmt.Errorf("the function %s is declared and has no implementation", f.Name)
			}
			var overloads []cel.FunctionOpt
			for _, o := range f.Overloads {
				options := []cel.OverloadOpt{binding}
				if o.NonStrict {
					options = append(options, cel.OverloadIsNonStrict())
				}
				overloads = append(overloads, cel.Overload(o.ID, o.Params, o.Result, options...))
			}
			var err error
			if env, err = cel.Function(f.Name, overloads...)(env); err != nil {
				return nil, err
			}
		}
		return env, nil
	}
}

var bindings = map[string]cel.OverloadOpt{
	"coalesce":    cel.FunctionBinding(coalesce),
	"asciiFold":   ofText(asciiFold),
	"titleCase":   ofText(titleCase),
	"digits":      ofText(digits),
	"emailLocal":  ofAddress(emailLocal),
	"emailDomain": ofAddress(emailDomain),
}

func ofText(f func(string) string) cel.OverloadOpt {
	return cel.UnaryBinding(func(arg ref.Val) ref.Val {
		return types.String(f(string(arg.(types.String))))
	})
}

// ofAddress binds a function that texts have no value of which are no addresses.
func ofAddress(f func(string) (string, bool)) cel.OverloadOpt {
	return cel.UnaryBinding(func(arg ref.Val) ref.Val {
		part, ok := f(string(arg.(types.String)))
		if !ok {
			return types.NewErr("no such key: the text is no e-mail address")
		}
		return types.String(part)
	})
}
