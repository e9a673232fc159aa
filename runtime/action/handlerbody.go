package action

import (
	"context"
	"io"
)

// answerBody reads the body of an in-process answer while its handler may
// still be writing it.
type answerBody struct {
	answer *answer
	ctx    context.Context
	stop   func() bool // ends the watch on ctx
}

// Read implements [io.Reader]. It waits for the handler; a handler that ends
// early is an error after the bytes that it wrote.
func (b *answerBody) Read(p []byte) (int, error) {
	w := b.answer
	w.mu.Lock()
	defer w.mu.Unlock()
	if b.stop == nil {
		// Wakes the wait below, which no context can end by itself.
		b.stop = context.AfterFunc(b.ctx, func() {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.grown.Broadcast()
		})
	}
	for w.body.Len() == 0 && !w.done {
		if err := context.Cause(b.ctx); err != nil {
			return 0, err
		}
		w.grown.Wait()
	}
	switch {
	case w.body.Len() > 0:
		return w.body.Read(p)
	case w.err != nil:
		return 0, w.err
	default:
		return 0, io.EOF
	}
}

// Close implements [io.Closer].
func (b *answerBody) Close() error {
	b.answer.mu.Lock()
	defer b.answer.mu.Unlock()
	if b.stop != nil {
		b.stop()
	}
	return nil
}
