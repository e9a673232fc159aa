package expr

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
)

// An Action reads only those fields of a profile that the mapping names. An
// object with declared fields is therefore something to select from, and never a
// value: as a whole, it would lack the other fields.

// objects refuses what would send such an object within a map, and what takes its
// type off it. One that is the value of a hole, or an item of it, fits no
// attribute, which the rules of attributes tell.
func (c *compilability) objects(root ast.Expr) {
	if t := unwrapped(c.in.typeOf(root)); t.Kind() == types.MapKind && holds(t, types.StructKind) {
		c.wholeObject(root)
	}
	for _, n := range c.in.objects {
		c.wholeObject(n)
	}
}

// whole refuses operands that would be looked at as a whole.
func (c *compilability) whole(operands []ast.Expr) {
	for _, operand := range operands {
		if t := c.in.typeOf(operand); t.Kind() != types.TypeKind && holds(t, types.StructKind) {
			c.wholeObject(operand)
			return
		}
	}
}

func (c *compilability) wholeObject(n ast.Expr) {
	c.refuse(n, "an object of the profile as a whole is not available in an Action",
		"select the fields that are meant: user.identities[0].connection")
}
