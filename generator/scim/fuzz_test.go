package scim_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/scimwright/scimwright/generator/scim"
)

// FuzzParseFilter checks that no text makes the parser panic, that printing
// keeps the meaning of what it parsed, and that what parses can be applied.
func FuzzParseFilter(f *testing.F) {
	for _, line := range readCorpus(f, "filters_valid.txt") {
		input, _, _ := strings.Cut(line.text, " => ")
		f.Add(input)
	}
	for _, line := range readCorpus(f, "filters_invalid.txt") {
		_, input, _ := strings.Cut(line.text, " =>")
		f.Add(input)
	}
	user := scim.UserType()
	resource := map[string]any{"userName": "ada", "emails": []any{map[string]any{"value": "a@b", "type": "work"}}}
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := scim.ParseFilter(text)
		if err != nil {
			return
		}
		printed := parsed.String()
		if len(printed) > scim.MaxFilterLength {
			return // escapes can make it longer than what may be parsed
		}
		again, err := scim.ParseFilter(printed)
		if err != nil {
			t.Fatalf("%q prints as %q, which does not parse: %v", text, printed, err)
		}
		if diff := cmp.Diff(parsed, again, ignorePositions); diff != "" {
			t.Fatalf("%q prints as %q, which is another filter:\n%s", text, printed, diff)
		}
		if match, err := scim.Compile(parsed, user); err == nil {
			match(resource)
		}
	})
}

// FuzzParsePatchPath checks the same for PATCH paths.
func FuzzParsePatchPath(f *testing.F) {
	for _, line := range readCorpus(f, "patch_paths.txt") {
		f.Add(line.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := scim.ParsePatchPath(text)
		if err != nil || len(parsed.String()) > scim.MaxFilterLength {
			return
		}
		again, err := scim.ParsePatchPath(parsed.String())
		if err != nil {
			t.Fatalf("%q prints as %q, which does not parse: %v", text, parsed, err)
		}
		if diff := cmp.Diff(parsed, again, ignorePositions); diff != "" {
			t.Fatalf("%q prints as %q, which is another path:\n%s", text, parsed, diff)
		}
	})
}
