package simulate

import (
	"maps"
	"time"
)

// profile is an Auth0 user at one moment, in the fields of the event catalogue.
type profile struct {
	id, email, phone        string
	given, family, nickname string
	department              string // in app_metadata
	contact                 string // the phone number in user_metadata
	verified, blocked       bool
	logins                  int
	connection, provider    string
	linked                  []map[string]any // identities besides the primary one
	created, updated        time.Time
}

// object is the profile as an event has it. Fields without a value are absent.
func (p *profile) object() map[string]any {
	_, local := cutID(p.id)
	primary := map[string]any{
		"connection": p.connection, "user_id": local, "provider": p.provider, "isSocial": p.provider == "google-oauth2",
	}
	identities := []any{primary}
	for _, identity := range p.linked {
		identities = append(identities, maps.Clone(identity))
	}
	o := map[string]any{
		"user_id": p.id, "created_at": stamp(p.created), "updated_at": stamp(p.updated),
		"identities": identities, "blocked": p.blocked, "logins_count": p.logins,
		"name": p.given + " " + p.family, "given_name": p.given, "family_name": p.family,
		"app_metadata": map[string]any{}, "user_metadata": map[string]any{},
	}
	put := func(into map[string]any, name, value string) {
		if value != "" {
			into[name] = value
		}
	}
	put(o, "nickname", p.nickname)
	put(o, "phone_number", p.phone)
	put(o["app_metadata"].(map[string]any), "department", p.department)
	put(o["user_metadata"].(map[string]any), "phone", p.contact)
	if p.email != "" {
		o["email"], o["email_verified"] = p.email, p.verified
	}
	return o
}

// identity is the profile as an account that is linked to another one.
func (p *profile) identity() map[string]any {
	_, local := cutID(p.id)
	return map[string]any{
		"connection": p.connection, "user_id": local, "provider": p.provider, "isSocial": p.provider == "google-oauth2",
		"profileData": map[string]any{"email": p.email, "email_verified": p.verified, "name": p.given + " " + p.family},
	}
}

// stamp is a time as Auth0 writes it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
