package simulate

// history is what happened to one account on the server, as far as it decides.
type history struct {
	account *account
	steps   []step
	last    *step // the last change to its resource
	applied step  // the execution that took the newest event first
	at      int   // its place among the steps; -1 when there is none
	absent  bool  // whether there was no resource then
	touched bool  // whether another account's event changed a resource of this one
	doubled bool  // whether it ever had two
}

func historyOf(steps []step, a *account) *history {
	h := &history{account: a, steps: steps, at: -1}
	there := map[string]bool{}
	for i := range steps {
		s := &steps[i]
		switch {
		case s.id != "":
			h.last = s
			if s.occurrence.account != a {
				h.touched = true
			}
			there[s.id] = true
			if s.removed {
				delete(there, s.id)
			}
			h.doubled = h.doubled || len(there) > 1
		case s.acknowledged && s.occurrence == a.last() && h.at < 0:
			h.at, h.applied, h.absent = i, *s, len(there) == 0
		}
	}
	return h
}

// after tells whether a change was made after the newest event had been taken, by an
// older one.
func (h *history) after(change *step) bool {
	for i := range h.steps {
		if &h.steps[i] == change {
			return h.at >= 0 && i > h.at && change.occurrence.number < h.account.last().number
		}
	}
	return false
}

// removedAfter is the removal of the resource by an older deletion after the newest
// event had been taken, or nil.
func (h *history) removedAfter() *step {
	for i := h.at + 1; h.at >= 0 && i < len(h.steps); i++ {
		if s := &h.steps[i]; s.removed && h.after(s) {
			return s
		}
	}
	return nil
}
