package check

import (
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// checkVaries warns of an expression that need not be one: it never comes to a
// value, or always to the same.
func (c *checker) checkVaries(e *mapping.Expression, checked *expr.Checked) {
	switch {
	case checked.IsNeverAValue():
		c.report(neverAValue(e.Span))
	case checked.IsConstant():
		c.report(constantExpression(e, checked.Literal()))
	}
}
