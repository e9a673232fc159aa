package fuzz

import (
	"fmt"
	"strings"
)

// texts are what fields hold: ordinary ones, and those at which engines part.
var texts = []string{
	"Ada", "ada@example.com", "Ada Byron", "ADA@EXAMPLE.COM", "ENG", "admin", "bob@example.com", "", "x", "O'Brien \"Q\"", `a\b`,
	"İstanbul", "straße", "STRASSE", "K", "k", "ΟΔΟΣ", "οδος", "ﬁ", "😀", "é", "é", " padded ", "a\nb", "a\tb", "\u00a0", "\ufeff",
	"constructor", "__proto__", "null", "true", "0", "17", "1e3", "-0", "2025-01-01T00:00:00Z", "2024-02-30T25:00:00Z", "+44 20 7946 0000",
	"<script>", "${x}", "##X##", "a@b@c", "@", "ada@", "%2F", "a/b", "..", "auth0|ada",
}

// person is a user of Auth0, whose profile changes from event to event.
type person struct {
	id      string
	profile map[string]any
	changed int
	seen    bool // by an event
}

// people draws profiles, for a mapping that reads fields of its own besides.
type people struct {
	*choices
	fields []field // of open maps, that the mapping reads
	words  []string

	documented bool // nothing is drawn that Auth0 does not document
}

// field is a key of an open map: user_metadata or app_metadata.
type field struct{ in, path string }

func (p *people) text() string {
	if len(p.words) > 0 && p.once(3) {
		return of(p.choices, p.words...)
	}
	return of(p.choices, texts...)
}

// value draws what an open map may hold.
func (p *people) value(depth int) any {
	if p.documented {
		depth = 0 // as most metadata is
	}
	switch p.below(20) {
	case 5:
		return p.below(3) == 1
	case 6:
		return of[any](p.choices, 3, 0, -1, 2.5, 1e21, 9007199254740991, 1234567)
	case 7:
		return nil
	case 8:
		if depth > 0 {
			list := []any{}
			for range p.times(3) {
				list = append(list, p.value(depth-1))
			}
			return list
		}
	case 9:
		if depth > 0 {
			o := map[string]any{}
			for range p.times(2) {
				o[of(p.choices, "city", "country", "value", "type", "10", "2", "__proto__")] = p.value(depth - 1)
			}
			return o
		}
	}
	return p.text()
}

// declaredText are the fields of a profile that are texts.
var declaredText = []string{"name", "given_name", "family_name", "nickname", "username", "phone_number", "picture", "last_ip"}

// born draws a user.
func (p *people) born(n int) *person {
	id := of(p.choices, fmt.Sprintf("auth0|%d", n), fmt.Sprintf("google-oauth2|%d", n), fmt.Sprintf(`ad|Acme\user "%d"`, n), fmt.Sprintf("sms|ü%d", n))
	// By nothing but zeros, somebody whom every mapping can make something of.
	who := &person{id: id, profile: map[string]any{"user_id": id, "email": []string{"ada@example.com", "bob@example.com"}[n%2]}}
	if p.below(4) > 0 {
		p.change(who)
	}
	return who
}

// change draws another state of a user.
func (p *people) change(who *person) {
	who.changed++
	o := map[string]any{"user_id": who.id}
	for key, value := range who.profile {
		o[key] = value
	}
	if p.once(3) {
		p.set(o, "email", 6, func() any {
			return of(p.choices, "ada@example.com", "bob@example.com", "Ada@Example.com", "eve@example.com", "", p.text())
		})
	}
	for _, name := range declaredText {
		p.set(o, name, 2, func() any { return p.text() })
	}
	p.set(o, "blocked", 3, func() any { return p.below(2) == 1 })
	p.set(o, "email_verified", 2, func() any { return p.below(2) == 1 })
	p.set(o, "logins_count", 2, func() any { return p.below(6) })
	p.set(o, "created_at", 2, func() any {
		if p.once(12) {
			return of(p.choices, "yesterday", "")
		}
		return of(p.choices, "2024-05-06T07:08:09.123Z", "2024-05-06T07:08:09+02:00")
	})
	o["updated_at"] = of(p.choices, fmt.Sprintf("2025-01-01T00:%02d:00.000Z", who.changed%60), "2025-01-01T00:00:30.5Z", "2025-01-01T02:00:30+02:00", fmt.Sprintf("2025-01-01T00:%02d:00.000Z", (who.changed+1)%60))
	p.metadata(o, "app_metadata", "dept", "roles", "staff", "id", "address", "manager")
	p.metadata(o, "user_metadata", "title", "phone", "display-name", "level", "hired")
	p.identities(o)
	if !p.documented && p.once(60) { // what Auth0 does not document
		o[of(p.choices, "email", "name", "blocked", "identities", "app_metadata", "logins_count")] = p.value(1)
	}
	who.profile = o
}

// set gives a field a value, takes it away, or leaves it as it is.
func (p *people) set(o map[string]any, name string, weight int, value func() any) {
	switch n := p.below(weight + 2); {
	case n == 0:
	case n == weight+1:
		if p.once(4) {
			o[name] = nil
		} else {
			delete(o, name)
		}
	default:
		o[name] = value()
	}
}

func (p *people) metadata(o map[string]any, in string, keys ...string) {
	open := map[string]any{}
	if had, ok := o[in].(map[string]any); ok {
		for key, value := range had {
			open[key] = value
		}
	}
	for _, key := range keys {
		p.set(open, key, 1, func() any {
			if p.once(16) {
				return p.value(2)
			}
			return p.fitting(key)
		})
	}
	for _, f := range p.fields {
		if f.in == in {
			if p.once(3) {
				setPath(open, strings.Split(f.path, "."), p.value(2))
			}
		}
	}
	if len(open) > 0 || p.once(3) {
		o[in] = open
	}
}

// fitting is what a key of an open map should hold.
func (p *people) fitting(key string) any {
	switch key {
	case "roles":
		return []any{of(p.choices, "admin", "user"), p.text()}
	case "staff":
		return p.below(2) == 1
	case "level":
		return of[any](p.choices, 3, 2.5, "7")
	case "hired":
		return of(p.choices, "2024-05-06T07:08:09Z", "2023-01-01T00:00:00.5+01:00")
	case "address":
		return map[string]any{"city": p.text(), "country": p.text()}
	}
	return p.text()
}

func setPath(o map[string]any, path []string, value any) {
	for _, name := range path[:len(path)-1] {
		inner, ok := o[name].(map[string]any)
		if !ok {
			inner = map[string]any{}
		}
		copied := map[string]any{}
		for key, v := range inner {
			copied[key] = v
		}
		o[name] = copied
		o = copied
	}
	o[path[len(path)-1]] = value
}

func (p *people) identities(o map[string]any) {
	p.set(o, "identities", 2, func() any {
		list := []any{}
		for i := range p.times(2) {
			list = append(list, map[string]any{
				"connection": of(p.choices, "Users", "Social", "Other"), "provider": of(p.choices, "auth0", "google-oauth2"),
				"user_id": of[any](p.choices, "1", 17), "isSocial": p.below(2) == 1,
				"profileData": map[string]any{"email": p.value(0)}, "n": i,
			})
		}
		return list
	})
}
