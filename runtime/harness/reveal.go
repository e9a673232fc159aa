package harness

import "github.com/dop251/goja"

// reveal makes all members, and the proxy one that lets everything pass.
func (c *class) reveal() {
	if c.parent != "" {
		must(c.target.SetPrototype(c.realm.class(c.parent).prototype))
	}
	c.traps = goja.ProxyTrapConfig{}
	c.revealed = map[string]goja.PropertyDescriptor{}
	if c.name != "" {
		c.revealed["constructor"] = dataDescriptor(c.new(), goja.FLAG_FALSE)
		must(c.define("constructor", c.revealed["constructor"]))
		tag := c.tag()
		must(c.target.DefineAccessorPropertySymbol(goja.SymToStringTag, tag.Getter, nil, tag.Configurable, tag.Enumerable))
	}
	for i, m := range c.members {
		d := c.descriptor(i)
		if !m.unnamed {
			c.revealed[m.name] = d
			must(c.define(m.name, d))
		}
		if m.symbol != nil {
			must(c.target.DefineDataPropertySymbol(m.symbol, d.Value, d.Writable, d.Configurable, goja.FLAG_FALSE))
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

// keys returns all keys of the prototype.
func (c *class) keys() *goja.Object {
	c.reveal()
	var keys, symbols []any
	if c.name != "" {
		keys, symbols = append(keys, "constructor"), append(symbols, goja.SymToStringTag)
	}
	for _, m := range c.members {
		if !m.unnamed {
			keys = append(keys, m.name)
		}
		if m.symbol != nil {
			symbols = append(symbols, m.symbol)
		}
	}
	return c.realm.vm.NewArray(append(keys, symbols...)...)
}

// descriptor returns a member as it is when nobody has changed it.
func (c *class) descriptor(i int) goja.PropertyDescriptor {
	name := c.members[i].name
	if c.members[i].kind == method {
		return dataDescriptor(c.method(i), goja.ToFlag(c.name == ""))
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
	if symbol == goja.SymToStringTag && c.name != "" {
		return c.tag()
	}
	for i, m := range c.members {
		if m.symbol == symbol {
			return dataDescriptor(c.method(i), goja.FLAG_FALSE)
		}
	}
	return goja.PropertyDescriptor{}
}

// tag is what Object.prototype.toString asks for.
func (c *class) tag() goja.PropertyDescriptor {
	tag := c.realm.function("get [Symbol.toStringTag]", func(goja.FunctionCall) goja.Value {
		return c.realm.vm.ToValue(c.name)
	})
	return goja.PropertyDescriptor{Getter: tag, Configurable: goja.FLAG_TRUE, Enumerable: goja.FLAG_FALSE}
}

func dataDescriptor(value goja.Value, enumerable goja.Flag) goja.PropertyDescriptor {
	return goja.PropertyDescriptor{Value: value, Writable: goja.FLAG_TRUE, Configurable: goja.FLAG_TRUE, Enumerable: enumerable}
}
