package scenario

import (
	"bytes"
	"fmt"

	"gopkg.in/yaml.v3"
)

// Write writes a file of scenarios, as [Read] reads it.
func Write(f *File) ([]byte, error) {
	var raw fileText
	if f.Mapping == "" {
		raw.Mapping.SetString(f.MappingFile)
	} else {
		var document yaml.Node
		if err := yaml.Unmarshal([]byte(f.Mapping), &document); err != nil || len(document.Content) == 0 {
			return nil, fmt.Errorf("the mapping is no YAML: %w", err)
		}
		raw.Mapping = *document.Content[0]
	}
	raw.Secrets = f.Secrets
	for _, t := range f.Tests {
		written := testText{Name: t.Name, Given: given{t.Users}, Dialect: t.Dialect, Server: t.Server,
			Tokens: t.Tokens, Secrets: t.Secrets, Seed: t.Seed, Events: t.Events, Expect: t.Expect}
		if len(t.Events) == 1 {
			written.Event, written.Events = t.Events[0], nil
		}
		var node yaml.Node
		if err := node.Encode(written); err != nil {
			return nil, err
		}
		raw.Tests = append(raw.Tests, node)
	}
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(raw); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
