package e2e_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestJest runs testdata/node/unit.test.js in Jest, beside each form of the
// Action of the default mapping.
func TestJest(t *testing.T) {
	made := defaultAction(t)
	unitTest, err := os.ReadFile(filepath.Join(root, "testdata", "node", "unit.test.js"))
	if err != nil {
		t.Fatal(err)
	}
	for name, code := range map[string]string{"readable": made.Code, "minified": made.Minified} {
		t.Run(name, func(t *testing.T) {
			path := writeFile(t, "action.js", code)
			folder := filepath.Dir(path)
			for file, text := range map[string]string{
				"unit.test.js": string(unitTest),
				// Without its transforms, Jest runs the files as they are.
				"jest.config.json": `{"transform": {}, "testEnvironment": "node", "cache": false}`,
			} {
				if err := os.WriteFile(filepath.Join(folder, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			out := runNode(t, folder, filepath.Join(modules(t), "jest", "bin", "jest.js"),
				"--ci", "--runInBand", "--detectOpenHandles", "--verbose", "--colors=false", "--rootDir", folder)
			if !bytes.Contains(out, []byte("Tests:       1 passed, 1 total")) {
				t.Errorf("Jest ran no test, or more than one:\n%s", out)
			}
			for _, complaint := range []string{"open handle", "did not exit"} {
				if bytes.Contains(out, []byte(complaint)) {
					t.Errorf("the Action leaves something open:\n%s", out)
				}
			}
		})
	}
}

// runNode runs a script in Node to its end, which has to be a good one, and
// returns what it wrote.
func runNode(t *testing.T, folder, script string, args ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, node(t), append([]string{script}, args...)...)
	cmd.Dir = folder
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(script), err, out)
	}
	return out
}
