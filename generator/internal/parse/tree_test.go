package parse_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/scimwright/scimwright/generator/internal/parse"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// TestMappingsAreRead parses the mappings of testdata/tree and compares the tree
// of each, with the text that every node spans, with the .golden beside it.
func TestMappingsAreRead(t *testing.T) {
	paths, err := filepath.Glob("testdata/tree/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no mapping found (%v)", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".yaml"), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			m, diags := parse.Parse(source.NewFile(path, string(text)))
			for _, d := range diags {
				t.Errorf("%v: %s", d.Span.Pos(), d.Summary)
			}
			got := describe(m)
			golden := strings.TrimSuffix(path, ".yaml") + ".golden"
			want, err := os.ReadFile(golden)
			if os.Getenv("UPDATE_GOLDEN") == "1" && string(want) != got {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				t.Fatalf("%s is rewritten; run again without UPDATE_GOLDEN", golden)
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("differs from %s (-want +got); UPDATE_GOLDEN=1 rewrites it\n%s", golden, diff)
			}
		})
	}
}

// describe writes a mapping as indented text.
func describe(m *mapping.Mapping) string {
	var b strings.Builder
	setting := func(name string, value any, span source.Span) {
		origin := "default"
		if span.File != nil {
			origin = fmt.Sprintf("%d:%d %q", span.Pos().Line, span.Pos().Column, span.Text())
		}
		fmt.Fprintf(&b, "%-22s %v (%s)\n", name, value, origin)
	}
	setting("version", m.Version.Value, m.Version.Span)
	setting("name", m.Name.Value, m.Name.Span)
	for _, c := range m.Scope.Connections {
		setting("scope.connections", c.Value, c.Span)
	}
	if m.Scope.When != nil {
		setting("scope.when", m.Scope.When.Source, m.Scope.When.Span)
	}
	setting("scope.outside", m.Scope.Outside.Value, m.Scope.Outside.Span)
	for _, k := range m.Match.By {
		setting("match.by", k.Value, k.Span)
	}
	setting("create.conflict", m.Create.Conflict.Value, m.Create.Conflict.Span)
	setting("update.method", m.Update.Method.Value, m.Update.Method.Span)
	setting("update.missing", m.Update.Missing.Value, m.Update.Missing.Span)
	setting("delete.action", m.Delete.Action.Value, m.Delete.Action.Span)
	setting("auth.type", m.Auth.Type.Value, m.Auth.Type.Span)
	setting("transport.timeout", m.Transport.Timeout.Value, m.Transport.Timeout.Span)
	setting("transport.retries", m.Transport.Retries.Value, m.Transport.Retries.Span)
	setting("transport.budget", m.Transport.Budget.Value, m.Transport.Budget.Span)
	setting("transport.content_type", m.Transport.ContentType.Value, m.Transport.ContentType.Span)
	for _, s := range m.Schemas {
		setting("schemas", s.Value, s.Span)
	}
	if f := m.Functions; f != nil {
		setting("functions.file", f.File.Value, f.File.Span)
		for _, e := range f.Exports {
			setting("function "+e.Name.Value, signatureOf(e), e.Span)
		}
	}
	for _, table := range m.Tables {
		setting("table", table.Name.Value, table.Name.Span)
		for _, row := range table.Rows {
			fmt.Fprintf(&b, "  %q (%q)\n", row.Key.Value, row.Key.Span.Text())
			describeValue(&b, "    ", row.Value)
		}
	}
	describeValue(&b, "", m.User)
	return b.String()
}

// signatureOf writes a signature in the way in which people write it.
func signatureOf(f mapping.Function) string {
	params := make([]string, len(f.Params))
	for i, p := range f.Params {
		params[i] = typeName(p)
	}
	return "(" + strings.Join(params, ", ") + ") -> " + typeName(f.Result)
}

func typeName(t mapping.Type) string {
	switch t.Name {
	case "list":
		return "list(" + typeName(*t.Item) + ")"
	case "map":
		return "map(string, " + typeName(*t.Item) + ")"
	}
	return t.Name
}

func describeValue(b *strings.Builder, indent string, v mapping.Value) {
	pos := v.Place().Pos()
	place := fmt.Sprintf("%d:%d %q", pos.Line, pos.Column, v.Place().Text())
	switch v := v.(type) {
	case *mapping.Object:
		fmt.Fprintf(b, "%sobject %s\n", indent, place)
		for _, a := range v.Attributes {
			fmt.Fprintf(b, "%s  %s (%q)\n", indent, a.Name.Value, a.Name.Span.Text())
			describeValue(b, indent+"    ", a.Value)
		}
	case *mapping.List:
		fmt.Fprintf(b, "%slist %s\n", indent, place)
		for _, item := range v.Items {
			describeValue(b, indent+"  ", item)
		}
	case *mapping.Literal:
		fmt.Fprintf(b, "%sliteral %T %#v %s\n", indent, v.Value, v.Value, place)
	case *mapping.Hole:
		fmt.Fprintf(b, "%shole %q %s\n", indent, v.Expression.Source, place)
	case *mapping.Text:
		fmt.Fprintf(b, "%stext %s\n", indent, place)
		for _, p := range v.Parts {
			if p.Expression != nil {
				fmt.Fprintf(b, "%s  hole %q %q\n", indent, p.Expression.Source, p.Expression.Span.Text())
			} else {
				fmt.Fprintf(b, "%s  literal %q\n", indent, p.Literal)
			}
		}
	}
}
