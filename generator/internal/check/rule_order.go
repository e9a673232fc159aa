package check

import (
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
)

// checkOrder asks that the attribute which tells how far a resource is be mapped:
// what is never written cannot be compared.
func (c *checker) checkOrder() {
	order := c.mapping.Update.Order
	if order.Value == "" || c.mapping.User == nil {
		return
	}
	o := c.mapping.User
	path := mapping.SplitPath(order.Value)
	for i, name := range path {
		a := attributeInAnyCase(o, name)
		if a == nil {
			c.report(orderNotMapped(order))
			return
		}
		inner, isObject := a.Value.(*mapping.Object)
		if last := i == len(path)-1; last {
			if _, ok := a.Value.(*mapping.Hole); !ok {
				c.report(orderNoTime(a.Value.Place(), order.Value))
			}
			return
		}
		if !isObject {
			return // told elsewhere: an extension is a map
		}
		o = inner
	}
}

func attributeInAnyCase(o *mapping.Object, name string) *mapping.Attribute {
	for _, a := range o.Attributes {
		if scim.Fold(a.Name.Value) == scim.Fold(name) {
			return a
		}
	}
	return nil
}
