package scenario

import (
	"github.com/scimwright/scimwright/generator"
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
