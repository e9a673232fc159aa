package e2e_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/scimwright/scimwright/generator"
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/explain"
	"github.com/scimwright/scimwright/runtime/reference"
)

// To look on changes nothing: of every user of testdata/ok, a reference that is observed
// makes the same as one that is not, and what it tells of an expression is what the
// expression comes to.
func TestObservedReferenceIsTheSame(t *testing.T) {
	seen := 0
	for _, path := range files(t, filepath.Join(root, "testdata", "ok"), filepath.Join("*", "tests.yaml")) {
		folder := filepath.Dir(path)
		text, err := os.ReadFile(filepath.Join(folder, "mapping.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		m, _ := generator.Parse("mapping.yaml", string(text))
		m.File.Folder = folder
		checked, found := generator.Check(m)
		if found.HasErrors() {
			t.Fatal(found)
		}
		plain, err := engines.ReferenceOf(checked)
		if err != nil {
			t.Fatal(err)
		}
		look := func(e *reference.Evaluation) {
			seen++
			last := reference.Step{}
			for _, step := range e.Steps {
				if step.Node == checked.Expressions[e.Expression].AST.Expr().ID() {
					last = step
				}
			}
			if e.Value != nil && len(e.Steps) > 0 && explain.Value(last.Value) != explain.Value(e.Value) {
				t.Errorf("%s: ${%s} comes to %v, and its whole to %v", folder, e.Expression.Source, e.Value, last)
			}
			nodesAreParts(t, checked.Expressions[e.Expression], e)
		}
		observed, err := engines.Observed(checked, look)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range readCases[userCase](t, path) {
			raw, err := json.Marshal(c.User)
			if err != nil {
				t.Fatal(err)
			}
			profile, err := reference.ParseObject(string(raw))
			if err != nil {
				t.Fatal(err)
			}
			var from reference.Connection
			from.Name, _ = c.Connection["name"].(string)
			from.Strategy, _ = c.Connection["strategy"].(string)
			want, wantErr := plain.User(profile, from)
			got, gotErr := observed.User(profile, from)
			if explain.Value(want) != explain.Value(got) || (wantErr == nil) != (gotErr == nil) || wantErr != nil && wantErr.Error() != gotErr.Error() {
				t.Errorf("%s, %s: %v %v, observed %v %v", folder, c.Name, explain.Value(want), wantErr, explain.Value(got), gotErr)
			}
		}
	}
	if seen < 400 {
		t.Errorf("%d evaluations were seen", seen)
	}
}

// nodesAreParts holds the places of an expression's parts to its source.
func nodesAreParts(t *testing.T, c *expr.Checked, e *reference.Evaluation) {
	t.Helper()
	length := len([]rune(c.Expression.Source))
	for _, part := range c.Parts() {
		if part.Start < 0 || part.End > length || part.Start >= part.End {
			t.Errorf("${%s}: a part at %d to %d", c.Expression.Source, part.Start, part.End)
		}
	}
	if explain.Diagram(c, e) == "" {
		t.Errorf("${%s} has no diagram", c.Expression.Source)
	}
}
