package population

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/scimwright/scimwright/runtime/reference"
)

// batchSize is how many records a worker takes at a time.
const batchSize = 128

// User is a user of a population, or a record of which none can be made.
type User struct {
	Line    int
	Profile *reference.Object // nil where Err is set
	From    reference.Connection
	Err     error
}

// batch is some records in their order, and what was made of them.
type batch[T any] struct {
	records []Record
	made    []T
	done    chan struct{}
}

// Each reads all users and calls work with each, side by side on all processors, and
// collect with what work made of it, in the order of the population. It keeps no more
// than a few hundred of them at a time. An error of collect ends it, as one of reading
// does, behind all that came before.
func Each[T any](ctx context.Context, p *Reader, work func(User) T, collect func(T) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	workers := runtime.GOMAXPROCS(0)
	todo := make(chan *batch[T], workers)
	inOrder := make(chan *batch[T], 2*workers)
	var failed error // of reading; set before inOrder is closed
	var running sync.WaitGroup
	running.Go(func() {
		defer close(todo)
		defer close(inOrder)
		failed = p.batches(ctx, func(records []Record) bool {
			b := &batch[T]{records: records, done: make(chan struct{})}
			for _, to := range []chan *batch[T]{inOrder, todo} {
				select {
				case to <- b:
				case <-ctx.Done():
					return false
				}
			}
			return true
		})
	})
	for range workers {
		running.Go(func() {
			for b := range todo {
				for _, record := range b.records {
					b.made = append(b.made, work(userOf(record)))
				}
				close(b.done)
			}
		})
	}
	defer running.Wait()
	defer cancel(nil)
	for b := range inOrder {
		select {
		case <-b.done:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		for _, made := range b.made {
			if err := collect(made); err != nil {
				return err
			}
		}
	}
	if failed == nil {
		failed = context.Cause(ctx)
	}
	return failed
}

// batches reads records until there are no more, or until give takes none.
func (p *Reader) batches(ctx context.Context, give func([]Record) bool) error {
	for ctx.Err() == nil {
		records := make([]Record, 0, batchSize)
		var err error
		for len(records) < batchSize && err == nil {
			var r Record
			if r, err = p.Next(); err == nil {
				records = append(records, r)
			}
		}
		if len(records) > 0 && !give(records) {
			return nil
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
	return nil
}

// userOf is the user of a record.
func userOf(r Record) User {
	u := User{Line: r.Line}
	o, err := reference.ParseObject(string(r.Text))
	if err == nil {
		u.Profile, u.From, err = reference.Subject(o)
	}
	if err != nil {
		u.Profile, u.Err = nil, fmt.Errorf("line %d: %w", r.Line, err)
	}
	return u
}
