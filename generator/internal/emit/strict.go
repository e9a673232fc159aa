package emit

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/ast"
)

// strict is an operation that CEL begins when it has the values of all
// operands: one that is missing counts before one of the wrong type. JavaScript
// would meet the wrong type first where a later operand may be missing.
func (e *expression) strict(operands []ast.Expr, helpers []string, build func([]js) js) js {
	nodes := make([]js, len(operands))
	unknown, outOfOrder := false, false
	for i, operand := range operands {
		nodes[i] = e.node(operand)
		outOfOrder = outOfOrder || unknown && nodes[i].fallible()
		unknown = unknown || e.unknown(operand, helpers[i])
	}
	asserted := make([]js, len(operands))
	if !outOfOrder {
		for i, operand := range operands {
			asserted[i] = e.asserted(operand, nodes[i], helpers[i])
		}
		return build(asserted)
	}
	var params, args []string
	for i, operand := range operands {
		name := fmt.Sprintf("arg%d", i+1)
		params, args = append(params, name), append(args, e.found(nodes[i]).text)
		asserted[i] = e.asserted(operand, primary(name), helpers[i])
	}
	body := build(asserted)
	text := "((" + strings.Join(params, ", ") + ") => " + body.at(precConditional) + ")(" + strings.Join(args, ", ") + ")"
	return js{text: text, precedence: precPrimary, throws: true}
}
