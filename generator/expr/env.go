package expr

import (
	"fmt"
	"maps"
	"sync"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/ext"
	"cel.dev/cel-go/parser"
)

// Limits of one expression. They bound the work that a hostile mapping can ask
// for, and are far above what a mapping needs.
const (
	maxCodePoints = 10_000
	maxDepth      = 100
)

// Declarations are what a mapping adds to the names that its expressions may use.
type Declarations struct {
	Tables    []Field    // fields of the variable `tables`
	Functions []Function // functions of the mapping's own
	Variables []Field    // further variables
}

// Function is the signature of a function that a mapping brings along.
type Function struct {
	Name   string
	Params []*types.Type
	Result *types.Type
}

// Overload is the name by which whoever evaluates binds the function.
func (f Function) Overload() string { return "mapping_" + f.Name }

// Environment is what expressions may name. It is immutable and safe for
// concurrent use.
type Environment struct {
	cel       *cel.Env
	variables []Field
	objects   map[string][]Field  // declared fields, by object type
	functions map[string]Function // the mapping's own
}

// standard is what every mapping has. It is made once, on first use: it costs
// more to make than an expression costs to check.
var standard = sync.OnceValue(func() *Environment {
	env := &Environment{variables: variables, objects: objects}
	options := []cel.EnvOption{
		cel.CustomTypeProvider(env.provider()),
		cel.StdLib(),
		ext.Strings(ext.StringsVersion(4)),
		ext.Lists(ext.ListsVersion(2)),
		cel.OptionalTypes(cel.OptionalTypesVersion(2)),
		// A macro that does not compile is then an ordinary call, which is
		// refused by its name.
		cel.ClearMacros(),
		cel.Macros(cel.StandardMacros...),
		cel.Macros(parser.ExistsOneMacroNew), // which the standard ones leave out
		optionalMacros(),
		ext.Bindings(ext.BindingsVersion(0)),
		cel.ParserExpressionSizeLimit(maxCodePoints),
		cel.ParserRecursionLimit(maxDepth),
	}
	for _, v := range variables {
		options = append(options, cel.Variable(v.Name, v.Type))
	}
	options = append(options, identityFunctions()...)
	made, err := cel.NewCustomEnv(options...)
	if err != nil {
		panic(fmt.Sprintf("expr: the CEL environment cannot be made: %v", err))
	}
	env.cel = made
	return env
})

// NewEnvironment returns the environment of a mapping that declares something
// of its own. An error means that two declarations go by one name, or that a
// name is none in CEL.
func NewEnvironment(d Declarations) (*Environment, error) {
	base := standard()
	if len(d.Tables)+len(d.Functions)+len(d.Variables) == 0 {
		return base, nil
	}
	env := &Environment{objects: maps.Clone(objects), functions: map[string]Function{}}
	env.variables = append(env.variables, variables...)
	if len(d.Tables) > 0 {
		env.objects[TablesType] = d.Tables
		env.variables = append(env.variables, Field{"tables", types.NewObjectType(TablesType)})
	}
	env.variables = append(env.variables, d.Variables...)
	options := []cel.EnvOption{cel.CustomTypeProvider(env.provider())}
	for _, v := range env.variables[len(variables):] {
		options = append(options, cel.Variable(v.Name, v.Type))
	}
	for _, f := range d.Functions {
		env.functions[f.Name] = f
		options = append(options, cel.Function(f.Name, cel.Overload(f.Overload(), f.Params, f.Result)))
	}
	made, err := base.cel.Extend(options...)
	if err != nil {
		return nil, fmt.Errorf("the declarations of the mapping do not fit together: %w", err)
	}
	env.cel = made
	return env, nil
}

// provider tells the type-checker of the objects.
func (env *Environment) provider() provider {
	registry, err := types.NewRegistry()
	if err != nil {
		panic(fmt.Sprintf("expr: an empty registry cannot be made: %v", err))
	}
	return provider{registry, env.objects}
}

// field is a declared field of an object type.
func (env *Environment) field(objectType, name string) (Field, bool) {
	for _, f := range env.objects[objectType] {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

func (env *Environment) variable(name string) (Field, bool) {
	for _, v := range env.variables {
		if v.Name == name {
			return v, true
		}
	}
	return Field{}, false
}

// isDeclared tells whether a function is one of the mapping's own.
func (env *Environment) isDeclared(function string) bool {
	_, ok := env.functions[function]
	return ok
}
