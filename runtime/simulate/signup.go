package simulate

import (
	"fmt"
	"slices"
	"strings"
)

var (
	givenNames  = []string{"Ada", "Zoë", "Łukasz", "Grace", "Bjørn", "Nuria", "Dag", "Mei"}
	familyNames = []string{"Byron", "Lovelace", "O'Brien", "García", "Ødegård", "van der Berg", "Hopper", "Li"}
	departments = []string{"", "Engineering", "Sales", "People"}
)

// signUp gives a person an account: the first one, or one after a deletion. An
// account of a social provider comes back under its old user_id; in a database of
// Auth0's the person gets a new one, and often with the same e-mail address.
func (t *tenant) signUp(p *person) {
	what := "signed up"
	old := p.now
	p.now = profile{
		given: pick(t.random, givenNames), family: pick(t.random, familyNames), verified: true, logins: 1,
		department: pick(t.random, departments), created: t.clock,
	}
	now := &p.now
	now.nickname = strings.ToLower(now.given)
	if p.account != nil {
		what = "signed up again"
		now.given, now.family = old.given, old.family
	}
	if p.account == nil || old.provider != "google-oauth2" {
		t.open(p)
	} else {
		now.id, now.connection, now.provider = old.id, old.connection, old.provider
		p.account.gone = false
	}
	switch {
	case now.provider == "sms":
	case old.email != "" && !t.holders[old.email]:
		t.hold(old.email)
		now.email = old.email
	default:
		now.email = t.address(p)
	}
	t.record(p, created, what, nil)
}

// open makes a new account. Some ids look like those of others: they have the same
// letters in another case, or one is the beginning of another.
func (t *tenant) open(p *person) {
	t.serial++
	now := &p.now
	switch n := t.random.IntN(100); {
	case n < 50:
		now.provider, now.connection = "auth0", "Username-Password-Authentication"
		now.id = fmt.Sprintf("auth0|%08x%016x", t.serial, t.random.Uint64())
	case n < 70:
		now.provider, now.connection = "google-oauth2", "google-oauth2"
		now.id = fmt.Sprintf("google-oauth2|1%05d%015d", t.serial, t.random.Int64N(1e15))
	case n < 95:
		now.provider, now.connection = "auth0", "staff"
		now.id = t.similar()
	default:
		now.provider, now.connection = "sms", "sms"
		now.id = fmt.Sprintf("sms|%08x%016x", t.serial, t.random.Uint64())
		now.phone = fmt.Sprintf("+4670%07d", t.serial)
	}
	p.account = &account{id: now.id, names: map[string]bool{}}
	t.accounts = append(t.accounts, p.account)
}

// similar is an id of a database whose ids people chose.
func (t *tenant) similar() string {
	number := (t.serial + 2) / 3
	for _, form := range []string{"auth0|Staff.%d", "auth0|staff.%d", "auth0|STAFF.%d.b"} {
		id := fmt.Sprintf(form, number)
		if !slices.ContainsFunc(t.accounts, func(a *account) bool { return a.id == id }) {
			return id
		}
	}
	return fmt.Sprintf("auth0|staff.x%d", t.serial)
}

// address is an e-mail address for a person: a new one, or one that another had.
func (t *tenant) address(p *person) string {
	if n := len(t.freed); n > 0 && t.random.IntN(3) == 0 {
		i := t.random.IntN(n)
		address := t.freed[i]
		t.freed = slices.Delete(t.freed, i, i+1)
		if !t.holders[address] {
			t.hold(address)
			return address
		}
	}
	t.serial++
	address := fmt.Sprintf("user%d.%d@example.com", p.number, t.serial)
	if t.random.IntN(10) == 0 {
		address = fmt.Sprintf("User%d.%d@Example.com", p.number, t.serial)
	}
	t.hold(address)
	return address
}

// hold and free keep account of who has which address: nobody has one that another
// has.
func (t *tenant) hold(address string) { t.holders[address] = true }

func (t *tenant) free(address string) {
	if address != "" {
		delete(t.holders, address)
		t.freed = append(t.freed, address)
	}
}

// cutID splits a user_id into the provider and the id that this one knows.
func cutID(id string) (provider, local string) {
	provider, local, _ = strings.Cut(id, "|")
	return provider, local
}
