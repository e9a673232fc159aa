package harness

import (
	"container/heap"
	"context"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// task is a piece of work for the loop, due at a moment of its clock.
type task struct {
	due   time.Time
	order uint64 // among tasks of one moment
	index int    // in the heap; -1 when it is not, or no longer, waiting
	work  func()
}

// loop is an event loop as Node's is: timers by time and then by age, then
// what arrived from the network, then setImmediate; and after each single task
// all microtasks, which goja runs when its stack is empty.
type loop struct {
	clock   *action.Clock
	timers  taskHeap
	ordinal uint64

	immediates []*task

	// What goroutines bring in, on a real clock. The loop ends waiting only
	// while some are on their way.
	arrivals chan func()
	expected int
}

func newLoop(clock *action.Clock) *loop {
	return &loop{clock: clock, arrivals: make(chan func())}
}

// after schedules work for when d has passed.
func (l *loop) after(d time.Duration, work func()) *task {
	l.ordinal++
	t := &task{due: l.clock.Now().Add(d), order: l.ordinal, work: work}
	heap.Push(&l.timers, t)
	return t
}

// cancel takes a task back. That it has run, or was cancelled, is no error.
func (l *loop) cancel(t *task) {
	if t.index >= 0 && t.index < len(l.timers) && l.timers[t.index] == t {
		heap.Remove(&l.timers, t.index)
	}
	t.work = nil
}

// immediate schedules work for the end of this turn.
func (l *loop) immediate(work func()) *task {
	t := &task{work: work, index: -1}
	l.immediates = append(l.immediates, t)
	return t
}

// turn runs what can be run now. It hands every task to run, and stops early
// when stop says so. It tells whether there was anything to do.
func (l *loop) turn(run func(work func()), stop func() bool) bool {
	busy := false
	perform := func(t *task) {
		if work := t.work; work != nil {
			t.work = nil
			busy = true
			run(work)
		}
	}
	now, newest := l.clock.Now(), l.ordinal
	for len(l.timers) > 0 && !l.timers[0].due.After(now) && l.timers[0].order <= newest && !stop() {
		perform(heap.Pop(&l.timers).(*task))
	}
	for arrived := true; arrived && l.expected > 0 && !stop(); {
		select {
		case work := <-l.arrivals:
			l.expected--
			busy = true
			run(work)
		default:
			arrived = false
		}
	}
	immediates := l.immediates
	l.immediates = nil
	for _, t := range immediates {
		if stop() {
			break
		}
		perform(t)
	}
	return busy
}

// wait lets time pass until there is something to do, but not beyond end. It
// tells whether there ever will be something; ctx ends it early.
func (l *loop) wait(ctx context.Context, end time.Time, run func(work func())) bool {
	if len(l.immediates) > 0 {
		return true
	}
	if len(l.timers) == 0 && l.expected == 0 {
		return false
	}
	if len(l.timers) > 0 && l.timers[0].due.Before(end) {
		end = l.timers[0].due
	}
	if l.clock.Virtual() {
		l.clock.Advance(end.Sub(l.clock.Now()))
		return true
	}
	timer := time.NewTimer(end.Sub(l.clock.Now()))
	defer timer.Stop()
	select {
	case <-timer.C:
	case work := <-l.arrivals:
		l.expected--
		run(work)
	case <-ctx.Done():
	}
	return true
}

// expect announces an arrival and returns the function that delivers it, from
// any goroutine, exactly once. When ctx is done first, the arrival is dropped.
func (l *loop) expect(ctx context.Context) func(work func()) {
	l.expected++
	arrivals := l.arrivals
	return func(work func()) {
		select {
		case arrivals <- work:
		case <-ctx.Done():
		}
	}
}

// clear forgets all that is waiting: what an Action leaves behind when it has
// returned is not run. Arrivals under way go to the old channel and are
// dropped with their context.
func (l *loop) clear() {
	for _, t := range l.timers {
		t.work, t.index = nil, -1
	}
	l.timers, l.immediates, l.expected = nil, nil, 0
	l.arrivals = make(chan func())
}

// taskHeap orders tasks by time, and by age within a moment.
type taskHeap []*task

func (h taskHeap) Len() int { return len(h) }

func (h taskHeap) Less(i, j int) bool {
	if !h[i].due.Equal(h[j].due) {
		return h[i].due.Before(h[j].due)
	}
	return h[i].order < h[j].order
}

func (h taskHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

func (h *taskHeap) Push(x any) {
	t := x.(*task)
	t.index = len(*h)
	*h = append(*h, t)
}

func (h *taskHeap) Pop() any {
	old := *h
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	t.index = -1
	return t
}
