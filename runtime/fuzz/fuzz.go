package fuzz

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/node"
	"github.com/scimwright/scimwright/runtime/scenario"
)

// Options of [Run]. The zero value draws mappings, with seed 0, until ctx is done.
type Options struct {
	// Mapping is the mapping to try; nil is mappings drawn by chance.
	Mapping *generator.Checked

	Seed       uint64        // of all that is drawn: the same seed draws the same cases
	Deliveries int           // to end after; 0 for no end
	For        time.Duration // to end after; 0 for no end
	Workers    int           // 0 is as many as there are processors

	// Engines are those to compare, by their names, the first with each other one. None
	// is engines.Action and engines.Reference.
	Engines []string

	// Progress is told now and then how far it is. It is called by one goroutine at a
	// time. Nil is nobody.
	Progress func(Progress)
}

// Progress is how far a run is. A delivery is one event, to both engines.
type Progress struct {
	Mappings, Refused int // drawn; and those of them that check does not let pass
	Tests, Deliveries int
	Outcomes          map[action.Outcome]int // how often events came to what
	Settings          int                    // of the mapping's settings, how many values were tried
	AllSettings       int                    // and how many there are
	Elapsed           time.Duration
}

// Disagreement is a case that the engines part at, as small as it could be made.
type Disagreement struct {
	File        *scenario.File
	Differences []string // in words
}

// testsPerMapping is how many scenarios a drawn mapping is tried by: to make its engines
// takes as long as ten or so.
const testsPerMapping = 12

// Run looks for a disagreement. It returns nil where it has found none. Its error is a
// ctx that was done before anything was tried, or a defect.
func Run(ctx context.Context, o Options) (*Disagreement, Progress, error) {
	if o.For > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.For)
		defer cancel()
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	r := &run{options: o, started: time.Now(), stop: stop, settings: map[string]bool{}}
	r.progress.Outcomes = map[action.Outcome]int{}
	r.progress.AllSettings = allSettings
	if o.Mapping != nil {
		var err error
		if r.subject, err = subjectOf(o.Mapping); err != nil {
			return nil, r.progress, err
		}
	}
	if slices.Contains(o.Engines, engines.Node) {
		var err error
		if r.node, err = node.Start(); err != nil {
			return nil, r.progress, err
		}
		defer func() { _ = r.node.Close() }()
	}
	if r.subject != nil {
		if err := r.ready(r.subject); err != nil {
			return nil, r.progress, err
		}
	}
	workers := o.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var running sync.WaitGroup
	for range workers {
		running.Go(func() { r.work(ctx) })
	}
	running.Wait()
	if r.err != nil {
		return nil, r.snapshot(), r.err
	}
	if r.finding == nil {
		return nil, r.snapshot(), nil
	}
	// The run may be over by its time: to make the finding smaller has time of its own.
	f := shrink(context.WithoutCancel(ctx), r.finding, r.ready)
	file := &scenario.File{Mapping: f.subject.text, Tests: []scenario.Test{f.test}}
	if o.Mapping != nil {
		file.Mapping, file.MappingFile = "", o.Mapping.Mapping.File.Name
	}
	return &Disagreement{file, f.differences}, r.snapshot(), nil
}

// run is a run under way.
type run struct {
	options Options
	subject *subject      // nil where mappings are drawn
	node    *node.Process // nil where it is not needed
	started time.Time
	stop    context.CancelFunc

	mu       sync.Mutex
	next     uint64 // case
	progress Progress
	settings map[string]bool
	finding  *finding
	err      error
}

// ready has a subject compare the engines that are asked for.
func (r *run) ready(s *subject) error {
	s.names = r.options.Engines
	if r.node == nil {
		return nil
	}
	return s.engines.UseNode(r.node)
}

// work tries one case after the other, until there is an end.
func (r *run) work(ctx context.Context) {
	for ctx.Err() == nil {
		r.mu.Lock()
		n := r.next
		r.next++
		r.mu.Unlock()
		if err := r.mapping(ctx, n); err != nil {
			r.end(func() { r.err = err })
			return
		}
	}
}

// end ends the run for a reason, of which the first counts.
func (r *run) end(because func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil && r.finding == nil {
		because()
	}
	r.stop()
}

// mapping draws the n-th mapping, or takes the one that is given, and tries it.
func (r *run) mapping(ctx context.Context, n uint64) error {
	random := rand.New(rand.NewPCG(r.options.Seed, n))
	s := r.subject
	var drawn *choices
	if s == nil {
		drawn = &choices{random: random}
		var err error
		if s, err = newSubject("mapping.yaml", drawMapping(drawn)); err != nil {
			return err
		}
		r.mu.Lock()
		r.progress.Mappings++
		if s == nil {
			r.progress.Refused++
		}
		r.mu.Unlock()
		if s == nil {
			return nil
		}
		if err := r.ready(s); err != nil {
			return err
		}
		defer s.engines.Forget()
	}
	for range testsPerMapping {
		c := &choices{random: random}
		test := s.drawTest(c)
		differences, outcomes, err := s.try(ctx, &test)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("a case cannot be run: %w", err)
		}
		if len(differences) > 0 {
			// What its Node has of it is gone by then: shrink has it read anew.
			f := &finding{subject: s, test: test, differences: differences}
			if drawn != nil {
				f.ofMapping = drawn.made
			}
			r.end(func() { r.finding = f })
			return nil
		}
		r.count(s, outcomes)
	}
	return nil
}

// count notes a test that both engines agree on.
func (r *run) count(s *subject, outcomes []action.Outcome) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.progress.Tests++
	r.progress.Deliveries += len(outcomes)
	for _, o := range outcomes {
		r.progress.Outcomes[o]++
	}
	for _, setting := range s.options {
		r.settings[setting] = true
	}
	r.progress.Settings = len(r.settings)
	if r.options.Progress != nil {
		r.options.Progress(r.told())
	}
	if r.options.Deliveries > 0 && r.progress.Deliveries >= r.options.Deliveries {
		r.stop()
	}
}

func (r *run) snapshot() Progress {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.told()
}

// told is how far the run is, for others to keep. The caller holds mu.
func (r *run) told() Progress {
	p := r.progress
	p.Outcomes = maps.Clone(p.Outcomes)
	p.Elapsed = time.Since(r.started)
	return p
}
