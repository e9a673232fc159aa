package action

import (
	"context"
	"sync"
	"time"
)

// Lateness collects how late, in virtual time, the answer of one exchange is.
// An engine on a virtual clock puts one into the context of each request that
// it sends ([WithLateness]); handlers add to it by calling [Pause].
type Lateness struct {
	mu     sync.Mutex
	header time.Duration
	body   time.Duration
	inBody bool
}

type latenessKey struct{}

// WithLateness returns a context in which [Pause] adds to the returned
// Lateness instead of sleeping.
func WithLateness(ctx context.Context) (context.Context, *Lateness) {
	l := &Lateness{}
	return context.WithValue(ctx, latenessKey{}, l), l
}

// latenessOf returns the Lateness of ctx, or nil outside virtual time.
func latenessOf(ctx context.Context) *Lateness {
	l, _ := ctx.Value(latenessKey{}).(*Lateness)
	return l
}

// BeginBody marks that the answer's status and header are on their way: what
// is paused from now on delays the body. [Handler] calls it when a handler
// writes its header, an engine when RoundTrip has returned.
func (l *Lateness) BeginBody() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inBody = true
}

// Header returns how long after the request status and header arrive.
func (l *Lateness) Header() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.header
}

// Body returns how long after the header the body is complete.
func (l *Lateness) Body() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.body
}

func (l *Lateness) add(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.inBody {
		l.body += d
		return
	}
	l.header += d
}

// Pause lets d pass, on whatever clock the exchange of ctx runs. A server that
// plays a slow one calls it with its request's context: before writing the
// header to answer late, after it to stall inside the body.
//
// In virtual time nothing sleeps. The delay is noted, Pause returns at once,
// and the engine sees the answer arrive that much later; a client that gave up
// meanwhile never sees it, though the handler did its work, as it would have
// on a real network. In real time Pause sleeps, and returns early with the
// cause when ctx is done. A d that is not positive is no pause.
func Pause(ctx context.Context, d time.Duration) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if d <= 0 {
		return nil
	}
	if l := latenessOf(ctx); l != nil {
		l.add(d)
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
