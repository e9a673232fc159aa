package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator"
)

// BenchmarkCompile is all of it for the default mapping: parse, check, emit, bundle.
func BenchmarkCompile(b *testing.B) {
	text, err := os.ReadFile("../testdata/ok/default_mapping/mapping.yaml")
	if err != nil {
		b.Fatal(err)
	}
	for _, bench := range []struct {
		name    string
		options generator.Options
	}{
		{"readable", generator.Options{}},
		{"minified", generator.Options{Minify: true}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				if _, found, err := generator.Compile("mapping.yaml", string(text), bench.options); err != nil || found.HasErrors() {
					b.Fatal(found, err)
				}
			}
		})
	}
}

// BenchmarkPhases tells where the time goes.
func BenchmarkPhases(b *testing.B) {
	text, err := os.ReadFile("../testdata/ok/default_mapping/mapping.yaml")
	if err != nil {
		b.Fatal(err)
	}
	m, _ := generator.Parse("mapping.yaml", string(text))
	checked, _ := generator.Check(m)
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			generator.Parse("mapping.yaml", string(text))
		}
	})
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			generator.Check(m)
		}
	})
	b.Run("generate", func(b *testing.B) {
		for b.Loop() {
			if _, err := generator.Generate(checked, generator.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkLargeMapping compiles 300 attributes with 300 holes, of an extension
// of which a third are computed.
func BenchmarkLargeMapping(b *testing.B) {
	text, schema := largeMapping(300)
	folder := b.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "large.schema.json"), []byte(schema), 0o600); err != nil {
		b.Fatal(err)
	}
	name := filepath.Join(folder, "large.yaml")
	for b.Loop() {
		action, found, err := generator.Compile(name, text, generator.Options{})
		if err != nil || action == nil {
			b.Fatal(found, err)
		}
	}
}

// largeMapping is a mapping of so many attributes of a schema of its own.
func largeMapping(attributes int) (text, schema string) {
	holes := []string{
		"${user.user_metadata.a%d}",
		"${user.name} ${user.user_metadata.a%d}",
		`'${user.user_metadata.?a%d.orValue("").lowerAscii().split("@")[0]}'`,
	}
	var lines, declarations []string
	for i := range attributes {
		lines = append(lines, fmt.Sprintf("    a%d: "+holes[i%len(holes)], i, i))
		declarations = append(declarations, fmt.Sprintf(`{"name": "a%d", "type": "string"}`, i))
	}
	const urn = "urn:example:scim:schemas:large:User"
	text = "version: 1\nschemas: [large.schema.json]\nuser:\n  userName: ${user.email}\n  active: ${!user.blocked}\n  " + urn + ":\n" + strings.Join(lines, "\n") + "\n"
	return text, `{"id": "` + urn + `", "name": "Large", "attributes": [` + strings.Join(declarations, ",") + `]}`
}
