package check

import (
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// checkPatterns warns of patterns that a long text can keep an Action with until
// its time is over.
func (c *checker) checkPatterns(e *mapping.Expression, checked *expr.Checked) {
	for _, p := range checked.SlowPatterns() {
		c.report(slowPattern(e.At(p.Start, p.End), p))
	}
}
