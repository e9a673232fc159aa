package mockscim

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// authenticate checks the bearer token (RFC 6750) where one is configured. The
// service provider configuration is public, so that clients can learn from it
// how to authenticate (RFC 7643 section 5).
func (s *Server) authenticate(x *exchange) error {
	if s.token == "" || len(x.segments) == 1 && x.segments[0] == "ServiceProviderConfig" {
		return nil
	}
	header := x.request.Header.Get("Authorization")
	if header == "" {
		return unauthorized("", "the request has no Authorization header; send a bearer token")
	}
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return unauthorized("", "the Authorization header is not of the scheme Bearer")
	}
	// Hashes have one length, so the comparison tells nothing of the token's.
	got, want := sha256.Sum256([]byte(strings.TrimSpace(token))), sha256.Sum256([]byte(s.token))
	if subtle.ConstantTimeCompare(got[:], want[:]) != 1 {
		return unauthorized(`, error="invalid_token"`, "the bearer token is not valid")
	}
	return nil
}

func unauthorized(challenge, detail string) error {
	return &refused{
		cause:  &scim.Error{Status: http.StatusUnauthorized, Detail: detail},
		header: map[string]string{"WWW-Authenticate": `Bearer realm="scim"` + challenge},
	}
}
