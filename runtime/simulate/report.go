package simulate

import (
	"time"

	"github.com/scimwright/scimwright/runtime/action"
)

// Report is what came of a simulation.
type Report struct {
	Seed       uint64        `json:"seed"`
	Users      int           `json:"users"`
	Accounts   int           `json:"accounts"`   // user_ids: who comes back may get another one
	Events     int           `json:"events"`     // that happened in the tenant
	Duplicates int           `json:"duplicates"` // events that were delivered a second time
	Deliveries int           `json:"deliveries"` // executions of the Action
	Failures   int           `json:"failures"`   // of these
	Retries    int           `json:"retries"`    // after 1, 2 and 4 seconds
	Requests   int           `json:"requests"`   // that the Action sent
	Virtual    time.Duration `json:"virtualNanoseconds"`

	DeadLetters int `json:"deadLetters"` // events that failed four times
	Redelivered int `json:"redelivered"` // deliveries of dead letters, without faults
	StillDead   int `json:"stillDead"`   // that fail for good

	Outcomes    map[action.Outcome]int `json:"outcomes"`
	Divergences []Divergence           `json:"divergences"`
}

// Divergence is one way in which the server differs from the tenant, or an access
// to what an event was not about.
type Divergence struct {
	Name string `json:"name"`
	// Permitted tells whether the Action's contract permits it, and Reason why.
	Permitted bool    `json:"permitted"`
	Reason    string  `json:"reason,omitempty"`
	Remedy    string  `json:"remedy,omitempty"`
	Count     int     `json:"count"`
	Example   Example `json:"example"` // the first
}

// Example is one account with a divergence. The same options give the same one.
type Example struct {
	User    string   `json:"user"`
	Other   string   `json:"other,omitempty"` // whose resource it was, or which resource was there
	Event   string   `json:"event"`           // that did it, or should have done it
	Newest  string   `json:"newest"`          // the user's last event
	History []string `json:"history"`         // what came of the user's events, in the order of their deliveries
}

// OK tells whether there is nothing but what the contract permits.
func (r *Report) OK() bool {
	for _, d := range r.Divergences {
		if !d.Permitted {
			return false
		}
	}
	return true
}

// Found returns how many divergences have that name.
func (r *Report) Found(name string) int {
	for _, d := range r.Divergences {
		if d.Name == name {
			return d.Count
		}
	}
	return 0
}

// add counts a divergence.
func (r *Report) add(c class, e Example) {
	for i := range r.Divergences {
		if r.Divergences[i].Name == c.name {
			r.Divergences[i].Count++
			return
		}
	}
	r.Divergences = append(r.Divergences, Divergence{
		Name: c.name, Permitted: c.reason != "", Reason: c.reason, Remedy: c.remedy, Count: 1, Example: e,
	})
}
