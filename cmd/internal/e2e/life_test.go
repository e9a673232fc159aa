package e2e_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/harness"
	"github.com/scimwright/scimwright/runtime/mockscim"
)

// stage is a moment in the life of a user: an event, and the profile then.
type stage struct {
	name, event string
	profile     map[string]any
	before      map[string]any // the profile of the stage before
}

// lifeOf are the stages of a user whom all mappings of these tests are about:
// one of the staff, who gets another name and loses the department, is blocked,
// leaves the staff, comes back, and is deleted.
func lifeOf() []stage {
	profile := map[string]any{
		"user_id": "auth0|67a1f0c2e4b0a91d3c5e7f01", "email": "ada@example.com", "blocked": false,
		"given_name": "Ada", "family_name": "Byron", "name": "Ada Byron",
		"user_metadata": map[string]any{"phone": "+44 20 7946 0000"},
		"app_metadata":  map[string]any{"staff": true, "department": "Engineering"},
	}
	var stages []stage
	next := func(name, event string, changes map[string]any) {
		for key, value := range changes {
			profile[key] = value
		}
		profile["updated_at"] = fmt.Sprintf("2026-01-0%dT12:00:00.000Z", len(stages)+1)
		now := map[string]any{}
		for key, value := range profile {
			now[key] = value
		}
		var before map[string]any
		if event == "user.updated" {
			before = stages[len(stages)-1].profile
		}
		stages = append(stages, stage{name, event, now, before})
	}
	staff, others := map[string]any{"staff": true}, map[string]any{"staff": false}
	next("created", "user.created", nil)
	next("updated", "user.updated", map[string]any{"family_name": "Lovelace", "name": "Ada Lovelace", "app_metadata": staff, "user_metadata": map[string]any{}})
	next("delivered again", "user.updated", nil)
	next("blocked", "user.updated", map[string]any{"blocked": true})
	next("left the staff", "user.updated", map[string]any{"blocked": false, "email": "ada@example.org", "app_metadata": others})
	next("came back", "user.updated", map[string]any{"email": "ada@example.com", "app_metadata": staff})
	next("deleted", "user.deleted", nil)
	return stages
}

func (s stage) message(t *testing.T) json.RawMessage {
	t.Helper()
	connection := map[string]any{"name": "Username-Password-Authentication", "strategy": "auth0"}
	data := map[string]any{"object": s.profile, "context": map[string]any{"connection": connection}}
	if s.before != nil {
		data["previous_object"] = s.before
	}
	text, err := json.Marshal(map[string]any{"id": "evt_1", "type": s.event, "time": s.profile["updated_at"], "data": data})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// life delivers the stages of a life under goja, to our server in process, and
// writes down what the server sees of each, and holds after it.
func life(t *testing.T, code string) string {
	t.Helper()
	server := mockscim.New(mockscim.WithBasePath(basePath))
	deliver := liveOn(t, code, server)
	var b strings.Builder
	for _, s := range lifeOf() {
		fmt.Fprintf(&b, "=== %s\n\n", s.name)
		b.WriteString(render(t, server, deliver(t, s.message(t))) + "\n")
		server.ClearRequests()
	}
	return b.String()
}

// liveOn readies an Action, whatever it authenticates by, for deliveries under
// goja: with all secrets that one may ask for, and a server behind a guard.
func liveOn(t *testing.T, code string, server http.Handler) deliver {
	t.Helper()
	given := map[string]string{
		"SCIM_BASE_URL": "https://scim.example.com" + basePath, "SCIM_BEARER_TOKEN": token,
		"SCIM_USERNAME": "ada", "SCIM_PASSWORD": "of the tests", "SCIM_API_KEY": "key-of-the-tests",
		"SCIM_CLIENT_ID": "client", "SCIM_CLIENT_SECRET": "of the tests", "SCIM_TOKEN_URL": "https://id.example.com/oauth/token",
	}
	engine := underGoja(t, "action.js", code, harness.Options{})
	return underHarness(engine, given, action.Handler(guard(server)))
}

// guard lets requests through that one of the ways to authenticate is right in,
// and issues tokens.
func guard(server http.Handler) http.Handler {
	const issued = "issued-token"
	basic := func(name, password string) string {
		return "Basic " + base64.StdEncoding.EncodeToString([]byte(name+":"+password))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		authorization := r.Header.Get("Authorization")
		if r.URL.Path == "/oauth/token" {
			form, _ := io.ReadAll(r.Body)
			inForm := strings.Contains(string(form), "client_id=client&client_secret=of+the+tests")
			if !inForm && authorization != basic("client", "of+the+tests") {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			_, _ = io.WriteString(w, `{"access_token": "`+issued+`", "token_type": "Bearer", "expires_in": 3600}`)
			return
		}
		known := authorization == "Bearer "+token || authorization == "Bearer "+issued ||
			authorization == basic("ada", "of the tests") || r.Header.Get("X-Api-Key") == "key-of-the-tests"
		if !known {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		server.ServeHTTP(w, r)
	})
}
