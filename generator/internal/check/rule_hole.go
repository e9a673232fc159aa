package check

import (
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
)

// expression type-checks an expression and returns its static type; false when
// it has errors, which are then reported.
func (c *checker) expression(e *mapping.Expression) (static, bool) {
	checked, problems := c.names.Check(e)
	for _, p := range problems {
		c.report(badExpression(e.At(p.Start, p.End), p))
	}
	if checked == nil {
		c.broken = true
		return static{}, false
	}
	c.table[e] = checked
	c.checkVaries(e, checked)
	c.checkPatterns(e, checked)
	return staticOf(checked.Type), true
}

// checkHole holds the type of an expression against that of the attribute whose
// single value it gives.
func (c *checker) checkHole(s site, v *mapping.Hole) {
	t, ok := c.expression(v.Expression)
	if ok && !t.fits(s.Type) {
		c.report(holeMismatch(v.Expression, s, t))
	}
}

// checkListHole holds the type of an expression against a multi-valued
// attribute, all of whose values it gives.
func (c *checker) checkListHole(s site, v *mapping.Hole) {
	t, ok := c.expression(v.Expression)
	switch {
	case !ok || t.name == typeDyn || t.name == typeNull:
	case t.name != typeList:
		c.report(holeNeedsList(v.Expression, s.path, t))
	case t.element != nil && !t.element.fits(s.Type):
		c.report(itemMismatch(v.Expression, s, *t.element))
	}
}

// checkText checks text with holes: each hole must convert to text, and the
// attribute must take text.
func (c *checker) checkText(s site, v *mapping.Text) {
	for _, part := range v.Parts {
		if part.Expression == nil {
			continue
		}
		t, ok := c.expression(part.Expression)
		if ok && !t.convertsToText() {
			c.report(holeNotText(part.Expression, t))
		}
	}
	switch s.Type {
	case scim.TypeComplex:
		c.report(needsMap(v.Span, s, "text"))
	case scim.TypeBoolean, scim.TypeInteger, scim.TypeDecimal:
		c.report(textMismatch(v.Span, s.path, s.Type))
	}
}
