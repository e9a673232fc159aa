// Package engines has the engines of a mapping: its generated Action under goja and in
// Node, and the native reference. What is seen of one has to be what is seen of the others.
package engines

import (
	"fmt"
	"math/rand/v2"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/node"
	"github.com/scimwright/scimwright/runtime/reference"
)

// Names of the engines, as they are told apart by.
const (
	Action    = "action"    // the generated Action, under goja
	Reference = "reference" // the mapping, natively
	Node      = "node"      // the generated Action, in Node
	Watched   = "watched"   // the reference while its expressions are observed, as for coverage
)

// Names returns the names of all engines.
func Names() []string { return []string{Action, Reference, Node, Watched} }

// Engines are those of one mapping. They are safe for concurrent use; each engine that
// they make is not.
type Engines struct {
	Code      string // of the Action
	program   *harness.Program
	reference *reference.Reference
	inNode    *node.Program      // nil until UseNode
	checked   *generator.Checked // nil of engines that New made
}

// Options are what an engine runs with. Two engines that get the same are to do the same.
type Options struct {
	Clock *action.Clock // nil is a virtual one of the engine's own
	Cache *action.Cache // nil is one of the engine's own
	Seed  uint64        // of random numbers
}

// Of makes the engines of a mapping that generator.Check found no error in.
func Of(checked *generator.Checked) (*Engines, error) {
	made, err := generator.Generate(checked, generator.Options{})
	if err != nil {
		return nil, err
	}
	native, err := ReferenceOf(checked)
	if err != nil {
		return nil, err
	}
	both, err := New(made.Code, native)
	if err == nil {
		both.checked = checked
	}
	return both, err
}

// New makes engines of the code of an Action, whoever has written it, and of a reference.
func New(code string, native *reference.Reference) (*Engines, error) {
	return NewNamed("action.js", code, native)
}

// NewNamed is New with the name of the file that the code is of.
func NewNamed(name, code string, native *reference.Reference) (*Engines, error) {
	program, err := harness.Compile(name, []byte(code))
	if err != nil {
		return nil, fmt.Errorf("the Action is not one that goja runs: %w", err)
	}
	return &Engines{Code: code, program: program, reference: native}, nil
}

// Native returns the reference that the engine of that name runs.
func (e *Engines) Native() *reference.Reference { return e.reference }

// Reuse has an engine that Action made go on as if it were new, with a runtime that is
// warm. What the Action keeps in variables of its module stays: the generated one keeps
// nothing there. It is false where the engine cannot be used again.
func Reuse(engine action.Engine, o Options) bool {
	h, ok := engine.(*harness.Engine)
	if ok {
		h.Reset(harness.Options{Clock: o.Clock, Cache: o.Cache, Seed: o.Seed})
	}
	return ok
}

// ReferenceOf makes the native reference alone. The functions of the mapping's own run
// under goja.
func ReferenceOf(checked *generator.Checked) (*reference.Reference, error) {
	return Observed(checked, nil)
}

// Observed makes the native reference alone, of which observe is told what each
// expression comes to. It is for one delivery at a time.
func Observed(checked *generator.Checked, observe func(*reference.Evaluation)) (*reference.Reference, error) {
	options := reference.Options{Observe: observe}
	if code := checked.Library(); code != "" {
		library, err := harness.LoadFunctions("functions.js", code, harness.Options{})
		if err != nil {
			return nil, fmt.Errorf("the functions of the mapping cannot be loaded: %w", err)
		}
		options.Functions = library
	}
	return reference.New(checked.Mapping, checked.Expressions, options)
}

// Action returns an engine that runs the generated Action.
func (e *Engines) Action(o Options) action.Engine {
	return harness.New(e.program, harness.Options{Clock: o.Clock, Cache: o.Cache, Seed: o.Seed})
}

// Reference returns an engine that runs the mapping natively.
func (e *Engines) Reference(o Options) action.Engine {
	return reference.NewEngine(e.reference, reference.EngineOptions{Clock: o.Clock, Cache: o.Cache, Seed: o.Seed})
}

// UseNode has a Node read the Action, so that there is an engine by the name of [Node].
// Forget lets it go.
func (e *Engines) UseNode(process *node.Process) error {
	program, err := process.Load(e.Code)
	e.inNode = program
	return err
}

// Forget lets the Node of UseNode give the Action up.
func (e *Engines) Forget() {
	if e.inNode != nil {
		e.inNode.Forget()
		e.inNode = nil
	}
}

// Engine returns the engine of a name. That of [Node] needs a clock and a cache.
func (e *Engines) Engine(name string, o Options) action.Engine {
	switch name {
	case Reference:
		return e.Reference(o)
	case Watched:
		if e.checked == nil {
			return e.Reference(o)
		}
		watched, err := Observed(e.checked, func(*reference.Evaluation) {})
		if err != nil {
			return e.Reference(o) // which fails as it does
		}
		return reference.NewEngine(watched, reference.EngineOptions{Clock: o.Clock, Cache: o.Cache, Seed: o.Seed})
	case Node:
		random := rand.New(rand.NewPCG(o.Seed, 0)).Float64
		return e.inNode.NewEngine(node.Options{Clock: o.Clock, Cache: o.Cache, Random: random})
	}
	return e.Action(o)
}
