package harness

import "github.com/dop251/goja"

// instanceSymbol is the key under which an instance of a [class] holds what Go
// knows of it. Reflect.ownKeys shows it, as it shows those of Node's classes.
var instanceSymbol = goja.NewSymbol("state")

// instance is what Go knows of an object.
type instance struct {
	opaque
	owner *goja.Object // another object that inherits from it is no instance
	state any
}

// keep makes o an instance with that state.
func (r *realm) keep(o *goja.Object, state any) {
	handle := r.vm.NewDynamicObject(&instance{owner: o, state: state})
	must(o.DefineDataPropertySymbol(instanceSymbol, handle, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
}

// instantiate makes an instance of c with that state.
func (c *class) instantiate(state any) *goja.Object {
	o := c.realm.vm.CreateObject(c.prototype)
	c.realm.keep(o, state)
	return o
}

// stateOf returns the state of v if it is an instance with one of that type.
func stateOf[T any](v goja.Value) (T, bool) {
	var none T
	o, ok := v.(*goja.Object)
	if !ok {
		return none, false
	}
	handle, ok := o.GetSymbol(instanceSymbol).(*goja.Object)
	if !ok {
		return none, false
	}
	of, ok := handle.Export().(*instance)
	if !ok || of.owner != o {
		return none, false
	}
	state, ok := of.state.(T)
	return state, ok
}

// mustState is stateOf for what a method is called on. It throws what Node
// throws when that is no instance of the class.
func mustState[T any](r *realm, this goja.Value) T {
	state, ok := stateOf[T](this)
	if !ok {
		panic(r.codedTypeError("ERR_INVALID_THIS", "Illegal invocation"))
	}
	return state
}

// text returns a value as JavaScript turns it into a string.
func (r *realm) text(v goja.Value) string {
	if _, symbol := v.(*goja.Symbol); symbol {
		panic(r.vm.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	return v.String()
}
