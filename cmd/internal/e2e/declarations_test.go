package e2e_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestJestOfSample runs the sample's own test of its Action.
func TestJestOfSample(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"action.js", "action.test.js"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(readSample(t, name)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	config := `{"transform": {}, "testEnvironment": "node", "cache": false}`
	if err := os.WriteFile(filepath.Join(folder, "jest.config.json"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	out := runNode(t, folder, filepath.Join(modules(t), "jest", "bin", "jest.js"), "--ci", "--runInBand", "--colors=false", "--rootDir", folder)
	if !bytes.Contains(out, []byte("Tests:       2 passed, 2 total")) {
		t.Errorf("Jest ran other tests:\n%s", out)
	}
}

// uses are programs that use the declarations of an Action; the last ones are wrong.
var uses = map[string]struct {
	text string
	ok   bool
}{
	"right": {`import { onExecuteEventStream, type Event, type User } from "./action";
const user: User = { user_id: "auth0|1", email: "ada@example.com", blocked: false, logins_count: 3, user_metadata: { phone: "1" },
  identities: [{ connection: "Staff", isSocial: false }], last_password_reset: "never" };
const event: Event = {
  message: { type: "user.updated", id: "evt_1", data: { object: user, previous_object: null, context: { connection: { name: "Staff" } } } },
  secrets: { SCIM_BASE_URL: "https://scim.example.com", SCIM_BEARER_TOKEN: "t", SCIM_MAX_RETRIES: "2" },
};
const done: Promise<void> = onExecuteEventStream(event);
void done;
`, true},
	"without a secret": {`import { onExecuteEventStream } from "./action";
void onExecuteEventStream({ message: { type: "user.created", data: { object: { user_id: "a" } } }, secrets: { SCIM_BASE_URL: "x" } });
`, false},
	"with a field of another type": {`import type { User } from "./action";
export const user: User = { user_id: "a", blocked: "no" };
`, false},
}

// TestDeclarations has the TypeScript compiler read what generate --types writes.
func TestDeclarations(t *testing.T) {
	for name, use := range uses {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			for file, text := range map[string]string{"action.d.ts": readSample(t, "action.d.ts"), "use.ts": use.text} {
				if err := os.WriteFile(filepath.Join(folder, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			cmd := exec.Command(node(t), tsc(t), "--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", filepath.Join(folder, "use.ts"))
			out, err := cmd.CombinedOutput()
			if (err == nil) != use.ok {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
