package simulate

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// attempt is one execution of the Action, carried in the context of its requests.
type attempt struct {
	occurrence *occurrence
	changes    int // that its requests made in time
}

type attemptKey struct{}

// request is one of an attempt's.
type request struct{ attempt *attempt }

type requestKey struct{}

// step is what can be seen of an account's way through the simulation: an
// execution of the Action, or a change on the server.
type step struct {
	at         time.Time
	occurrence *occurrence // whose event it was

	// Of an execution.
	outcome      action.Outcome
	reason       string
	acknowledged bool
	changes      int

	// Of a change.
	id      string // of the resource; "" of an execution
	made    bool   // it was created
	removed bool
	late    bool // the request had been answered, with a failure, when it worked
}

// watcher stands before the server. It knows whose resources there are: a resource
// belongs to the account whose event created it. It sees every change, also those
// that the Action never hears of.
type watcher struct {
	clock   *action.Clock
	server  *mockscim.Server
	now     *request // that is being answered
	owners  map[string]*account
	steps   map[*account][]step
	foreign []foreign
	second  []second
	arrived bool // a user has, at any time
}

// foreign is a change to a resource of another account.
type foreign struct {
	step
	owner    *account
	namesake bool // the resource told of no owner, and had the name of the one who took it
}

// second is the creation of an account that was there already.
type second struct {
	step
	first string // id of the other resource
}

func newWatcher(clock *action.Clock) *watcher {
	return &watcher{clock: clock, owners: map[string]*account{}, steps: map[*account][]step{}}
}

// ServeHTTP implements [http.Handler].
func (w *watcher) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	a, _ := r.Context().Value(attemptKey{}).(*attempt)
	w.now = &request{a}
	defer func() { w.now = nil }()
	w.server.ServeHTTP(out, r.WithContext(context.WithValue(r.Context(), requestKey{}, w.now)))
}

// changed is the server's observer.
func (w *watcher) changed(c mockscim.Change) {
	sender := c.Request.Context().Value(requestKey{}).(*request)
	o := sender.attempt.occurrence
	s := step{
		at: w.clock.Now(), occurrence: o, id: c.ID,
		made: c.Before == nil, removed: c.After == nil, late: sender != w.now,
	}
	if !s.late {
		sender.attempt.changes++
	}
	owner := w.owners[c.ID]
	w.arrived = w.arrived || s.made
	if s.made {
		if first := w.resourceOf(o.account); first != "" {
			w.second = append(w.second, second{s, first})
		}
		owner = o.account
	} else if owner != o.account {
		f := foreign{step: s, owner: owner, namesake: isNamesake(c.Before, o.account)}
		w.foreign = append(w.foreign, f)
		w.note(s, owner)
		if f.namesake {
			owner = o.account
		}
	}
	w.owners[c.ID] = owner
	if s.removed {
		delete(w.owners, c.ID)
	}
	w.note(s)
}

// isNamesake tells whether a resource says of no externalId whose it is, and has a
// name of that account: then the name decides.
func isNamesake(resource map[string]any, a *account) bool {
	if id, _ := resource["externalId"].(string); id != "" {
		return false
	}
	name, _ := resource["userName"].(string)
	return a.names[strings.ToLower(name)]
}

// resourceOf is the id of a resource of an account, or nothing.
func (w *watcher) resourceOf(a *account) string {
	for i := len(w.steps[a]) - 1; i >= 0; i-- {
		s := w.steps[a][i]
		if s.id != "" && w.owners[s.id] == a {
			return s.id
		}
	}
	return ""
}

// note writes a step down, with the account that it is of unless others are named.
func (w *watcher) note(s step, accounts ...*account) {
	if len(accounts) == 0 {
		accounts = []*account{s.occurrence.account}
	}
	for _, a := range accounts {
		w.steps[a] = append(w.steps[a], s)
	}
}

// reasonOf is what the Action's log says about why it did what it did.
func reasonOf(t *action.Transcript) string {
	for i := len(t.Logs) - 1; i >= 0; i-- {
		var line struct {
			Outcome action.Outcome `json:"outcome"`
			Reason  string         `json:"reason"`
		}
		if json.Unmarshal([]byte(t.Logs[i].Text), &line) == nil && line.Outcome == t.Outcome {
			return line.Reason
		}
	}
	return ""
}
