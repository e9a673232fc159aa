package e2e_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"sync"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/parity"
)

// TestContract holds the generated Action, under goja and in Node, and the native
// reference to the contract, case by case, in virtual time, and to each other.
func TestContract(t *testing.T) {
	made := newContractActions()
	process := startVirtualNode(t)
	for _, c := range contractCases(t) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			engines := made.of(t, c)
			c.Text.hold(t, engines.code)
			runs := map[string][]observation{}
			all := map[string]func(*action.Clock) action.Engine{
				"Action": func(clock *action.Clock) action.Engine {
					return harness.New(engines.program, harness.Options{Clock: clock})
				},
				"reference": engines.native,
			}
			if process != nil {
				all["Node"] = inVirtualNode(t, process, engines.code)
			}
			for name, newEngine := range all {
				t.Run(name, func(t *testing.T) {
					seen, err := runInVirtualTime(c, newEngine, c.messages(t))
					if err != nil {
						t.Fatal(err)
					}
					c.compare(t, seen, inVirtualTime)
					runs[name] = seen
				})
			}
			for other, seen := range runs {
				for i := range runs["Action"] {
					for _, difference := range parity.Differences("Action", runs["Action"][i].run(), other, seen[i].run(), true) {
						t.Errorf("delivery %d: the engines disagree: %s", i+1, difference)
					}
				}
			}
		})
	}
}

// run is what two engines have to agree on.
func (o observation) run() parity.Run { return parity.Run{Transcript: o.transcript, State: o.after} }

// TestContractInNode holds it to the same in Node, over real HTTP, where it counts
// the connections besides. One process of Node runs all cases, side by side: most
// of the time they wait.
func TestContractInNode(t *testing.T) {
	cases := contractCases(t)
	process := startContract(t)
	made := newContractActions()
	seen := make([]struct {
		observations []observation
		at           addresses
		err          error
	}, len(cases))
	// Those that wait come last: they must not be kept waiting for by the others.
	for _, waits := range []bool{false, true} {
		turns := make(chan struct{}, map[bool]int{false: 4, true: 48}[waits])
		var running sync.WaitGroup
		for i, c := range cases {
			if c.Node != "" || c.waits() != waits {
				continue
			}
			path, messages := made.of(t, c).path, c.messages(t)
			running.Go(func() {
				turns <- struct{}{}
				defer func() { <-turns }()
				s := &seen[i]
				s.observations, s.at, s.err = runInNode(c, i, process, path, messages)
			})
		}
		running.Wait()
	}
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			switch s := seen[i]; {
			case c.Node != "":
				t.Skip(c.Node)
			case s.err != nil:
				t.Fatal(s.err)
			default:
				c.compare(t, s.observations, s.at)
			}
		})
	}
}

// requirements is how many R lines the contract has.
const requirements = 28

// TestContractHasCases fails when a line of the contract has no case, and when a
// file does not say which line it is about.
func TestContractHasCases(t *testing.T) {
	of := map[string]int{}
	named := regexp.MustCompile(`^(R\d\d)_[a-z0-9_]+\.yaml$`)
	for _, path := range files(t, contractFolder, "*") {
		name := filepath.Base(path)
		if name == "README.md" {
			continue
		}
		found := named.FindStringSubmatch(name)
		if found == nil {
			t.Errorf("%s is not called after a line of the contract, as R07_what_it_is.yaml", name)
			continue
		}
		of[found[1]]++
	}
	for n := 1; n <= requirements; n++ {
		line := fmt.Sprintf("R%02d", n)
		if of[line] == 0 {
			t.Errorf("%s has no case", line)
		}
		delete(of, line)
	}
	for line := range of {
		t.Errorf("the contract has no line %s", line)
	}
}

// compare holds what was seen to what the case expects.
func (c *contractCase) compare(t *testing.T, seen []observation, at addresses) {
	t.Helper()
	for i := range seen {
		t.Run(fmt.Sprintf("%d_%s", i+1, c.Deliver[i].Event), func(t *testing.T) {
			c.hold(t, &c.Deliver[i], &seen[i], at)
		})
	}
}

// messages are the events of the case, in order.
func (c *contractCase) messages(t *testing.T) [][]byte {
	t.Helper()
	var messages [][]byte
	for i := range c.Deliver {
		messages = append(messages, c.Deliver[i].message(t))
	}
	return messages
}

// contractActions are the Actions of the cases' mappings, most of which are the
// same.
type contractActions struct {
	mu   sync.Mutex
	made map[string]contractAction
}

type contractAction struct {
	code    string
	program *harness.Program
	path    string
	native  func(*action.Clock) action.Engine
}

func newContractActions() *contractActions {
	return &contractActions{made: map[string]contractAction{}}
}

// of returns the Action of a case.
func (a *contractActions) of(t *testing.T, c *contractCase) contractAction {
	t.Helper()
	text := c.mappingText(t)
	a.mu.Lock()
	defer a.mu.Unlock()
	if made, ok := a.made[text]; ok {
		return made
	}
	made, found, err := generator.Compile("mapping.yaml", text, generator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if made == nil {
		t.Fatalf("no Action is made of\n%s\n%v", text, found)
	}
	program, err := harness.Compile("action.js", []byte(made.Code+evenJitter))
	if err != nil {
		t.Fatal(err)
	}
	engines := contractAction{code: made.Code, program: program, path: writeFile(t, "action.js", made.Code), native: natively(t, "mapping.yaml", text)}
	a.made[text] = engines
	return engines
}
