package scenario_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/runtime/scenario"
	"github.com/scimwright/scimwright/templates"
)

// The schema takes every file that is read, of those in this repository; and refuses what
// is refused, as far as it goes.
func TestJSONSchema(t *testing.T) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(scenario.JSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	validate := func(text string) error {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			return err
		}
		encoded, err := json.Marshal(value)
		if err != nil {
			return err
		}
		plain, err := jsonschema.UnmarshalJSON(bytes.NewReader(encoded))
		if err != nil {
			return err
		}
		return schema.Validate(plain)
	}
	files := map[string]string{"the scaffold": templates.DefaultTests}
	text, err := os.ReadFile("../../testdata/sample/scimwright.test.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files["the sample"] = string(text)
	scripts, err := filepath.Glob("../../testdata/script/test*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal("there are no scripts")
	}
	for _, name := range scripts {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".yaml") && bytes.Contains(f.Data, []byte("tests:")) {
				files[filepath.Base(name)+" "+f.Name] = string(f.Data)
			}
		}
	}
	read := 0
	for name, text := range files {
		if f, _ := scenario.Read(name, text); f == nil {
			continue
		}
		read++
		if err := validate(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if read < 15 {
		t.Errorf("%d files are read", read)
	}
	for _, text := range []string{
		"mapping: a", "tests: []", "tests: [{name: a}]", "tests: [{name: a, user: {}, event: {}}]", "tests: [{nam: a, user: {}}]",
		"tests: [{name: a, user: {}, expect: {outcome: creatd}}]", "tests: [{name: a, user: {}, expect: {request: []}}]",
		"tests: [{name: a, user: {}, cases: [{any: 1}]}]", "tests: [{name: a, user: {}, expect: {elapsed: soon}}]", "tests: [{name: a, user: {}, seed: -1}]",
	} {
		if f, _ := scenario.Read("a", text); f != nil {
			t.Errorf("%s is read", text)
		}
		if validate(text) == nil {
			t.Errorf("the schema takes %s", text)
		}
	}
}
