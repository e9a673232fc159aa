package e2e_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// serveScimmy starts the server of testdata/node/scimmy.cjs.
func serveScimmy(t *testing.T) provider { return startScimmy(t) }

// serveForgetfulScimmy starts it with the common mistake that a filter is ignored.
func serveForgetfulScimmy(t *testing.T) provider { return startScimmy(t, "FILTERS=ignored") }

func startScimmy(t *testing.T, env ...string) provider {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "testdata", "node", "scimmy-deviations.json"))
	if err != nil {
		t.Fatal(err)
	}
	var deviations map[string]deviation
	if err := json.Unmarshal(text, &deviations); err != nil {
		t.Fatal(err)
	}
	return startServer(t, "scimmy.cjs", deviations, env...)
}

// startServer starts a server in Node, which needs packages of npm.
func startServer(t *testing.T, script string, deviations map[string]deviation, env ...string) provider {
	t.Helper()
	p := start(t, append([]string{"NODE_PATH=" + modules(t), "TOKEN=" + token}, env...), script)
	baseURL := strings.TrimSpace(string(p.hear(t)))
	users := func(t *testing.T) []map[string]any { return listUsers(t, baseURL) }
	return provider{baseURL: baseURL, users: users, deviations: deviations}
}

// listUsers asks a server for its users.
func listUsers(t *testing.T, baseURL string) []map[string]any {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, baseURL+"/Users?count=1000", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var list struct{ Resources []map[string]any }
	if err := json.NewDecoder(response.Body).Decode(&list); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("GET /Users: %s, %v", response.Status, err)
	}
	return list.Resources
}
