package check

import (
	"time"

	"github.com/scimwright/scimwright/generator/mapping"
)

// checkTime warns of a budget that an event may not get by with. The Action never
// goes over its budget: it fails the delivery, which Auth0 then repeats.
//
// The measure is a slow server that fails once: every request is answered at the
// last moment, and one of them needs all of its retries. That each of them does
// is no reason to warn: such a server is down, and the delivery should fail.
func (c *checker) checkTime() {
	t := c.mapping.Transport
	if c.mapping.Flawed || t.Budget.Value < t.Timeout.Value {
		return
	}
	lookups := len(c.mapping.Match.By)
	if matchesBy(c.mapping, mapping.ByUserName) {
		lookups++ // by the name before the change
	}
	if needed := worstCase(lookups, t); needed > t.Budget.Value {
		c.report(runsOutOfTime(lookups, needed, t))
	}
}

// firstPause is how long an Action waits before its first retry, at most; the
// pause doubles with each further one.
const firstPause = 250 * time.Millisecond

// worstCase is how long an event takes at most. The event types are alike: an
// update and a deletion look the resource up, by each key if need be, and write
// it; a creation writes, and looks up where that conflicts.
func worstCase(lookups int, t mapping.Transport) time.Duration {
	total := time.Duration(lookups+1) * t.Timeout.Value
	for retry := range t.Retries.Value {
		total += firstPause<<retry + t.Timeout.Value
	}
	return total
}
