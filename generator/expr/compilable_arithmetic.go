package expr

import (
	"fmt"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// arithmetic refuses an operator on operands for which there is no overload for
// certain, and on those of which JavaScript could not tell which one is meant.
func (c *compilability) arithmetic(e ast.Expr, operands []ast.Expr) {
	function := e.AsCall().FunctionName()
	symbol := spelling(function)
	unknown := false
	for _, operand := range operands {
		if c.in.kind(operand) == types.DynKind {
			unknown = true
			c.unambiguous(operand, function)
		}
	}
	for _, operand := range operands {
		switch c.in.kind(operand) {
		case types.IntKind, types.UintKind:
			if unknown {
				c.refuse(e, fmt.Sprintf("`%s` of an int and a number of metadata never works: numbers of metadata are doubles", symbol),
					"write the number as 1.0, or convert the other one by int(…)")
				return
			}
		case types.TimestampKind:
			c.refuse(e, fmt.Sprintf("`%s` on timestamps is not available in an Action", symbol), "timestamps can be compared: timestamp(user.created_at) < timestamp(\"2026-01-01T00:00:00Z\")")
			return
		}
	}
	if function == operators.Modulo && unknown {
		c.refuse(e, "`%` takes ints, which numbers of metadata never are", "convert them: int(user.user_metadata.n) % 2")
	}
}

// getters are the parts of a timestamp.
var getters = map[string]bool{
	"getDate": true, "getDayOfMonth": true, "getDayOfWeek": true, "getDayOfYear": true, "getFullYear": true,
	"getHours": true, "getMilliseconds": true, "getMinutes": true, "getMonth": true, "getSeconds": true,
}

// zone refuses time zones that only a database knows, which JavaScript engines
// need not have.
func (c *compilability) zone(operands []ast.Expr) {
	if len(operands) < 2 {
		return
	}
	const help = `write "UTC" or a fixed offset, such as "+02:00"`
	name, ok := Text(operands[1])
	if !ok {
		c.refuse(operands[1], "a time zone has to be constant text", help)
	} else if _, ok := ZoneOffset(name); !ok {
		c.refuse(operands[1], fmt.Sprintf("the time zone %q is not available in an Action", name), help)
	}
}

// Text is the value of a text literal; false for any other expression.
func Text(n ast.Expr) (string, bool) {
	if n.Kind() != ast.LiteralKind {
		return "", false
	}
	s, ok := n.AsLiteral().Value().(string)
	return s, ok
}
