package fuzz

// choices are the numbers that a case is drawn by. Those that are given come first; the
// rest are by chance, or zero where there is none.
type choices struct {
	given  []uint16
	made   []uint16 // all that were asked for
	random interface{ IntN(n int) int }
}

// below draws a number from 0 to n-1.
func (c *choices) below(n int) int {
	var made int
	switch at := len(c.made); {
	case at < len(c.given):
		made = int(c.given[at]) % n
	case c.random != nil:
		made = c.random.IntN(n)
	}
	c.made = append(c.made, uint16(made))
	return made
}

// once tells whether something that happens once in n times does. Where nothing is left
// to choose, it does not.
func (c *choices) once(n int) bool { return c.below(n) == n-1 && n > 1 }

// times draws how often something is done: most times seldom.
func (c *choices) times(most int) int {
	n := c.below(most + 1)
	if n > 1 && c.below(2) == 0 {
		n = 1 + c.below(n)
	}
	return n
}

// of draws one of some values, the first of which is the simplest.
func of[T any](c *choices, values ...T) T { return values[c.below(len(values))] }
