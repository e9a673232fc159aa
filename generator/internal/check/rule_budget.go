package check

// checkBudget refuses a time budget that not even one attempt fits in.
func (c *checker) checkBudget() {
	t := c.mapping.Transport
	if t.Budget.Value < t.Timeout.Value {
		c.report(budgetTooSmall(t.Timeout, t.Budget))
	}
}
