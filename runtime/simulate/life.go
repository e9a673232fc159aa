package simulate

import (
	"cmp"
	"container/heap"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// kind is what an event tells of a user.
type kind string

const (
	created kind = "created"
	updated kind = "updated"
	deleted kind = "deleted"
)

// occurrence is something that happened to an account: what one event tells of.
type occurrence struct {
	account *account
	number  int // of the account's occurrences, from 0
	kind    kind
	what    string // in words
	at      time.Time
	event   string  // id
	after   profile // for a deletion, what was there
	message []byte  // the CloudEvent
}

// account is a user_id and all that happens to it: the truth of the tenant.
type account struct {
	id    string
	life  []*occurrence
	gone  bool
	names map[string]bool // under which the server may know it, in lower case
}

// last is the newest occurrence, which tells how the account has to be in the end.
func (a *account) last() *occurrence { return a.life[len(a.life)-1] }

// person is who has an account, and another one after its deletion.
type person struct {
	number  int
	left    int // events to come
	next    time.Time
	account *account
	now     profile
	over    bool
}

// tenant lives through the lives of its users.
type tenant struct {
	random      *rand.Rand
	events      *eventMaker
	persons     []*person
	accounts    []*account
	occurrences []*occurrence // in their order
	holders     map[string]bool
	freed       []string // e-mail addresses that nobody has any more
	serial      int
	clock       time.Time
}

// live returns a tenant after so many events of each of so many users.
func live(o Options, random *rand.Rand) *tenant {
	t := &tenant{random: random, holders: map[string]bool{}, events: &eventMaker{random: random}}
	queue := &personQueue{}
	for i := range o.Users {
		start := epoch.Add(time.Duration(random.Int64N(int64(time.Minute))))
		p := &person{number: i, left: o.Events, next: start}
		t.persons = append(t.persons, p)
		heap.Push(queue, p)
	}
	for queue.Len() > 0 {
		p := heap.Pop(queue).(*person)
		if p.left == 0 || p.over {
			continue
		}
		// No two moments are the same: what happened later has a later stamp.
		t.clock = later(t.clock.Add(time.Millisecond), p.next)
		t.step(p)
		p.left--
		p.next = t.clock.Add(t.pause())
		heap.Push(queue, p)
	}
	return t
}

// pause is the time between two events of a user: things come in bursts.
func (t *tenant) pause() time.Duration {
	if t.random.IntN(5) < 2 {
		return time.Duration(t.random.Int64N(int64(2 * time.Second)))
	}
	return time.Duration(t.random.Int64N(int64(40 * time.Second)))
}

// step lets the next thing happen to a person.
func (t *tenant) step(p *person) {
	if p.account == nil || p.account.gone {
		t.signUp(p)
		return
	}
	before := p.now
	switch n := t.random.IntN(100); {
	case n < 10:
		t.leave(p, "deleted")
		return
	case n < 16:
		if other := t.another(p); other != nil {
			t.link(p, other)
			return
		}
		p.now.logins++
		t.record(p, updated, "logged in", &before)
		return
	}
	t.record(p, updated, t.change(p), &before)
}

// change changes something of a profile, and says what.
func (t *tenant) change(p *person) string {
	now := &p.now
	switch n := t.random.IntN(84); {
	case n < 18:
		now.blocked = !now.blocked
		if now.blocked {
			return "blocked"
		}
		return "unblocked"
	case n < 32:
		t.free(now.email)
		now.email, now.verified = t.address(p), false
		return "e-mail changed"
	case n < 46:
		now.family = pick(t.random, familyNames)
		return "name changed"
	case n < 58:
		now.contact = toggled(now.contact, fmt.Sprintf("+44 20 7946 %04d", t.random.IntN(10000)))
		return "phone number changed"
	case n < 66:
		now.nickname = toggled(now.nickname, strings.ToLower(now.given))
		return "nickname changed"
	case n < 74:
		now.department = pick(t.random, departments)
		return "department changed"
	}
	now.logins++
	return "logged in"
}

// toggled takes a value away, or sets it where there is none.
func toggled(has, value string) string {
	if has != "" {
		return ""
	}
	return value
}

// leave deletes a person's account.
func (t *tenant) leave(p *person, what string) {
	t.free(p.now.email)
	p.account.gone = true
	t.record(p, deleted, what, &p.now)
}

// link makes another's account an identity of a person's: that account is gone.
func (t *tenant) link(p, other *person) {
	before := p.now
	t.leave(other, "linked to "+p.account.id)
	other.over = true
	p.now.linked = append(p.now.linked[:len(p.now.linked):len(p.now.linked)], other.now.identity())
	t.clock = t.clock.Add(time.Millisecond)
	t.record(p, updated, "got linked to it "+other.account.id, &before)
}

// another is somebody else with an account, or nil.
func (t *tenant) another(p *person) *person {
	for range 4 {
		other := pick(t.random, t.persons)
		if other != p && !other.over && other.account != nil && !other.account.gone {
			return other
		}
	}
	return nil
}

// record notes what happened, now.
func (t *tenant) record(p *person, k kind, what string, before *profile) {
	if k != deleted {
		p.now.updated = t.clock
	}
	a := p.account
	o := &occurrence{account: a, number: len(a.life), kind: k, what: what, at: t.clock, after: p.now}
	for _, name := range []string{p.now.email, p.now.phone, p.now.id} {
		a.names[strings.ToLower(name)] = true
	}
	t.events.make(o, before)
	a.life = append(a.life, o)
	t.occurrences = append(t.occurrences, o)
}

// personQueue has the person in front to whom something happens next.
type personQueue []*person

func (q personQueue) Len() int { return len(q) }
func (q personQueue) Less(i, j int) bool {
	return cmp.Or(q[i].next.Compare(q[j].next), q[i].number-q[j].number) < 0
}
func (q personQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *personQueue) Push(p any)   { *q = append(*q, p.(*person)) }
func (q *personQueue) Pop() any {
	last := len(*q) - 1
	p := (*q)[last]
	*q = (*q)[:last]
	return p
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b.Truncate(time.Millisecond)
	}
	return a
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }
