package e2e_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// TestLifecycleOnBetterAuth delivers the lifecycle to the SCIM server of Better Auth, by
// each engine to a fresh one. It keeps less of a user than others and has rules of its
// own, so that what it comes to is written down, and is the same for all engines.
func TestLifecycleOnBetterAuth(t *testing.T) {
	code := defaultAction(t).Code
	var first []state
	for _, run := range []struct {
		name  string
		ready func(t *testing.T, code string) engine
	}{{"node", inNode}, {"goja", onRealClock}, {"reference", nativelyOnRealClock}} {
		t.Run(run.name, func(t *testing.T) {
			server := startServer(t, "better-auth.cjs", nil)
			deliver := run.ready(t, code)(patientSecrets(server.baseURL))
			var short strings.Builder
			var states []state
			for _, name := range lifecycle {
				s := step(t, name, deliver, server.users)
				states = append(states, s)
				short.WriteString("=== " + name + "\n" + strings.Join(append(s.Logs, s.Failure), "\n") + "\n")
			}
			short.WriteString("=== users in the end\n" + indentJSON(t, states[len(states)-1].Users))
			if first == nil {
				first = states
				openGoldens(filepath.Join(root, "testdata", "servers")).compare(t, "better-auth", short.String())
			} else if diff := gocmp.Diff(first, states); diff != "" {
				t.Errorf("%s does something else (-node +%s):\n%s", run.name, run.name, diff)
			}
		})
	}
}

func indentJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + "\n"
}
