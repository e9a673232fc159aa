package generator_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/templates"
)

// compileSchema reads the JSON Schema of mappings as a validator does.
func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(generator.JSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("mapping.json", document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("mapping.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// offered matches what the default mapping offers behind a "#". Prose has one
// blank behind it.
var offered = regexp.MustCompile(`(?m)^( *)#((?:  +)?[^ \n])`)

func TestSchemaAcceptsWhatCompiles(t *testing.T) {
	s := compileSchema(t)
	mappings := map[string]string{
		"the default mapping":     templates.DefaultMapping,
		"with all that it offers": offered.ReplaceAllString(templates.DefaultMapping, "$1$2"),
	}
	files, err := filepath.Glob("../testdata/ok/*/mapping.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no mapping found: %v", err)
	}
	for _, file := range files {
		mappings[file] = read(t, file)
	}
	for name, text := range mappings {
		value, err := fromYAML(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if err := s.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemaAndTheCompiler notes of each mapping that the compiler finds
// something in whether the schema refuses it, so that what an editor cannot see
// is a decision, case by case.
func TestSchemaAndTheCompiler(t *testing.T) {
	const verdicts = "testdata/schema_verdicts.txt"
	s := compileSchema(t)
	lists := map[string][]string{}
	for _, path := range glob(t, "*.yaml") {
		verdict := "accepted"
		if value, err := fromYAML(read(t, path)); err != nil {
			verdict = "unreadable"
		} else if s.Validate(value) != nil {
			verdict = "refused"
		}
		lists[verdict] = append(lists[verdict], strings.TrimSuffix(filepath.Base(path), ".yaml"))
	}
	var got strings.Builder
	for _, part := range []struct{ verdict, about string }{
		{"refused", "What the schema refuses: keys, options, types, the structure of a mapping."},
		{"accepted", "What it accepts: expressions, names in extensions, warnings, what several keys have to agree about,\n# what YAML takes in different ways."},
		{"unreadable", "What is no YAML, or none that JSON could hold, so that no schema is asked."},
	} {
		fmt.Fprintf(&got, "# %s\n%s:\n", part.about, part.verdict)
		slices.Sort(lists[part.verdict])
		for _, name := range lists[part.verdict] {
			fmt.Fprintf(&got, "  %s\n", name)
		}
	}
	if updateGolden {
		update(t, verdicts, got.String())
		return
	}
	if diff := cmp.Diff(read(t, verdicts), got.String()); diff != "" {
		t.Errorf("the verdicts differ from %s (-want +got); UPDATE_GOLDEN=1 rewrites it\n%s", verdicts, diff)
	}
}

// TestSchemaExamplesCompile compiles the values that editors offer for attributes.
func TestSchemaExamplesCompile(t *testing.T) {
	var root schemaNode
	if err := json.Unmarshal(generator.JSONSchema(), &root); err != nil {
		t.Fatal(err)
	}
	count := 0
	user := root.Properties["user"]
	for name, extension := range root.Else.Properties["user"].Properties {
		user.Properties[name] = extension
	}
	user.examples(func(value any) any { return value }, func(value any) {
		count++
		attributes := map[string]any{"userName": "${user.email}", "active": "${!user.blocked}"}
		for name, v := range value.(map[string]any) {
			attributes[name] = v
		}
		text, err := json.Marshal(map[string]any{"version": 1, "user": attributes})
		if err != nil {
			t.Fatal(err)
		}
		if found := diagnose("example.yaml", string(text)); len(found) > 0 {
			t.Errorf("%s: %v", text, found)
		}
	})
	if count == 0 {
		t.Error("the schema offers no values")
	}
}

// schemaNode is what the test reads of a JSON Schema.
type schemaNode struct {
	Properties map[string]*schemaNode
	Items      *schemaNode
	Examples   []string
	Else       *schemaNode
}

// examples calls f with a value for each example, put by wrap where it belongs.
func (n *schemaNode) examples(wrap func(any) any, f func(any)) {
	for _, e := range n.Examples {
		f(wrap(e))
	}
	for name, p := range n.Properties {
		p.examples(func(value any) any { return wrap(map[string]any{name: value}) }, f)
	}
	if n.Items != nil {
		n.Items.examples(func(value any) any {
			if item := value.(map[string]any); n.Items.Properties["value"] != nil && item["value"] == nil {
				item["value"] = "${user.email}"
			}
			return wrap([]any{value})
		}, f)
	}
}

// fromYAML reads YAML 1.2 as editors do, into what JSON would hold.
func fromYAML(text string) (any, error) {
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		return nil, err
	}
	if len(document.Content) == 0 {
		return nil, errors.New("no document")
	}
	nodes := 0
	value, err := jsonOf(document.Content[0], &nodes)
	if err != nil {
		return nil, err
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return jsonschema.UnmarshalJSON(bytes.NewReader(encoded))
}

func jsonOf(n *yaml.Node, nodes *int) (any, error) {
	if *nodes++; *nodes > 20_000 {
		return nil, errors.New("aliases without end")
	}
	switch n.Kind {
	case yaml.AliasNode:
		return jsonOf(n.Alias, nodes)
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			value, err := jsonOf(item, nodes)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		return list, nil
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			value, err := jsonOf(n.Content[i+1], nodes)
			if err != nil {
				return nil, err
			}
			object[n.Content[i].Value] = value
		}
		return object, nil
	}
	switch n.ShortTag() {
	case "!!null", "!!bool", "!!int", "!!float":
		var value any
		err := n.Decode(&value)
		return value, err
	}
	return n.Value, nil
}
