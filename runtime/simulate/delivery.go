package simulate

import (
	"cmp"
	"container/heap"
	"context"
	"math/rand/v2"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// retries are Auth0's: how long after a delivery that failed the next one comes.
// When the last of them fails too, the event is a dead letter.
var retries = []time.Duration{time.Second, 2 * time.Second, 4 * time.Second}

// delivery is an event on its way to the Action: the first of it, or a second one.
type delivery struct {
	occurrence *occurrence
	due        time.Time
	sequence   int // breaks ties
	attempts   int // made so far
	failure    string
}

// courier delivers events as an event stream does: at least once, in no order,
// again after a failure, one after the other.
type courier struct {
	options Options
	random  *rand.Rand
	clock   *action.Clock
	engine  action.Engine
	watch   *watcher
	secrets map[string]string
	queue   deliveryQueue
	dead    []*delivery
	report  *Report
	count   int
}

// post puts the events on their way. Most come soon, some come late.
func (c *courier) post(occurrences []*occurrence) {
	for _, o := range occurrences {
		due := o.at.Add(c.latency())
		c.enqueue(&delivery{occurrence: o, due: due})
		if c.random.Float64() < c.options.Duplicates {
			c.report.Duplicates++
			c.enqueue(&delivery{occurrence: o, due: due.Add(c.within(c.options.Window))})
		}
	}
}

// latency is how long after its event a delivery comes.
func (c *courier) latency() time.Duration {
	if c.random.IntN(10) < 6 {
		return c.within(min(c.options.Window, time.Second))
	}
	return c.within(c.options.Window)
}

func (c *courier) within(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return time.Duration(c.random.Int64N(int64(d)))
}

func (c *courier) enqueue(d *delivery) {
	c.count++
	d.sequence = c.count
	heap.Push(&c.queue, d)
}

// run delivers until nothing is left but dead letters.
func (c *courier) run(ctx context.Context) error {
	for c.queue.Len() > 0 {
		d := heap.Pop(&c.queue).(*delivery)
		c.clock.Advance(d.due.Sub(c.clock.Now()))
		ok, err := c.deliver(ctx, d)
		switch {
		case err != nil:
			return err
		case ok:
		case d.attempts > len(retries):
			c.report.DeadLetters++
			c.dead = append(c.dead, d)
		default:
			c.report.Retries++
			d.due = c.clock.Now().Add(retries[d.attempts-1])
			c.enqueue(d)
		}
	}
	return nil
}

// redeliver delivers the dead letters, in no order, until none goes through any
// more: one may wait for another, as a new user does whose name is not free yet.
func (c *courier) redeliver(ctx context.Context) error {
	for progress := true; progress && len(c.dead) > 0; {
		progress = false
		letters := c.dead
		c.dead = nil
		c.random.Shuffle(len(letters), func(i, j int) { letters[i], letters[j] = letters[j], letters[i] })
		for _, d := range letters {
			c.report.Redelivered++
			ok, err := c.deliver(ctx, d)
			if err != nil {
				return err
			}
			progress = progress || ok
			if !ok {
				c.dead = append(c.dead, d)
			}
		}
	}
	c.report.StillDead = len(c.dead)
	return nil
}

// deliver tells whether the Action took the event.
func (c *courier) deliver(ctx context.Context, d *delivery) (bool, error) {
	d.attempts++
	c.report.Deliveries++
	a := &attempt{occurrence: d.occurrence}
	at := c.clock.Now()
	t, err := c.engine.Deliver(context.WithValue(ctx, attemptKey{}, a),
		action.Event{Message: d.occurrence.message, Secrets: c.secrets}, action.Handler(tokens(c.watch)))
	if err != nil {
		return false, err
	}
	c.report.Requests += len(t.Exchanges)
	c.report.Outcomes[t.Outcome]++
	s := step{at: at, occurrence: d.occurrence, outcome: t.Outcome, reason: reasonOf(t), acknowledged: t.Failure == nil, changes: a.changes}
	if t.Failure != nil {
		c.report.Failures++
		d.failure = t.Failure.Message
		s.reason = t.Failure.Message
	}
	c.watch.note(s)
	if c.options.Progress != nil {
		c.options.Progress(c.report.Deliveries)
	}
	return t.Failure == nil, nil
}

// deliveryQueue has the delivery in front that is due next.
type deliveryQueue []*delivery

func (q deliveryQueue) Len() int { return len(q) }
func (q deliveryQueue) Less(i, j int) bool {
	return cmp.Or(q[i].due.Compare(q[j].due), q[i].sequence-q[j].sequence) < 0
}
func (q deliveryQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *deliveryQueue) Push(d any)   { *q = append(*q, d.(*delivery)) }
func (q *deliveryQueue) Pop() any {
	last := len(*q) - 1
	d := (*q)[last]
	*q = (*q)[:last]
	return d
}
