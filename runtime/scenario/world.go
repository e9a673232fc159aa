package scenario

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// Where the servers of a scenario are. No request leaves the process.
const (
	baseURL  = "https://scim.example.com/scim/v2"
	tokenURL = "https://login.example.com/oauth/token"
)

// defaultSecrets are what mappings need, whatever their type of authentication.
var defaultSecrets = map[string]string{
	"SCIM_BASE_URL": baseURL, "SCIM_TOKEN_URL": tokenURL,
	"SCIM_BEARER_TOKEN": "token-of-the-scenario", "SCIM_API_KEY": "key-of-the-scenario",
	"SCIM_USERNAME": "provisioner", "SCIM_PASSWORD": "password-of-the-scenario",
	"SCIM_CLIENT_ID": "client", "SCIM_CLIENT_SECRET": "secret-of-the-client",
}

// secretsOf are those of the defaults that an Action of a mapping reads.
func secretsOf(checked *generator.Checked) map[string]string {
	needed := map[string]string{}
	for _, s := range generator.Secrets(checked) {
		if value, ok := defaultSecrets[s.Name]; ok {
			needed[s.Name] = value
		}
	}
	return needed
}

// world is what is around an engine: a SCIM server, a token endpoint, and nothing else.
type world struct {
	server *mockscim.Server
	tokens []Token
	issued int
	now    func() time.Time
}

func newWorld(t *Test, now func() time.Time) (*world, error) {
	dialect, err := t.dialect()
	if err != nil {
		return nil, err
	}
	faults, err := t.faults()
	if err != nil {
		return nil, err
	}
	options := []mockscim.Option{mockscim.WithBasePath("/scim/v2"), mockscim.WithClock(now),
		mockscim.WithDialect(dialect), mockscim.WithFaults(faults...)}
	w := &world{server: mockscim.New(options...), tokens: t.Tokens, now: now}
	for i, user := range t.Users {
		if _, err := w.server.SeedUser(user); err != nil {
			return nil, fmt.Errorf("user %d that the server is given: %w", i+1, err)
		}
	}
	return w, nil
}

// RoundTrip implements http.RoundTripper: it hands a request to the server that it is for.
func (w *world) RoundTrip(r *http.Request) (*http.Response, error) {
	handler := http.Handler(http.NotFoundHandler())
	switch r.URL.Host {
	case "scim.example.com":
		handler = w.server
	case "login.example.com":
		handler = http.HandlerFunc(w.issue)
	}
	return action.Handler(handler).RoundTrip(r)
}

// issue is the token endpoint (RFC 6749 section 5.1).
func (w *world) issue(rw http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	w.issued++
	var reply Token
	if n := len(w.tokens); n > 0 {
		reply = w.tokens[min(w.issued, n)-1]
	}
	if action.Pause(r.Context(), reply.Delay) != nil {
		return
	}
	body := reply.Body
	if reply.Status == 0 && body == nil {
		lifetime := reply.ExpiresIn
		if lifetime == nil {
			lifetime = 3600
		}
		body = map[string]any{"access_token": fmt.Sprintf("access-token-%d", w.issued), "token_type": "Bearer", "expires_in": lifetime}
	}
	rw.Header().Set("Content-Type", "application/json")
	if reply.Status != 0 {
		rw.WriteHeader(reply.Status)
	}
	if body != nil {
		_ = json.NewEncoder(rw).Encode(body)
	}
}
