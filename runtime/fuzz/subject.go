package fuzz

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/runtime/engines"
)

// subject is a mapping that cases are about.
type subject struct {
	text    string
	engines *engines.Engines
	fields  []field  // of open maps, that the mapping reads
	words   []string // that its expressions compare with
	options []string // its settings, as section.name=value
	names   []string // of the engines to compare; nil is the Action and the reference
}

// newSubject makes the engines of a mapping; nil where check does not let it pass.
func newSubject(name, text string) (*subject, error) {
	m, found := generator.Parse(name, text)
	checked, more := generator.Check(m)
	if found.HasErrors() || more.HasErrors() {
		return nil, nil
	}
	return subjectOf(checked)
}

func subjectOf(checked *generator.Checked) (*subject, error) {
	both, err := engines.Of(checked)
	if err != nil {
		return nil, fmt.Errorf("no engines are made of the mapping: %w", err)
	}
	s := &subject{text: checked.Mapping.File.Text, engines: both, options: settingsOf(checked.Mapping)}
	s.fields, s.words = readBy(checked)
	return s, nil
}

// readBy are the fields of open maps that mappings read, and the words that they compare
// with.
func readBy(all ...*generator.Checked) ([]field, []string) {
	read := map[field]bool{}
	words := map[string]bool{}
	for _, checked := range all {
		for _, e := range checked.Expressions {
			expr.Walk(e.AST.Expr(), func(n ast.Expr) {
				if in, path, ok := openPath(n); ok {
					read[field{in, path}] = true
				}
				if n.Kind() == ast.LiteralKind {
					if word, ok := n.AsLiteral().(types.String); ok && word != "" {
						words[string(word)] = true
					}
				}
			})
		}
		for _, t := range checked.Mapping.Tables {
			for _, row := range t.Rows {
				words[row.Key.Value] = true
			}
		}
	}
	fields := slices.SortedFunc(maps.Keys(read), func(a, b field) int { return strings.Compare(a.in+a.path, b.in+b.path) })
	return fields, slices.Sorted(maps.Keys(words))
}

// openPath is a selection from user_metadata or app_metadata.
func openPath(n ast.Expr) (in, path string, ok bool) {
	var names []string
	for n.Kind() == ast.SelectKind {
		s := n.AsSelect()
		names = append(names, s.FieldName())
		n = s.Operand()
	}
	if n.Kind() != ast.IdentKind || n.AsIdent() != "user" || len(names) < 2 {
		return "", "", false
	}
	slices.Reverse(names)
	if names[0] != "user_metadata" && names[0] != "app_metadata" {
		return "", "", false
	}
	return names[0], strings.Join(names[1:], "."), true
}
