package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTypesOfTemplate has the TypeScript compiler check the hand-written
// modules of the Action.
func TestTypesOfTemplate(t *testing.T) {
	runNode(t, filepath.Join(root, "templates", "action"), tsc(t), "--project", ".")
}

// TestTypesOfActions has it check the Action of each mapping in testdata/ok and
// testdata/actions, in strict mode, as an editor would that somebody opens the
// file in.
func TestTypesOfActions(t *testing.T) {
	actions := map[string]string{}
	paths := files(t, filepath.Join(root, "testdata", "ok"), filepath.Join("*", "mapping.yaml"))
	for _, path := range append(paths, files(t, options, filepath.Join("*", "mapping.yaml"))...) {
		actions[filepath.Base(filepath.Dir(path))] = compileFile(t, path).Code
	}
	checkTypes(t, actions)
}

// TestTypesOfActionsWithFunctions has it check the Actions of testdata/functions,
// which ask not to be checked: functions lose their types. Without the functions
// such an Action has to be as right as any other.
func TestTypesOfActionsWithFunctions(t *testing.T) {
	const request, heading = "// @ts-nocheck: the functions", "\n// Functions of the mapping, from "
	actions := map[string]string{}
	for name, made := range functionExamples(t) {
		actions[name] = made.Code
		own, _, found := strings.Cut(made.Code, heading)
		if !found || strings.Count(own, request) != 1 {
			t.Errorf("the Action of %s has no section of functions, or does not ask for no check", name)
		}
		own = strings.Replace(own, request, "// The functions", 1)
		actions[name+"-without-functions"] = own + "\nconst functions = /** @type {any} */ ({});\n"
	}
	checkTypes(t, actions)
}

// checkTypes has the compiler check files, given by name, with further flags.
func checkTypes(t *testing.T, actions map[string]string, flags ...string) {
	t.Helper()
	compiler := tsc(t)
	folder := t.TempDir()
	for _, name := range []string{"tsconfig.json", "commonjs.d.ts"} {
		text, err := os.ReadFile(filepath.Join(root, "testdata", "node", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	writeActions(t, folder, actions)
	runNode(t, folder, compiler, append([]string{"--project", ".", "--pretty", "false"}, flags...)...)
}

// writeActions puts Actions into a folder, each in a file of its name.
func writeActions(t *testing.T, folder string, actions map[string]string) {
	t.Helper()
	for name, code := range actions {
		if err := os.WriteFile(filepath.Join(folder, name+".js"), []byte(code), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// tsc returns the path of the TypeScript compiler.
func tsc(t *testing.T) string {
	t.Helper()
	return filepath.Join(modules(t), "typescript", "bin", "tsc")
}
