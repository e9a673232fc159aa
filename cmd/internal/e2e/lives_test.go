package e2e_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/runtime/action"
	"github.com/scimwright/scimwright/runtime/reference"
)

// livesOf is the mapping of the lives, for an update of some kind.
func livesOf(update string) string {
	return `version: 1
scope: {when: "${user.app_metadata.staff == true}", outside: deactivate}
user:
  userName: ${user.email}
  active: ${!user.blocked}
  displayName: ${user.name}
  name: {givenName: "${user.given_name}", familyName: "${user.family_name}", formatted: "${user.name}"}
  emails: [{value: "${user.email}", type: work, primary: true}]
  phoneNumbers: [{value: "${user.user_metadata.phone}", type: work}]
  urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:
    department: ${user.app_metadata.department}
update: ` + update + "\n"
}

// TestLivesOnRealServers has a user live on servers that nobody here wrote, by each kind
// of update. What is logged, what fails and what the server holds after each event is the
// same, whichever engine delivers; what it comes to is written down.
func TestLivesOnRealServers(t *testing.T) {
	updates := []string{
		"{method: put}", "{method: merge}", "{method: merge, clear: remove}", "{method: patch}",
		"{method: patch, patch: attributes, clear: remove}", "{method: put, unchanged: skip, missing: create}",
	}
	modules(t) // or there are no servers
	var told strings.Builder
	for _, server := range []struct {
		name  string
		serve func(*testing.T) provider
	}{
		{"scimmy", serveScimmy},
		{"scimmy that ignores filters", serveForgetfulScimmy},
		{"better-auth", func(t *testing.T) provider { return startServer(t, "better-auth.cjs", nil) }},
	} {
		t.Run(server.name, func(t *testing.T) {
			first := map[string][]state{}
			for _, run := range []struct {
				name  string
				ready func(t *testing.T, mapping, code string) engine
			}{
				{"node", func(t *testing.T, _, code string) engine { return inNode(t, code) }},
				{"goja", func(t *testing.T, _, code string) engine { return onRealClock(t, code) }},
				{"reference", func(t *testing.T, mapping, _ string) engine {
					native := reference.NewEngine(referenceOf(t, "mapping.yaml", mapping), reference.EngineOptions{Clock: action.RealClock()})
					return func(secrets map[string]string) deliver { return underEngine(native, secrets, http.DefaultTransport) }
				}},
			} {
				server := server.serve(t)
				for i, update := range updates {
					mapping := livesOf(update)
					made, found, err := generator.Compile("mapping.yaml", mapping, generator.Options{})
					if err != nil || made == nil {
						t.Fatal(found, err)
					}
					deliver := run.ready(t, mapping, made.Code)(patientSecrets(server.baseURL))
					var states []state
					for _, s := range lifeOf() {
						states = append(states, stateAfter(t, deliver(t, s.message(t)), server.users))
					}
					if len(states[0].Users) != i+1 && len(states[0].Users) != 1 {
						t.Errorf("%s: nobody was created: %+v", update, states[0])
					}
					if first[update] == nil {
						first[update] = states
					} else if diff := gocmp.Diff(first[update], states); diff != "" {
						t.Errorf("%s: %s does something else (-node +%s):\n%s", update, run.name, run.name, diff)
					}
				}
			}
			for _, update := range updates {
				fmt.Fprintf(&told, "=== %s, %s\n%s\n", server.name, update, strings.Join(outcomesOf(first[update]), "\n"))
			}
		})
	}
	openGoldens(filepath.Join(root, "testdata", "servers")).compare(t, "lives", told.String())
}

// outcomesOf are what the events came to, in short.
func outcomesOf(states []state) []string {
	var outcomes []string
	for _, s := range states {
		outcomes = append(outcomes, strings.Join(s.Logs, " ")+" "+s.Failure)
	}
	return outcomes
}
