package check

// checkScope holds the type of the scope's condition against bool. One that only
// the event can tell is looked at when the event is there.
func (c *checker) checkScope() {
	s := c.mapping.Scope
	if s.When == nil {
		return
	}
	if t, ok := c.expression(s.When); ok && t.name != typeBool && t.name != typeDyn {
		c.report(conditionNotBool(s.When, t))
	}
}
