package harness

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// patrol is how often the watchdog looks. A run that is over before the first
// time costs no more than a timer.
const patrol = 10 * time.Millisecond

// watchdog ends a run that exceeds its limits of CPU time or memory.
type watchdog struct {
	limits Limits
	bite   func(*action.Failure) // called at most once, from another goroutine

	spent atomic.Int64 // nanoseconds that JavaScript has run, the current turn excluded
	since atomic.Int64 // when the current turn began, by the monotonic clock; 0 between turns
	epoch time.Time

	mu       sync.Mutex
	timer    *time.Timer
	stopped  bool
	baseline uint64 // bytes on the heap at the first look
}

// watch starts a watchdog. It is to be stopped.
func watch(limits Limits, bite func(*action.Failure)) *watchdog {
	w := &watchdog{limits: limits, bite: bite, epoch: time.Now()}
	if limits.CPU > 0 || limits.Memory > 0 {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.timer = time.AfterFunc(patrol, w.look)
	}
	return w
}

// stop ends the watch; after it, bite is not called any more.
func (w *watchdog) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stopped = true
	if w.timer != nil {
		w.timer.Stop()
	}
}

// running tells that JavaScript begins to run, resting that it stops.
func (w *watchdog) running() { w.since.Store(int64(time.Since(w.epoch)) | 1) }

func (w *watchdog) resting() {
	if since := w.since.Swap(0); since != 0 {
		w.spent.Add(int64(time.Since(w.epoch)) - since)
	}
}

func (w *watchdog) look() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stopped {
		return
	}
	if failure := w.excess(); failure != nil {
		w.stopped = true
		w.bite(failure)
		return
	}
	w.timer.Reset(patrol)
}

// excess returns the failure of a run that is over a limit, else nil.
func (w *watchdog) excess() *action.Failure {
	busy := time.Duration(w.spent.Load())
	if since := w.since.Load(); since != 0 {
		busy += time.Since(w.epoch) - time.Duration(since)
	}
	if w.limits.CPU > 0 && busy > w.limits.CPU {
		return &action.Failure{Kind: action.CPU, Name: "Error", Message: fmt.Sprintf(
			"the Action computed for more than %v without coming to an end: look for an endless loop", w.limits.CPU)}
	}
	if w.limits.Memory <= 0 {
		return nil
	}
	heap := heapBytes("/memory/classes/heap/objects:bytes")
	if w.baseline == 0 {
		w.baseline = heap
		return nil
	}
	if int64(heap-w.baseline) <= w.limits.Memory || heap < w.baseline {
		return nil
	}
	// Much of that may be garbage.
	runtime.GC()
	if live := heapBytes("/gc/heap/live:bytes"); live < w.baseline || int64(live-w.baseline) <= w.limits.Memory {
		return nil
	}
	return &action.Failure{Kind: action.Memory, Name: "Error", Message: fmt.Sprintf(
		"the Action needed more than %d MiB of memory: look for something that grows without end", w.limits.Memory>>20)}
}

func heapBytes(metric string) uint64 {
	sample := []metrics.Sample{{Name: metric}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
