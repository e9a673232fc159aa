// Package emit turns a checked mapping into JavaScript: the module "#mapping",
// which the modules of the Action's template import. It holds buildScimUser,
// which reads as if somebody had written it for this one mapping, and the
// constants that the mapping's other sections come to.
package emit

import (
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// Module is the JavaScript of one mapping.
type Module struct {
	Code string // of the module "#mapping"
	// Slots choose the variant of a module of the template, by the name that it
	// is imported by: "#missing" → "missing/skip".
	Slots map[string]string
	// Features are those whose regions of the template's modules are kept.
	Features []string
	// Table tells a reader which attribute comes from what, one line each.
	Table []string
}

// Emit compiles a mapping that has passed every check. The table holds its
// checked expressions. Emit panics where the check let something pass that has
// no JavaScript: that is a defect of the check.
func Emit(m *mapping.Mapping, table expr.Table) *Module {
	b := &body{compiler: newCompiler(m), table: table, names: newNames()}
	build := b.user(m.User)
	scope := b.scope(m.Scope.When)
	read := b.readUser()
	tables := b.tables(m.Tables) // last: it knows by then which are read
	return &Module{
		Code: strings.Join(slices.DeleteFunc([]string{
			"// The mapping: how an Auth0 profile becomes a SCIM user.\n",
			`/** @import { Connection, ScimUser } from "./types.js" */` + "\n" + b.imports.text(),
			settings(m),
			tables,
			buildDoc + build,
			scope,
			read,
		}, func(part string) bool { return part == "" }), "\n"),
		Slots:    slots(m),
		Features: features(m),
		Table:    attributeTable(m),
	}
}

const buildDoc = `/**
 * Builds the SCIM user. What is empty is left out.
 *
 * @param {any} user Auth0 profile; a field that it lacks reads as the zero of its type
 * @param {Connection} connection of the user
 * @returns {ScimUser}
 */
`
