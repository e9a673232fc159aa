package expr

import (
	"fmt"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
)

func (c *compilability) optional(e ast.Expr) bool { return IsOptional(c.in.typeOf(e)) }

// noOptionals refuses optionals as plain values: JavaScript has one undefined.
func (c *compilability) noOptionals(values []ast.Expr, except []int32) {
	excepted := map[int32]bool{}
	for _, i := range except {
		excepted[i] = true
	}
	for i, v := range values {
		t := c.in.typeOf(v)
		if excepted[int32(i)] {
			t = unwrapped(t)
		}
		if holds(t, types.OpaqueKind) {
			c.refuse(v, "an optional inside another value is not available in an Action", "take the value out of it with .orValue(…), or ask .hasValue()")
		}
	}
}

// wantOptional refuses an operand that is no optional for certain, which the
// type-checker lets pass where its type is unknown.
func (c *compilability) wantOptional(operand ast.Expr, function string) {
	if !c.optional(operand) {
		c.refuse(operand, fmt.Sprintf("`%s` works on an optional, which this is not", function),
			"write .? before the field: user.user_metadata.?phone.orValue(\"\")")
	}
}
