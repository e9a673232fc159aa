package harness

import (
	"slices"

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
	name    string
	members []member
	does    behaviour
	parent  *class // nil: Object

	constructor, prototype *goja.Object
	target                 *goja.Object // of prototype
	instanceOf             *goja.Object // Symbol.hasInstance, once it was needed
	traps                  goja.ProxyTrapConfig
	methods                []*goja.Object // of members, as far as they are made
	revealed               map[string]goja.PropertyDescriptor
}

// member is a property of a prototype.
type member struct {
	name string
	kind memberKind
	// length is how many arguments a method tells that it takes.
	length int
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
	// iterate names the method that is Symbol.iterator as well; "" for none.
	iterate string
}

// newClass makes a class. Its statics are for the caller to add.
func (r *realm) newClass(name string, parent *class, members []member, does behaviour) *class {
	c := &class{realm: r, name: name, members: members, does: does, parent: parent}
	c.target = r.vm.NewObject()
	if parent != nil {
		must(c.target.SetPrototype(parent.prototype))
	}
	c.traps = goja.ProxyTrapConfig{
		Get: func(_ *goja.Object, name string, this goja.Value) goja.Value { return c.get(name, this) },
		GetSym: func(_ *goja.Object, symbol *goja.Symbol, this goja.Value) goja.Value {
			return c.getSymbol(symbol, this)
		},
		Set: func(_ *goja.Object, name string, value, this goja.Value) bool { return c.set(name, value, this) },
		Has: func(_ *goja.Object, name string) bool { return c.get(name, nil) != nil },
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
		HasSym: func(_ *goja.Object, symbol *goja.Symbol) bool { return c.getSymbol(symbol, nil) != nil },
		GetOwnPropertyDescriptorSym: func(_ *goja.Object, symbol *goja.Symbol) goja.PropertyDescriptor {
			return c.symbolDescriptor(symbol)
		},
		PreventExtensions: func(*goja.Object) bool { c.reveal(); return c.seal() },
	}
	c.prototype = r.vm.ToValue(r.vm.NewProxy(c.target, &c.traps)).(*goja.Object)
	c.constructor = c.newConstructor()
	return c
}

// newConstructor returns the constructor. A proxy around it refuses calls
// without new, which goja lets a constructor of Go's pass for one with it.
func (c *class) newConstructor() *goja.Object {
	r := c.realm
	o := r.named(c.name, func(call goja.ConstructorCall) *goja.Object {
		c.does.construct(call)
		return nil
	})
	must(o.DefineDataProperty("prototype", c.prototype, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	if c.parent != nil {
		must(o.SetPrototype(c.parent.constructor))
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
		if c.members[i].name == name {
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
	switch {
	case name == "constructor":
		return c.constructor
	case c.parent != nil && c.parent.traps.Get != nil:
		return c.parent.get(name, this)
	}
	if o, ok := this.(*goja.Object); ok && name == "__proto__" {
		return o.Prototype()
	}
	return c.target.Prototype().Get(name)
}

func (c *class) getSymbol(symbol *goja.Symbol, this goja.Value) goja.Value {
	switch {
	case symbol == goja.SymToStringTag:
		return c.realm.vm.ToValue(c.name)
	case symbol == goja.SymIterator && c.does.iterate != "":
		return c.method(c.index(c.does.iterate))
	case symbol == instanceSymbol:
		return nil
	default:
		return c.target.Prototype().GetSymbol(symbol)
	}
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
	if i < 0 && c.parent != nil && c.parent.traps.Set != nil && this != goja.Value(c.prototype) {
		return c.parent.set(name, value, this)
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

// reveal makes all members, and the proxy one that lets everything pass.
func (c *class) reveal() {
	c.traps = goja.ProxyTrapConfig{}
	c.revealed = map[string]goja.PropertyDescriptor{"constructor": dataDescriptor(c.constructor)}
	must(c.define("constructor", c.revealed["constructor"]))
	for i, m := range c.members {
		d := c.descriptor(i)
		c.revealed[m.name] = d
		must(c.define(m.name, d))
	}
	for _, symbol := range c.symbols() {
		d := c.symbolDescriptor(symbol)
		if d.Getter != nil {
			must(c.target.DefineAccessorPropertySymbol(symbol, d.Getter, nil, d.Configurable, d.Enumerable))
		} else {
			must(c.target.DefineDataPropertySymbol(symbol, d.Value, d.Writable, d.Configurable, d.Enumerable))
		}
	}
}

// define puts a property onto the target.
func (c *class) define(name string, d goja.PropertyDescriptor) error {
	if d.Getter != nil || d.Setter != nil {
		return c.target.DefineAccessorProperty(name, d.Getter, d.Setter, d.Configurable, d.Enumerable)
	}
	return c.target.DefineDataProperty(name, d.Value, d.Writable, d.Configurable, d.Enumerable)
}

func (c *class) seal() bool {
	object := c.realm.vm.Get("Object").ToObject(c.realm.vm)
	_, err := c.realm.callable(object.Get("preventExtensions"))(object, c.target)
	return err == nil
}

func (c *class) symbols() []*goja.Symbol {
	if c.does.iterate == "" {
		return []*goja.Symbol{goja.SymToStringTag}
	}
	return []*goja.Symbol{goja.SymToStringTag, goja.SymIterator}
}

// keys returns all keys of the prototype.
func (c *class) keys() *goja.Object {
	c.reveal()
	keys := []any{"constructor"}
	for _, m := range c.members {
		keys = append(keys, m.name)
	}
	for _, symbol := range c.symbols() {
		keys = append(keys, symbol)
	}
	return c.realm.vm.NewArray(keys...)
}

// descriptor returns a member as it is when nobody has changed it.
func (c *class) descriptor(i int) goja.PropertyDescriptor {
	name := c.members[i].name
	if c.members[i].kind == method {
		return dataDescriptor(c.method(i))
	}
	d := goja.PropertyDescriptor{Configurable: goja.FLAG_TRUE, Enumerable: goja.FLAG_FALSE}
	d.Getter = c.realm.function("get "+name, func(call goja.FunctionCall) goja.Value {
		return c.does.get(call.This, name)
	})
	if c.members[i].kind == accessor {
		d.Setter = c.realm.function("set "+name, func(call goja.FunctionCall) goja.Value {
			c.does.set(call.This, name, call.Argument(0))
			return goja.Undefined()
		})
	}
	return d
}

func (c *class) symbolDescriptor(symbol *goja.Symbol) goja.PropertyDescriptor {
	switch {
	case !slices.Contains(c.symbols(), symbol):
		return goja.PropertyDescriptor{}
	case symbol == goja.SymIterator:
		return dataDescriptor(c.method(c.index(c.does.iterate)))
	}
	tag := c.realm.function("get [Symbol.toStringTag]", func(goja.FunctionCall) goja.Value {
		return c.realm.vm.ToValue(c.name)
	})
	return goja.PropertyDescriptor{Getter: tag, Configurable: goja.FLAG_TRUE, Enumerable: goja.FLAG_FALSE}
}

func dataDescriptor(value goja.Value) goja.PropertyDescriptor {
	return goja.PropertyDescriptor{Value: value, Writable: goja.FLAG_TRUE, Configurable: goja.FLAG_TRUE, Enumerable: goja.FLAG_FALSE}
}
