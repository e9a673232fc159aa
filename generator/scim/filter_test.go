package scim_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/scimwright/scimwright/generator/scim"
)

// ignorePositions leaves out where in the text a node was.
var ignorePositions = cmp.Options{
	cmpopts.IgnoreFields(scim.Comparison{}, "At"),
	cmpopts.IgnoreFields(scim.ValuePath{}, "At"),
}

func TestFilterNormalForm(t *testing.T) {
	for _, line := range readCorpus(t, "filters_valid.txt") {
		input, want, ok := strings.Cut(line.text, " => ")
		if !ok {
			want = input
		}
		f, err := scim.ParseFilter(input)
		if err != nil {
			t.Errorf("line %d: %v", line.number, err)
			continue
		}
		if got := f.String(); got != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", line.number, input, got, want)
		}
		again, err := scim.ParseFilter(f.String())
		if err != nil {
			t.Errorf("line %d: the normal form does not parse: %v", line.number, err)
			continue
		}
		if diff := cmp.Diff(f, again, ignorePositions); diff != "" {
			t.Errorf("line %d: the normal form is another filter:\n%s", line.number, diff)
		}
	}
}

func TestFilterErrors(t *testing.T) {
	for _, line := range readCorpus(t, "filters_invalid.txt") {
		want, input, ok := strings.Cut(line.text, " =>")
		input = strings.TrimPrefix(input, " ")
		var column int
		if _, err := fmt.Sscanf(want, "%d:", &column); err != nil || !ok {
			t.Fatalf("line %d is not of the form column: message => filter", line.number)
		}
		_, message, _ := strings.Cut(want, ": ")
		f, err := scim.ParseFilter(input)
		var syntax *scim.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("line %d: %q gives %v and error %v, not a syntax error", line.number, input, f, err)
			continue
		}
		if syntax.Column != column || !strings.Contains(syntax.Reason, message) {
			t.Errorf("line %d: %q\n got column %d: %s\nwant column %d: %s", line.number, input, syntax.Column, syntax.Reason, column, message)
		}
	}
}

func TestFilterPositions(t *testing.T) {
	f, err := scim.ParseFilter(`a pr and (b eq 1 or emails[type eq "x"])`)
	if err != nil {
		t.Fatal(err)
	}
	or := f.(*scim.And).Operands[1].(*scim.Or)
	if at := or.Operands[0].(*scim.Comparison).At; at != 10 {
		t.Errorf("b is at %d, not 10", at)
	}
	path := or.Operands[1].(*scim.ValuePath)
	if inner := path.Filter.(*scim.Comparison).At; path.At != 20 || inner != 27 {
		t.Errorf("emails is at %d and type at %d, not at 20 and 27", path.At, inner)
	}
}

func TestFilterLimits(t *testing.T) {
	deep := scim.MaxFilterDepth
	if _, err := scim.ParseFilter(strings.Repeat("(", deep) + "a pr" + strings.Repeat(")", deep)); err != nil {
		t.Errorf("nesting at the limit is refused: %v", err)
	}
	for name, text := range map[string]string{
		"groups": strings.Repeat("(", deep+1) + "a pr" + strings.Repeat(")", deep+1),
		"nots":   strings.Repeat("not (", deep+1) + "a pr" + strings.Repeat(")", deep+1),
		"length": `a eq "` + strings.Repeat("x", scim.MaxFilterLength) + `"`,
		"opened": strings.Repeat("(", scim.MaxFilterLength-1),
	} {
		if _, err := scim.ParseFilter(text); err == nil {
			t.Errorf("%s: there is no limit", name)
		}
	}
	// A long chain is no deep one.
	chain := strings.TrimSuffix(strings.Repeat("a pr or ", 5000), " or ")
	if _, err := scim.ParseFilter(chain); err != nil {
		t.Errorf("a long chain is refused: %v", err)
	}
}

func TestPatchPaths(t *testing.T) {
	for _, line := range readCorpus(t, "patch_paths.txt") {
		expected, wantsError := strings.CutPrefix(line.text, "! ")
		if !wantsError {
			input, want, ok := strings.Cut(line.text, " => ")
			if !ok {
				want = input
			}
			p, err := scim.ParsePatchPath(input)
			if err != nil || p.String() != want {
				t.Errorf("line %d: got %s and error %v, want %s", line.number, p, err, want)
			}
			continue
		}
		message, input, _ := strings.Cut(expected, " =>")
		_, err := scim.ParsePatchPath(strings.TrimPrefix(input, " "))
		column, reason, _ := strings.Cut(message, ": ")
		if err == nil || !strings.Contains(err.Error(), "column "+column+": ") || !strings.Contains(err.Error(), reason) {
			t.Errorf("line %d: got %v, want column %s: %s", line.number, err, column, reason)
		}
	}
}

func TestAttributePathErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                "attribute path, column 1: expected an attribute name, found the end",
		"a b":             "attribute path, column 2: expected the end of the path, found \" \"",
		"name.":           "column 6: expected the name of one sub-attribute after the dot",
		"emails[type pr]": "column 7: expected the end of the path",
		"x:name":          "column 1: expected a schema URN",
		strings.Repeat("a", scim.MaxFilterLength+1): "the text is longer than",
		strings.Repeat("1", 100):                    `found "1111111111111111111111111111111111111111…"`,
	} {
		if p, err := scim.ParseAttributePath(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: got %v and error %v, want %s", text, p, err, want)
		}
	}
}

func TestQuoteIsReadBack(t *testing.T) {
	for _, s := range []string{"", `"`, `\`, "\x00\x1f\n", "é😀\u2028", `</script>`, `a" or "b`} {
		f, err := scim.ParseFilter("a eq " + scim.Quote(s))
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		if got := f.(*scim.Comparison).Value; got != s {
			t.Errorf("%q is read back as %q", s, got)
		}
	}
}
