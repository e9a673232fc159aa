package cli

import (
	"encoding/json"
	"net/http"

	"github.com/scimwright/scimwright/runtime/action"
)

// mockSecrets are what an Action is told before the server in memory, where
// nobody says otherwise: enough for each way of authentication.
var mockSecrets = map[string]string{
	secretToken:          mockToken,
	"SCIM_USERNAME":      "mock-user",
	"SCIM_PASSWORD":      "mock-password",
	"SCIM_API_KEY":       "mock-api-key",
	"SCIM_CLIENT_ID":     "mock-client",
	"SCIM_CLIENT_SECRET": "mock-client-secret",
	"SCIM_TOKEN_URL":     "https://id.example.com/oauth2/token",
}

// withTokens answers requests for access tokens, which go to another host than
// the server's, by the token that the server takes.
func withTokens(server http.Handler) http.RoundTripper {
	return action.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" {
			server.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"access_token": mockToken, "token_type": "Bearer", "expires_in": 3600})
	}))
}
