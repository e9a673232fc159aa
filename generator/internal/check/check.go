// Package check holds the rules that a mapping must keep beyond being well
// written: its attributes are those of SCIM, its values and expressions have the
// types that the attributes want, and its settings go together.
//
// Each rule has a file, rule_*.go; walk.go leads them through the user tree, and
// errors.go has what they say.
package check

import (
	"sync"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/internal/resolve"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
)

// Check applies all rules to a mapping. It returns the type-checked expressions
// of the mapping — of those that have an error in them there is none — and the
// findings, sorted. A part of the mapping that could not be read is not judged
// here: the findings of parsing have it. The files are those that the mapping
// names under `schemas`.
func Check(m *mapping.Mapping, files ...resolve.SchemaFile) (expr.Table, diag.List) {
	c := &checker{mapping: m, table: make(expr.Table), userType: userType(), used: map[*scim.Schema]bool{}}
	c.unread = len(files) < len(m.Schemas)
	for _, f := range files {
		c.userType = c.userType.With(f.Schemas...)
	}
	c.declare()
	c.checkBudget()
	c.checkTime()
	c.checkScope()
	c.checkEffects()
	c.checkAuth()
	c.checkOrder()
	if m.User != nil {
		c.walkUser(m.User)
	}
	c.checkUses()
	c.checkSchemaUses(files)
	c.checkTakeover()
	c.checkActive()
	c.diags.Sort()
	return c.table, c.diags
}

// userType is the SCIM User of RFC 7643 with its enterprise extension.
var userType = sync.OnceValue(func() *scim.ResourceType { return scim.UserType() })

// checker is the state of one check.
type checker struct {
	mapping  *mapping.Mapping
	table    expr.Table
	userType *scim.ResourceType
	names    *expr.Environment // what expressions may name
	diags    diag.List

	used   map[*scim.Schema]bool // extensions that the mapping has attributes of
	unread bool                  // whether a file of schemas could not be read: an unknown extension may be in it
	broken bool                  // whether an expression has errors, so that nobody knows what it uses

	meant []string // attributes that misspelt names most likely mean
}

func (c *checker) report(d diag.Diagnostic) { c.diags.Add(d) }
