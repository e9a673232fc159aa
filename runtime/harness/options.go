package harness

import (
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// Options configure an [Engine]. The zero value is meant for tests: a virtual
// clock that starts at [action.Epoch], a runtime that is kept between
// deliveries, an empty cache, and the default limits.
type Options struct {
	// Clock is what the Action sees as time, and what its timers wait for. Nil
	// is a virtual clock of the engine's own. On a virtual clock nothing ever
	// waits: when there is nothing to do before the next timer, that is when
	// it is.
	Clock *action.Clock

	// Fresh gives every delivery a runtime of its own, with no global state
	// left by the one before. Auth0 reuses containers, as does the default.
	Fresh bool

	// Seed determines Math.random, crypto.randomUUID and their like. Two
	// engines with one seed see the same numbers.
	Seed uint64

	// Cache stands behind api.cache. Nil is an empty one of the engine's own.
	Cache *action.Cache

	// Limits end runs that would not end by themselves.
	Limits Limits
}

// Limits bound a single run. A zero field is its default, a negative one no
// limit.
type Limits struct {
	// CPU is how long JavaScript may compute, in real time, waiting excluded.
	// Default [DefaultCPU].
	CPU time.Duration

	// Memory is by how many bytes the heap of the process may grow meanwhile,
	// garbage excluded. What else the process allocates counts too. Default
	// [DefaultMemory].
	Memory int64

	// Execution is how long the run may take on the engine's clock. Default
	// [DefaultExecution].
	Execution time.Duration
}

// The default limits.
const (
	DefaultCPU       = 5 * time.Second
	DefaultMemory    = 256 << 20
	DefaultExecution = 20 * time.Second // Auth0's limit for the execution of a trigger
)

// withDefaults returns the limits with zero fields filled in, and zero for
// those that are switched off.
func (l Limits) withDefaults() Limits {
	return Limits{
		CPU:       limit(l.CPU, DefaultCPU),
		Memory:    limit(l.Memory, DefaultMemory),
		Execution: limit(l.Execution, DefaultExecution),
	}
}

func limit[T ~int64](given, standard T) T {
	if given == 0 {
		return standard
	}
	return max(given, 0)
}
