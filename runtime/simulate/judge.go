package simulate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// judge compares the server with the truth of the tenant.
type judge struct {
	reference *reference
	watch     *watcher
	dead      map[*occurrence]*delivery // events that fail for good
	finds     bool                      // whether the server finds users by externalId
	users     []map[string]any          // all of the server
	report    *Report
}

// judge writes every divergence into the report.
func (j *judge) judge(ctx context.Context, accounts []*account) error {
	for _, f := range j.watch.foreign {
		c := wrongPerson
		if f.namesake {
			c = namesake
		}
		j.report.add(c, j.example(f.occurrence, f.owner.id))
	}
	for _, s := range j.watch.second {
		j.report.add(duplicateAccount, j.example(s.occurrence, "resource "+s.first))
	}
	// What one clean delivery makes is taken for the truth, which would be nothing.
	if !j.watch.arrived && len(accounts) > 0 {
		j.report.add(nothingArrives, j.example(accounts[0].life[0], ""))
	}
	held := j.holdings()
	for _, a := range accounts {
		want, err := j.reference.ideal(ctx, a)
		if err != nil {
			return err
		}
		if has := held[a]; !fits(a, has, want) {
			if err := j.diverges(ctx, a, has, want); err != nil {
				return err
			}
		}
	}
	slices.SortStableFunc(j.report.Divergences, func(a, b Divergence) int {
		rank := func(d Divergence) int {
			if d.Permitted {
				return 1
			}
			return 0
		}
		return cmp.Or(rank(a)-rank(b), b.Count-a.Count, strings.Compare(a.Name, b.Name))
	})
	return nil
}

// fits tells whether what the server has of an account is as it should be. Of a user
// who is gone it should have nothing; where the Action keeps such a user's account,
// nothing or an inactive one, in whatever state.
func fits(a *account, has, want []map[string]any) bool {
	if a.last().kind != deleted || len(want) == 0 {
		return same(has, want)
	}
	kept := !slices.ContainsFunc(want, isInactive)
	return kept || !slices.ContainsFunc(has, func(u map[string]any) bool { return !isInactive(u) })
}

func isInactive(user map[string]any) bool { return user["active"] == false }

// holdings are the resources of each account.
func (j *judge) holdings() map[*account][]map[string]any {
	held := map[*account][]map[string]any{}
	for _, u := range j.users {
		owner := j.watch.owners[fmt.Sprint(u["id"])]
		held[owner] = append(held[owner], bare([]map[string]any{u})...)
	}
	return held
}

// diverges names what is the matter with an account. One whose resource another's
// event has changed, or that has two of them, is in the report already.
func (j *judge) diverges(ctx context.Context, a *account, has, want []map[string]any) error {
	h := historyOf(j.watch.steps[a], a)
	if h.touched || len(has) > 1 || h.doubled {
		return nil
	}
	orderly, err := j.reference.orderly(ctx, a)
	if err != nil {
		return err
	}
	c, by := j.explain(h, has, want, orderly)
	j.report.add(c, j.example(by, ""))
	return nil
}

// explain returns the name of a divergence and the occurrence that is to blame.
func (j *judge) explain(h *history, has, want, orderly []map[string]any) (class, *occurrence) {
	newest := h.account.last()
	change := h.last
	switch {
	case j.dead[newest] != nil && j.taken(j.dead[newest]):
		return nameTaken, newest
	case j.dead[newest] != nil:
		return undeliverable, newest
	case same(has, orderly) && len(has) == len(want) && len(has) > 0 && holdsMore(has[0], want[0]):
		return emptiedKept, newest
	case same(has, orderly):
		return asOrdered, newest
	case change != nil && change.late:
		return workedLate, change.occurrence
	case newest.kind == deleted && change != nil && h.after(change):
		return revived, change.occurrence
	case len(has) == 0 && newest.kind != deleted:
		return j.explainAbsence(h)
	case len(has) > 0 && newest.kind != deleted:
		return j.explainState(h, has, want)
	}
	return j.unapplied(h)
}

// explainAbsence is about an account that should be there.
func (j *judge) explainAbsence(h *history) (class, *occurrence) {
	newest := h.account.last()
	if h.last != nil && h.last.occurrence.kind == deleted && h.last.occurrence.number < newest.number {
		return deletedByOlder, h.last.occurrence
	}
	for _, o := range h.account.life {
		if d := j.dead[o]; d != nil && o.kind == created && j.taken(d) {
			return nameTaken, o
		}
	}
	return j.unapplied(h)
}

// explainState is about an account that is there, and should be otherwise.
func (j *judge) explainState(h *history, has, want []map[string]any) (class, *occurrence) {
	newest := h.account.last()
	old := h.last != nil && h.last.occurrence.number < newest.number
	switch removal := h.removedAfter(); {
	case removal != nil:
		return deletedByOlder, removal.occurrence
	case old && h.applied.changes == 0 && h.absent:
		return updateTooEarly, newest
	case old && h.after(h.last) && h.last.occurrence.kind == created && !h.last.made:
		return reactivated, h.last.occurrence
	case old && h.after(h.last):
		return staleUpdate, h.last.occurrence
	case newest.kind == created && h.applied.outcome == "duplicate":
		return creationNoUpdate, newest
	case !old && holdsMore(has[0], want[0]):
		return emptiedKept, newest
	}
	return j.unapplied(h)
}

// unapplied is about a newest event that the Action took and that has had no effect.
func (j *judge) unapplied(h *history) (class, *occurrence) {
	switch newest := h.account.last(); {
	case h.applied.changes > 0:
		return unexplained, newest
	case !j.finds && h.applied.outcome == "skipped":
		return cannotFind, newest
	default:
		return lostEvent, newest
	}
}

// taken tells whether a delivery fails because another account has the name.
func (j *judge) taken(d *delivery) bool {
	if !strings.HasPrefix(d.failure, "409") && !strings.Contains(d.failure, " 409 ") {
		return false
	}
	for _, u := range j.users {
		name, _ := u["userName"].(string)
		if d.occurrence.account.names[strings.ToLower(name)] {
			return true
		}
	}
	return false
}

// example is the account of an occurrence, with what came of its events.
func (j *judge) example(o *occurrence, other string) Example {
	a := o.account
	e := Example{User: a.id, Other: other, Event: o.event, Newest: a.last().event}
	for _, s := range j.watch.steps[a] {
		e.History = append(e.History, s.String())
	}
	return e
}

// String is a step in one line.
func (s step) String() string {
	o := s.occurrence
	at := s.at.Sub(epoch).Truncate(time.Millisecond)
	if s.id != "" {
		did := "changes"
		switch {
		case s.made:
			did = "creates"
		case s.removed:
			did = "removes"
		}
		text := fmt.Sprintf("%v: event %d %s resource %s", at, o.number, did, s.id)
		if s.late {
			text += ", after it had failed"
		}
		return text
	}
	text := fmt.Sprintf("%v: event %d (user.%s, %s, %s) %s", at, o.number, o.kind, o.what, o.event, s.outcome)
	if s.reason != "" {
		text += ": " + s.reason
	}
	return text
}
