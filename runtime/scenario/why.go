package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/runtime/engines"
	"github.com/scimwright/scimwright/runtime/explain"
	"github.com/scimwright/scimwright/runtime/reference"
)

// Diagrams draw the expressions that the problems of a result are about, with the values
// of their parts for the user of the last event: those of attributes that are not as
// expected, the one that failed, and the scope of a user who is left out.
func (r *Result) Diagrams() ([]string, error) {
	if !r.Failed() || r.Suite.Checked == nil {
		return nil, nil
	}
	var evaluations []*reference.Evaluation
	native, err := engines.Observed(r.Suite.Checked, func(e *reference.Evaluation) { evaluations = append(evaluations, e) })
	if err != nil {
		return nil, err
	}
	profile, from, err := r.Test.profile()
	if err != nil {
		return nil, nil // there is no user to tell of
	}
	_, scopeErr := native.InScope(profile, from)
	_, userErr := native.User(profile, from)
	outside := false
	if n := len(r.Native); n > 0 && !r.Test.Alone() {
		outside = r.Native[n-1].Reason() == "not in scope"
	}
	var diagrams []string
	for _, e := range evaluations {
		if !r.concerns(e, outside) && (e.Err == nil || e.Err != scopeErr && e.Err != userErr) {
			continue
		}
		at := e.Expression.Span.Pos()
		diagram := fmt.Sprintf("%s, at %s:%d:%d\n%s", e.Attribute, e.Expression.Span.File.Name, at.Line, at.Column,
			explain.Diagram(r.Suite.Checked.Expressions[e.Expression], e))
		if !slices.Contains(diagrams, diagram) {
			diagrams = append(diagrams, diagram)
		}
	}
	return diagrams, nil
}

// concerns tells whether a problem is about what an expression came to.
func (r *Result) concerns(e *reference.Evaluation, outside bool) bool {
	if e.Attribute == scopeAttribute && outside {
		return true
	}
	return slices.ContainsFunc(r.Problems, func(p Problem) bool {
		path := p.Attribute
		if i := strings.LastIndexByte(path, ':'); i >= 0 { // of an extension, whose URN stands before
			_, path, _ = strings.Cut(path[i:], ".")
		}
		return path != "" && (below(path, e.Attribute) || below(e.Attribute, path))
	})
}

// below tells whether a path is another one or leads on from it.
func below(path, from string) bool {
	rest, ok := strings.CutPrefix(path, from)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}
