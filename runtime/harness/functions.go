package harness

import "github.com/dop251/goja"

// functions are what Go does for a host script, by name. goja takes long to
// make a function, so that each is made when it is first asked for; most never
// are.
type functions struct {
	opaque
	realm *realm
	byGo  map[string]func(goja.FunctionCall) goja.Value
	made  map[string]goja.Value
	// Actions see them, so that they need names.
	global bool
}

// functions returns an object for host scripts, with the given functions and
// use, by which a script asks for another module.
func (r *realm) functions(byGo map[string]func(goja.FunctionCall) goja.Value) *goja.Object {
	return r.vm.NewDynamicObject(&functions{realm: r, byGo: byGo, made: map[string]goja.Value{"use": r.use}})
}

// globalFunctions returns a module whose functions are globals.
func (r *realm) globalFunctions(byGo map[string]func(goja.FunctionCall) goja.Value) *goja.Object {
	return r.vm.NewDynamicObject(&functions{realm: r, byGo: byGo, made: map[string]goja.Value{}, global: true})
}

// Get implements [goja.DynamicObject].
func (f *functions) Get(name string) goja.Value {
	if value := f.made[name]; value != nil {
		return value
	}
	byGo := f.byGo[name]
	if byGo == nil {
		return nil
	}
	var value goja.Value
	if f.global {
		value = f.realm.function(name, byGo)
	} else {
		value = f.realm.vm.ToValue(byGo)
	}
	f.made[name] = value
	return value
}

// Has implements [goja.DynamicObject].
func (f *functions) Has(name string) bool { return f.Get(name) != nil }
