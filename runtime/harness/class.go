package harness

import (
	"github.com/dop251/goja"
)

// class is a class of host objects that Go implements. To make a class of
// JavaScript takes a dozen allocations for each of its members, in every
// realm, and most are never used. So the prototype of a class is a proxy, which
// acts as if it had the members and makes a function only when one is read. As
// soon as somebody changes the prototype or looks at it closely, the members
// are made for good and the proxy has nothing to do any more.
type class struct {
	realm   *realm
	name    string // "" for a lone object, which has no constructor
	parent  string // the class that it extends; "" for none
	members []member
	does    behaviour
	// statics adds what the constructor has; nil for nothing.
	statics func(c *class)

	prototype *goja.Object
	target    *goja.Object // of prototype
	traps     goja.ProxyTrapConfig

	// What is made when it is needed.
	constructor *goja.Object
	instanceOf  *goja.Object // Symbol.hasInstance of the constructor
	methods     []*goja.Object
	revealed    map[string]goja.PropertyDescriptor
}

// member is a property of a prototype.
type member struct {
	name string
	kind memberKind
	// length is how many arguments a method tells that it takes.
	length int
	// symbol is another key of a method; nil for none.
	symbol *goja.Symbol
	// unnamed has it found by the symbol alone.
	unnamed bool
}

type memberKind uint8

const (
	method   memberKind = iota
	getter              // cannot be assigned
	accessor            // can be
)

// behaviour is what the members of a class do. Each is given the instance, and
// throws what JavaScript is to see.
type behaviour struct {
	construct func(call goja.ConstructorCall)
	get       func(this goja.Value, name string) goja.Value
	set       func(this goja.Value, name string, value goja.Value)
	call      func(name string, call goja.FunctionCall) goja.Value
}

// newClass makes a class, or an object alone, of its description.
func (r *realm) newClass(c *class) *class {
	c.realm, c.target = r, r.vm.NewObject()
	c.traps = goja.ProxyTrapConfig{
		Get:    func(_ *goja.Object, name string, this goja.Value) goja.Value { return c.get(name, this) },
		GetSym: func(_ *goja.Object, symbol *goja.Symbol, _ goja.Value) goja.Value { return c.getSymbol(symbol) },
		Set:    func(_ *goja.Object, name string, value, this goja.Value) bool { return c.set(name, value, this) },
		Has:    func(_ *goja.Object, name string) bool { return c.get(name, nil) != nil },
		GetOwnPropertyDescriptor: func(_ *goja.Object, name string) goja.PropertyDescriptor {
			c.reveal()
			return c.revealed[name]
		},
		DefineProperty: func(_ *goja.Object, name string, d goja.PropertyDescriptor) bool {
			c.reveal()
			return c.define(name, d) == nil
		},
		DeleteProperty: func(_ *goja.Object, name string) bool {
			c.reveal()
			return c.target.Delete(name) == nil
		},
		OwnKeys:        func(*goja.Object) *goja.Object { return c.keys() },
		SetPrototypeOf: func(_, to *goja.Object) bool { c.reveal(); return c.target.SetPrototype(to) == nil },
		// The rest is rare: symbols, and what ends changes.
		HasSym: func(_ *goja.Object, symbol *goja.Symbol) bool { return c.getSymbol(symbol) != nil },
		GetOwnPropertyDescriptorSym: func(_ *goja.Object, symbol *goja.Symbol) goja.PropertyDescriptor {
			return c.symbolDescriptor(symbol)
		},
		PreventExtensions: func(*goja.Object) bool { c.reveal(); return c.seal() },
	}
	if c.parent != "" {
		c.traps.GetPrototypeOf = func(*goja.Object) *goja.Object { return r.class(c.parent).prototype }
	}
	c.prototype = r.vm.ToValue(r.vm.NewProxy(c.target, &c.traps)).(*goja.Object)
	return c
}

// new returns the constructor, nil for an object alone.
func (c *class) new() *goja.Object {
	if c.constructor == nil && c.name != "" {
		c.constructor = c.newConstructor()
		if c.statics != nil {
			c.statics(c)
		}
	}
	return c.constructor
}

// newConstructor returns the constructor without its statics. A proxy around it refuses calls
// without new, which goja lets a constructor of Go's pass for one with it.
func (c *class) newConstructor() *goja.Object {
	r := c.realm
	o := r.named(c.name, func(call goja.ConstructorCall) *goja.Object {
		c.does.construct(call)
		return nil
	})
	must(o.DefineDataProperty("prototype", c.prototype, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	if c.parent != "" {
		must(o.SetPrototype(r.class(c.parent).new()))
	}
	return r.vm.ToValue(r.vm.NewProxy(o, &goja.ProxyTrapConfig{
		// goja does not look for an instance behind a proxy.
		GetSym: func(target *goja.Object, symbol *goja.Symbol, _ goja.Value) goja.Value {
			if symbol == goja.SymHasInstance {
				return c.hasInstance()
			}
			return target.GetSymbol(symbol)
		},
		Apply: func(*goja.Object, goja.Value, []goja.Value) goja.Value {
			panic(r.vm.NewTypeError("Class constructor %s cannot be invoked without 'new'", c.name))
		},
	})).(*goja.Object)
}

// hasInstance returns the function that instanceof calls on the constructor,
// and on those of classes that extend it.
func (c *class) hasInstance() *goja.Object {
	if c.instanceOf == nil {
		c.instanceOf = c.realm.function("[Symbol.hasInstance]", func(call goja.FunctionCall) goja.Value {
			constructor, ok := call.This.(*goja.Object)
			o, isObject := call.Argument(0).(*goja.Object)
			if !ok || !isObject {
				return c.realm.vm.ToValue(false)
			}
			prototype := constructor.Get("prototype")
			for o = o.Prototype(); o != nil; o = o.Prototype() {
				if goja.Value(o) == prototype {
					return c.realm.vm.ToValue(true)
				}
			}
			return c.realm.vm.ToValue(false)
		})
	}
	return c.instanceOf
}

// static adds a function to the constructor.
func (c *class) static(name string, length int, f func(goja.FunctionCall) goja.Value) {
	o := c.realm.function(name, f)
	must(o.DefineDataProperty("length", c.realm.vm.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	must(c.constructor.DefineDataProperty(name, o, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

func (c *class) index(name string) int {
	for i := range c.members {
		if c.members[i].name == name && !c.members[i].unnamed {
			return i
		}
	}
	return -1
}

// get reads a property for this, which inherits from the prototype; nil is for
// one that is not there. A nil this only asks whether it is.
func (c *class) get(name string, this goja.Value) goja.Value {
	if i := c.index(name); i >= 0 {
		if c.members[i].kind == method {
			return c.method(i)
		}
		if this == nil {
			return goja.Undefined()
		}
		return c.does.get(this, name)
	}
	if name == "constructor" && c.name != "" {
		return c.new()
	}
	if parent := c.untouchedParent(); parent != nil {
		return parent.get(name, this)
	}
	if o, ok := this.(*goja.Object); ok && name == "__proto__" {
		return o.Prototype()
	}
	return c.prototype.Prototype().Get(name)
}

// untouchedParent returns the parent if its prototype is not revealed, so that
// what is not found here can be looked for there.
func (c *class) untouchedParent() *class {
	if c.parent == "" {
		return nil
	}
	if parent := c.realm.class(c.parent); parent.revealed == nil {
		return parent
	}
	return nil
}

func (c *class) getSymbol(symbol *goja.Symbol) goja.Value {
	switch symbol {
	case goja.SymToStringTag:
		if c.name != "" {
			return c.realm.vm.ToValue(c.name)
		}
	case instanceSymbol:
		return nil
	}
	for i := range c.members {
		if c.members[i].symbol == symbol {
			return c.method(i)
		}
	}
	return c.prototype.Prototype().GetSymbol(symbol)
}

// method returns the function of a member, made when it is first asked for.
func (c *class) method(i int) *goja.Object {
	if c.methods == nil {
		c.methods = make([]*goja.Object, len(c.members))
	}
	if c.methods[i] == nil {
		m := c.members[i]
		c.methods[i] = c.realm.function(m.name, func(call goja.FunctionCall) goja.Value {
			return c.does.call(m.name, call)
		})
		if m.length > 0 {
			length := c.realm.vm.ToValue(m.length)
			must(c.methods[i].DefineDataProperty("length", length, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		}
	}
	return c.methods[i]
}

// set assigns a property of this that this itself does not have.
func (c *class) set(name string, value, this goja.Value) bool {
	i := c.index(name)
	if parent := c.untouchedParent(); i < 0 && parent != nil && this != goja.Value(c.prototype) {
		return parent.set(name, value, this)
	}
	o, ok := this.(*goja.Object)
	switch {
	case i >= 0 && c.members[i].kind == accessor:
		c.does.set(this, name, value)
		return true
	case !ok || i >= 0 && c.members[i].kind == getter:
		return false
	case name == "__proto__":
		to, _ := value.(*goja.Object)
		return o.SetPrototype(to) == nil
	case o == c.prototype:
		c.reveal()
		return c.target.Set(name, value) == nil
	default:
		return o.DefineDataProperty(name, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE) == nil
	}
}
