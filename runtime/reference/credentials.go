package reference

import (
	"encoding/base64"
	"net/http"
	"regexp"
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
)

// credentials are what requests authenticate by.
type credentials struct {
	header http.Header // of every request; with OAuth, nothing until there is a token
	hidden []string    // what no error may quote
	about  string      // what to look at where the server refuses them
	client *client     // of OAuth; nil with any other type
}

// client is an OAuth client, which is issued access tokens.
type client struct {
	id, secret string
	tokenURL   webURL
}

// headerText is what fits into a header: printable ASCII.
var headerText = regexp.MustCompile(`^[ -~]+$`)

// scheme is that of a bearer token, which is often pasted along.
var scheme = regexp.MustCompile(`(?i)^bearer([` + blanks + `]+|$)`)

func readCredentials(a mapping.Auth, s secrets) (credentials, error) {
	switch a.Type.Value {
	case mapping.AuthBasic:
		return basicCredentials(s)
	case mapping.AuthHeader:
		key, err := s.headerText("SCIM_API_KEY", s.read("SCIM_API_KEY"))
		return credentials{header: http.Header{http.CanonicalHeaderKey(a.Header.Value): {key}},
			hidden: []string{key}, about: "the secret SCIM_API_KEY"}, err
	case mapping.AuthOAuth2:
		return clientCredentials(a, s)
	}
	token, err := s.headerText("SCIM_BEARER_TOKEN", scheme.ReplaceAllString(s.read("SCIM_BEARER_TOKEN"), ""))
	return credentials{header: http.Header{"Authorization": {"Bearer " + token}},
		hidden: []string{token}, about: "the secret SCIM_BEARER_TOKEN"}, err
}

func (s secrets) headerText(name, text string) (string, error) {
	if !headerText.MatchString(text) {
		return "", unusable(name, "is missing or not fit for a header")
	}
	return text, nil
}

// basicCredentials are a user name and a password (RFC 7617).
func basicCredentials(s secrets) (credentials, error) {
	name, password := s.read("SCIM_USERNAME"), s.read("SCIM_PASSWORD")
	switch {
	case name == "":
		return credentials{}, unusable("SCIM_USERNAME", "is missing")
	case strings.Contains(name, ":"):
		// What follows the first colon would be taken for the password.
		return credentials{}, unusable("SCIM_USERNAME", "must not hold a colon")
	case password == "":
		return credentials{}, unusable("SCIM_PASSWORD", "is missing")
	}
	both := base64.StdEncoding.EncodeToString([]byte(name + ":" + password))
	return credentials{header: http.Header{"Authorization": {"Basic " + both}},
		hidden: []string{password, both}, about: "the secrets SCIM_USERNAME and SCIM_PASSWORD"}, nil
}

// clientCredentials are those of an OAuth client (RFC 6749 section 4.4).
func clientCredentials(a mapping.Auth, s secrets) (credentials, error) {
	c := &client{id: s.read("SCIM_CLIENT_ID"), secret: s.read("SCIM_CLIENT_SECRET")}
	switch {
	case c.id == "":
		return credentials{}, unusable("SCIM_CLIENT_ID", "is missing")
	case c.secret == "":
		return credentials{}, unusable("SCIM_CLIENT_SECRET", "is missing")
	}
	var err error
	c.tokenURL, err = s.url("SCIM_TOKEN_URL", a.TokenURL.Value)
	return credentials{header: http.Header{}, hidden: []string{c.secret}, client: c,
		about: "the scopes of the OAuth client, and the secret SCIM_TOKEN_URL"}, err
}
