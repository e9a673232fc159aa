package scenario

import (
	"context"
	"errors"
	"fmt"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/parity"
	"github.com/scimwright/scimwright/runtime/reference"
)

// worker runs one test after the other, and keeps the JavaScript runtime in between
// where that cannot be seen.
type worker struct {
	suite  *Suite
	native *reference.Reference // of the worker's own where it is observed; nil without a mapping
	action action.Engine
}

// newWorker makes a worker, of whose evaluations observe is told, if it is not nil.
func newWorker(s *Suite, observe func(*reference.Evaluation)) (*worker, error) {
	w := &worker{suite: s, native: s.native}
	if observe != nil && s.Checked != nil {
		var err error
		if w.native, err = engines.Observed(s.Checked, observe); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *worker) generated(o engines.Options) action.Engine {
	if w.suite.Foreign || w.suite.Checked.Library() != "" {
		return w.suite.engines.Action(o) // which may keep what it likes in its variables
	}
	if w.action != nil && engines.Reuse(w.action, o) {
		return w.action
	}
	w.action = w.suite.engines.Action(o)
	return w.action
}

func (w *worker) reference(o engines.Options) action.Engine {
	return reference.NewEngine(w.native, reference.EngineOptions{Clock: o.Clock, Cache: o.Cache, Seed: o.Seed})
}

// run runs a test. Its error is what stopped it from running at all.
func (w *worker) run(ctx context.Context, t *Test) (*Result, error) {
	s := w.suite
	r := &Result{Suite: s, Test: t}
	if t.Alone() && s.native == nil {
		r.Skipped = "it is of a mapping alone, and there is none"
		return r, nil
	}
	if t.Alone() {
		if err := w.alone(r); err != nil {
			return nil, err
		}
	}
	of := func(make func(engines.Options) action.Engine) ([]parity.Run, error) {
		return t.run(ctx, func(clock *action.Clock, cache *action.Cache, seed uint64) action.Engine {
			return make(engines.Options{Clock: clock, Cache: cache, Seed: seed})
		}, s.secrets, s.File.Secrets)
	}
	var err error
	if r.Action, err = of(w.generated); err != nil {
		return nil, err
	}
	if !t.Alone() {
		r.Problems = append(r.Problems, t.Unmet(r.Action)...)
	}
	if t.snapshot != nil {
		r.taken = record(r.Action)
		r.Problems = append(r.Problems, t.snapshot.compare(r.taken)...)
	}
	if s.native == nil {
		return r, nil
	}
	if r.Native, err = of(w.reference); err != nil {
		return nil, err
	}
	if !s.Foreign {
		r.Disagreements = disagreements([2]string{engines.Action, engines.Reference}, r.Action, r.Native)
		return r, nil
	}
	for i := range r.Action {
		r.Differences = append(r.Differences, deviations(r.Action[i], r.Native[i])...)
	}
	return r, nil
}

// alone judges what the mapping makes of the profile of a test of it alone.
func (w *worker) alone(r *Result) error {
	profile, from, err := r.Test.profile()
	if err != nil {
		return err
	}
	var p problems
	e := &r.Test.Expect
	if e.Scope != "" {
		in, err := w.native.InScope(profile, from)
		switch {
		case err != nil:
			p.miss("scope", e.Scope, err.Error())
		case in != (e.Scope == "in"):
			p = append(p, Problem{Text: fmt.Sprintf("the scope is %s, and should be %s", map[bool]string{true: "in", false: "out"}[in], e.Scope), Attribute: scopeAttribute})
		}
	}
	made, err := w.native.User(profile, from)
	var failed *reference.MappingError
	switch {
	case err == nil:
		document, err := plain(made)
		if err != nil {
			return err
		}
		if e.Error != "" {
			p.miss("error", e.Error, "none")
		}
		if e.SCIM != nil {
			p.mismatches("the user", Match(e.SCIM, document, false), ofUser)
		}
		if e.Exactly != nil {
			p.mismatches("the user", Match(e.Exactly, document, true), ofUser)
		}
	case !errors.As(err, &failed):
		return err
	case e.Error == "" || !begins(e.Error, err.Error()):
		p = append(p, Problem{Text: "the mapping fails: " + err.Error(), Attribute: failed.Attribute})
	}
	r.Problems = append(r.Problems, p...)
	return nil
}

// scopeAttribute is what evaluations of the scope call themselves.
const scopeAttribute = "scope.when"
