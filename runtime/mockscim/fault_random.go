package mockscim

import (
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// tooLate is longer than any client of ours waits: the longest time-out that a
// mapping may set is 20 seconds.
const tooLate = 30 * time.Second

// randomFaults hits requests at a rate. Which, and how, depends on the seed and
// on the number of the request alone.
type randomFaults struct {
	seed  uint64
	rate  float64
	count uint64
}

// RandomFaults makes the server misbehave towards a share of requests, from 0
// for none to 1 for all: it is overloaded (429 and 503, with Retry-After in
// seconds, as a date, or without), fails before and after it has done its work,
// answers late or too late, stalls, and drops connections. The n-th request
// meets the same fault whenever the seed is the same. Requests that a fault of
// [WithFaults] hits do not count.
func RandomFaults(seed uint64, rate float64) Option {
	return func(s *settings) { s.random = &randomFaults{seed: seed, rate: rate} }
}

// next returns the fault of the next request, or nil.
func (r *randomFaults) next(now func() time.Time) *Fault {
	r.count++
	random := rand.New(rand.NewPCG(r.seed, r.count))
	if random.Float64() >= r.rate {
		return nil
	}
	kinds := randomKinds()
	return kinds[random.IntN(len(kinds))](random, now())
}

type randomKind func(*rand.Rand, time.Time) *Fault

// randomKinds are the faults among which chance decides, each as likely as the
// others.
func randomKinds() []randomKind {
	status := func(status int, apply Apply) randomKind {
		return func(*rand.Rand, time.Time) *Fault {
			return &Fault{Apply: apply, Reply: Reply{Status: status}}
		}
	}
	wait := func(status int, headers func(seconds int, now time.Time) string) randomKind {
		return func(r *rand.Rand, now time.Time) *Fault {
			retry := headers(r.IntN(3), now)
			return &Fault{Reply: Reply{Status: status, Headers: map[string]string{"Retry-After": retry}}}
		}
	}
	always := func(apply Apply, reply Reply) randomKind {
		return func(*rand.Rand, time.Time) *Fault { return &Fault{Apply: apply, Reply: reply} }
	}
	inSeconds := func(seconds int, _ time.Time) string { return strconv.Itoa(seconds) }
	asDate := func(seconds int, now time.Time) string {
		return now.Add(time.Duration(seconds) * time.Second).UTC().Format(http.TimeFormat)
	}
	return []randomKind{
		wait(http.StatusTooManyRequests, inSeconds),
		wait(http.StatusTooManyRequests, asDate),
		status(http.StatusTooManyRequests, ApplyNever),
		wait(http.StatusServiceUnavailable, inSeconds),
		status(http.StatusServiceUnavailable, ApplyNever),
		status(http.StatusInternalServerError, ApplyNever),
		status(http.StatusBadGateway, ApplyBefore),
		status(http.StatusGatewayTimeout, ApplyBefore),
		status(http.StatusGatewayTimeout, ApplyAfter),
		always(ApplyNever, Reply{Drop: DropHeader}),
		always(ApplyBefore, Reply{Drop: DropHeader}),
		always("", Reply{Drop: DropBody}),
		always("", Reply{Stall: Duration(tooLate)}),
		always("", Reply{Delay: Duration(tooLate)}),
		always(ApplyAfter, Reply{Drop: DropHeader, Delay: Duration(tooLate)}),
		func(r *rand.Rand, _ time.Time) *Fault {
			return &Fault{Reply: Reply{Delay: Duration(time.Duration(100+r.IntN(900)) * time.Millisecond)}}
		},
	}
}
