package action

import (
	"sync"
	"time"
)

// Epoch is where a virtual clock starts unless told otherwise. A fixed moment
// makes two runs of the same event byte for byte alike.
var Epoch = time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC)

// Clock tells the time to an engine and to whatever has to agree with it, such
// as a server that stamps its resources. A virtual clock stands still until it
// is advanced: a run full of time-outs then takes no time at all and always
// takes the same path. A Clock is safe for concurrent use.
type Clock struct {
	virtual bool

	mu  sync.Mutex
	now time.Time // of a virtual clock
}

// RealClock returns the clock on the wall.
func RealClock() *Clock { return &Clock{} }

// VirtualClock returns a clock that stands at start, or at [Epoch] when start
// is the zero time.
func VirtualClock(start time.Time) *Clock {
	if start.IsZero() {
		start = Epoch
	}
	return &Clock{virtual: true, now: start}
}

// Virtual tells whether the clock moves only when it is advanced.
func (c *Clock) Virtual() bool { return c.virtual }

// Now returns the clock's time.
func (c *Clock) Now() time.Time {
	if !c.virtual {
		return time.Now()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves a virtual clock forward by d. It does nothing when d is not
// positive, or on a real clock, which cannot be moved.
func (c *Clock) Advance(d time.Duration) {
	if !c.virtual || d <= 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
