package simulate

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// epoch is when a simulation begins, on its virtual clock.
var epoch = action.Epoch

// Options say what is simulated. Everything that happens follows from them: two
// runs with the same options are the same.
type Options struct {
	// Engine makes an engine that runs the Action on a virtual clock. It is called
	// twice: for the deliveries, and for what they are compared with.
	Engine func(clock *action.Clock) action.Engine
	// Secrets of the Action. The base URL is the simulation's own, and so are other
	// secrets of the usual names that are not given.
	Secrets map[string]string

	// Server are further options of the SCIM server, and Dialect is how it departs
	// from the RFCs.
	Server  []mockscim.Option
	Dialect mockscim.Dialect

	Seed   uint64 // of all that is left to chance
	Users  int    // people with an account, or one after another
	Events int    // that happen to each of them

	// Window is how late a delivery may be: of two events within it, either may
	// come first.
	Window time.Duration
	// Duplicates is the share of events that are delivered twice, and Faults that of
	// requests towards which the server misbehaves: from 0 for none to 1 for all.
	Duplicates, Faults float64

	// Progress, if there is one, is told after each delivery how many there were.
	Progress func(deliveries int)
}

// The most that can be simulated: what is beyond takes hours, and memory.
const (
	maxUsers  = 100_000
	maxEvents = 1_000
	maxWindow = 24 * time.Hour
)

func (o *Options) check() error {
	share := func(x float64) bool { return x >= 0 && x <= 1 && !math.IsNaN(x) }
	switch {
	case o.Engine == nil:
		return errors.New("simulate: there is no engine: set Options.Engine")
	case o.Users < 1 || o.Users > maxUsers:
		return fmt.Errorf("simulate: %d users: take 1 to %d", o.Users, maxUsers)
	case o.Events < 1 || o.Events > maxEvents:
		return fmt.Errorf("simulate: %d events a user: take 1 to %d", o.Events, maxEvents)
	case o.Window < 0 || o.Window > maxWindow:
		return fmt.Errorf("simulate: a window of %v: take 0 to %v", o.Window, maxWindow)
	case !share(o.Duplicates):
		return fmt.Errorf("simulate: %v of the events delivered twice: take a share from 0 to 1", o.Duplicates)
	case !share(o.Faults):
		return fmt.Errorf("simulate: faults towards %v of the requests: take a share from 0 to 1", o.Faults)
	}
	return nil
}
