package scenario

import (
	"context"
	"errors"
	"fmt"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/parity"
	"github.com/scimwright/scimwright/runtime/reference"
)

// Suite is a file of scenarios with the engines that run them.
type Suite struct {
	File    *File
	Checked *generator.Checked // the mapping; nil with an Action of somebody's own and no mapping
	// Foreign tells that the Action is not the one that the mapping gives: it is judged by
	// what is expected, and where it differs from the mapping is told.
	Foreign bool

	engines *engines.Engines
	native  *reference.Reference // nil without a mapping
	secrets map[string]string    // that there are, whatever a test says
}

// NewSuite makes the engines of a mapping for a file of scenarios, which may be nil until
// [Suite.With] gives one.
func NewSuite(f *File, checked *generator.Checked) (*Suite, error) {
	both, err := engines.Of(checked)
	if err != nil {
		return nil, err
	}
	return &Suite{File: f, Checked: checked, engines: both, native: both.Native(), secrets: secretsOf(checked)}, nil
}

// With makes a suite of another file about the same mapping or Action, on the same engines.
func (s *Suite) With(f *File) *Suite {
	other := *s
	other.File = f
	return &other
}

// NewForeignSuite runs a file of scenarios on an Action of somebody's own. The mapping
// that it is compared with may be nil.
func NewForeignSuite(f *File, checked *generator.Checked, name, code string) (*Suite, error) {
	s := &Suite{File: f, Checked: checked, Foreign: true, secrets: defaultSecrets}
	var err error
	if checked != nil {
		if s.native, err = engines.ReferenceOf(checked); err != nil {
			return nil, err
		}
	}
	s.engines, err = engines.NewNamed(name, code, s.native)
	return s, err
}

// Result is what came of a test.
type Result struct {
	Suite *Suite
	Test  *Test

	Problems      []Problem // what is not as expected
	Disagreements []string  // where the engines differ
	Differences   []string  // where a foreign Action differs from the mapping, which is no failure
	Skipped       string    // why the test did not run; "" where it did

	Action, Native []parity.Run // of each event; nil where the engine did not run

	taken any // for its snapshot; nil where there is none
}

// Failed tells whether the test failed.
func (r *Result) Failed() bool { return len(r.Problems)+len(r.Disagreements) > 0 }

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
	if s.native != nil {
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
	if !r.Test.Alone() {
		return nil
	}
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

// profile is that of a test of the mapping alone, or of its last event.
func (t *Test) profile() (*reference.Object, reference.Connection, error) {
	deliveries := t.deliveries()
	e := deliveries[len(deliveries)-1]
	user, connection := e["user"], e["connection"]
	if data, ok := e["data"].(map[string]any); ok {
		user = data["object"]
		if context, ok := data["context"].(map[string]any); ok {
			connection = context["connection"]
		}
	}
	text, err := jsonText(user)
	if err != nil {
		return nil, reference.Connection{}, err
	}
	profile, err := reference.ParseObject(string(text))
	var from reference.Connection
	if c, ok := connection.(map[string]any); ok {
		from.Name, _ = c["name"].(string)
		from.Strategy, _ = c["strategy"].(string)
	}
	return profile, from, err
}

// firstOf is the first of findings in words.
func firstOf(found diag.List) string {
	if len(found) == 0 {
		return "it has tests no longer"
	}
	return found[0].Summary
}
