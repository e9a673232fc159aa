package scim_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/scimwright/scimwright/generator/scim"
)

func TestMatching(t *testing.T) {
	badge := readBadge(t)
	user := readUser(t)
	for _, line := range readCorpus(t, "matching.txt") {
		want, text, ok := strings.Cut(line.text, " | ")
		if !ok {
			t.Fatalf("line %d is not of the form expectation | filter", line.number)
		}
		f, err := scim.ParseFilter(text)
		if err != nil {
			t.Fatalf("line %d: %v", line.number, err)
		}
		match, err := scim.Compile(f, scim.UserType(badge))
		if detail, ok := strings.CutPrefix(want, "error "); ok {
			var scimErr *scim.Error
			if !errors.As(err, &scimErr) || scimErr.Type != scim.InvalidFilter || scimErr.Status != 400 || !strings.Contains(scimErr.Detail, detail) {
				t.Errorf("line %d: got %v, want invalidFilter: %s", line.number, err, detail)
			}
			continue
		}
		if err != nil {
			t.Errorf("line %d: %v", line.number, err)
			continue
		}
		if got := match(user); got != (want == "yes") {
			t.Errorf("line %d: got %t, want %s: %s", line.number, got, want, text)
		}
	}
}

func readBadge(t testing.TB) *scim.Schema {
	t.Helper()
	data, err := os.ReadFile("testdata/badge.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := scim.ParseSchema(data)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func readUser(t testing.TB) map[string]any {
	t.Helper()
	file, err := os.Open("testdata/user.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	decoder := json.NewDecoder(file)
	decoder.UseNumber()
	var user map[string]any
	if err := decoder.Decode(&user); err != nil {
		t.Fatal(err)
	}
	return user
}

func TestCompareOrders(t *testing.T) {
	attribute := func(typ scim.Type, exact bool) *scim.Attribute { return &scim.Attribute{Type: typ, CaseExact: exact} }
	for name, c := range map[string]struct {
		attribute *scim.Attribute
		x, y      any
		want      int
	}{
		"text without case":  {attribute(scim.TypeString, false), "b", "A", 1},
		"text with case":     {attribute(scim.TypeString, true), "b", "A", 1},
		"upper before lower": {attribute(scim.TypeString, true), "B", "a", -1},
		"kelvin is k":        {attribute(scim.TypeString, false), "\u212a", "K", 0},
		"dates by time":      {attribute(scim.TypeDateTime, true), "2026-01-01T00:00:00+02:00", "2025-12-31T23:00:00Z", -1},
		"false before true":  {attribute(scim.TypeBoolean, false), false, true, -1},
		"big integers":       {attribute(scim.TypeInteger, false), json.Number("9007199254740993"), json.Number("9007199254740992"), 1},
		"decimals":           {attribute(scim.TypeDecimal, false), json.Number("1.5"), 1.25, 1},
	} {
		if got := c.attribute.Compare(c.x, c.y); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}

func TestFoldAgreesWithEqualFold(t *testing.T) {
	for _, pair := range [][2]string{{"K", "\u212a"}, {"ſ", "S"}, {"Σ", "ς"}, {"É", "é"}, {"ß", "ẞ"}, {"a", "b"}, {"ı", "i"}, {"İ", "i"}} {
		if got, want := scim.Fold(pair[0]) == scim.Fold(pair[1]), strings.EqualFold(pair[0], pair[1]); got != want {
			t.Errorf("%q and %q: folded equal %t, EqualFold %t", pair[0], pair[1], got, want)
		}
	}
}
