package reference

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/runtime/action"
)

// cacheKey is where api.cache has the access token for as long as it is good.
const cacheKey = "scim-access-token"

// margin is how long before its end a token is no longer kept.
const margin = 60 * time.Second

// authorize sees to it that requests have an access token, where they need one.
func (d *delivery) authorize() error {
	c := d.settings.credentials
	if c.client == nil || c.header.Get("Authorization") != "" {
		return nil
	}
	token, ok := d.cachedToken()
	if !ok {
		var err error
		if token, err = d.issueToken(); err != nil {
			return err
		}
	}
	d.settings.credentials.header = http.Header{"Authorization": {"Bearer " + token}}
	d.settings.credentials.hidden = append(c.hidden[:len(c.hidden):len(c.hidden)], token)
	return nil
}

// dropToken forgets a token from the cache that the server refuses.
func (d *delivery) dropToken() {
	err := d.engine.cache.Delete(d.engine.clock.Now(), cacheKey)
	d.cacheOperation(action.CacheOperation{Kind: "delete", Key: cacheKey}, err)
	d.settings.credentials.header = http.Header{}
}

// cachedToken is the token in the cache, if it was issued for this client.
func (d *delivery) cachedToken() (string, bool) {
	record, hit := d.engine.cache.Get(d.engine.clock.Now(), cacheKey)
	d.cacheOperation(action.CacheOperation{Kind: "get", Key: cacheKey, Hit: hit}, nil)
	owner, token, _ := strings.Cut(record.Value, "\n")
	return token, hit && owner == d.tokenOwner()
}

// tokenOwner tells for whom a token was issued: a cache outlives changes of secrets.
func (d *delivery) tokenOwner() string {
	c := d.settings.credentials.client
	return string(appendJSON(nil, []any{c.tokenURL.String(), c.id, d.scopes()}))
}

func (d *delivery) scopes() string {
	var scopes []string
	for _, s := range d.mapping.Auth.Scopes {
		scopes = append(scopes, s.Value)
	}
	return strings.Join(scopes, " ")
}

func (d *delivery) cacheOperation(op action.CacheOperation, err error) {
	if code, ok := err.(action.CacheError); ok {
		op.Error = code
	}
	d.transcript.Cache = append(d.transcript.Cache, op)
}

// issueToken asks for a token by the credentials of the client (RFC 6749 section 4.4).
func (d *delivery) issueToken() (string, error) {
	c := d.settings.credentials.client
	form := "grant_type=client_credentials"
	if scopes := d.scopes(); scopes != "" {
		form += "&scope=" + formEncoded(scopes)
	}
	header := http.Header{"Accept": {"application/json"}, "Content-Type": {"application/x-www-form-urlencoded"}}
	if d.mapping.Auth.Credentials.Value == mapping.CredentialsBasic {
		// Both are form-encoded before (RFC 6749 section 2.3.1).
		both := base64.StdEncoding.EncodeToString([]byte(formEncoded(c.id) + ":" + formEncoded(c.secret)))
		header.Set("Authorization", "Basic "+both)
		d.hide(both)
	} else {
		form += "&client_id=" + formEncoded(c.id) + "&client_secret=" + formEncoded(c.secret)
		d.hide(formEncoded(c.secret))
	}
	r := request{method: http.MethodPost, path: c.tokenURL.host}
	a, err := d.exchange(r, c.tokenURL.String(), header, form)
	if err != nil {
		return "", err
	}
	d.fresh = true
	return d.issued(r, a)
}

// hide has errors not quote a text.
func (d *delivery) hide(secret string) {
	c := &d.settings.credentials
	c.hidden = append(c.hidden[:len(c.hidden):len(c.hidden)], secret)
}

// asFormsDo leaves the asterisk as it is, which Go does not (URL Standard, section 5.2),
// and encodes the tilde.
var asFormsDo = strings.NewReplacer("%2A", "*", "~", "%7E")

// formEncoded is a text as a form has it.
func formEncoded(text string) string { return asFormsDo.Replace(url.QueryEscape(text)) }

var tokenText = regexp.MustCompile(`^[!-~]+$`)

// issued is the token of an answer. It is kept for its lifetime.
func (d *delivery) issued(r request, a answer) (string, error) {
	if a.status != http.StatusOK {
		return "", d.refusal(r, a, "error", "error_description", "check the secrets SCIM_TOKEN_URL, SCIM_CLIENT_ID and SCIM_CLIENT_SECRET")
	}
	body, _ := a.body.(*Object)
	if body == nil {
		body = &Object{}
	}
	token, _ := textAt(body, "access_token")
	kind, told := body.Get("token_type")
	text, isText := kind.(string)
	if !tokenText.MatchString(token) || told && !(isText && strings.EqualFold(text, "bearer")) {
		return "", &requestError{request: r, problem: "200 invalid token response", detail: "no bearer token", status: a.status}
	}
	lifetime, _ := body.Get("expires_in")
	ttl := numberOf(lifetime)*1000 - float64(margin.Milliseconds())
	if ttl > 0 {
		value := d.tokenOwner() + "\n" + token
		_, err := d.engine.cache.Set(d.engine.clock.Now(), cacheKey, value, action.Lifetime{TTL: &ttl})
		// What is too large for the cache is not kept.
		d.cacheOperation(action.CacheOperation{Kind: "set", Key: cacheKey, Value: value}, err)
	}
	return token, nil
}
