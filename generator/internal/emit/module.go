// Package emit turns a checked mapping into JavaScript: the module "#mapping",
// which the modules of the Action's template import. It holds buildScimUser,
// which reads as if somebody had written it for this one mapping, and the
// constants that the mapping's other sections come to.
package emit

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
)

// Module is the JavaScript of one mapping.
type Module struct {
	Code string // of the module "#mapping"
	// Slots choose the variant of a module of the template, by the name that it
	// is imported by: "#missing" → "missing/skip".
	Slots map[string]string
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
		Slots: map[string]string{
			"#missing": "missing/" + m.Update.Missing.Value,
			"#scope":   "scope/" + scopeVariant(m.Scope),
		},
		Table: attributeTable(m),
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

// settings are the mapping's constants.
func settings(m *mapping.Mapping) string {
	var out strings.Builder
	constant := func(doc, name, value string) {
		fmt.Fprintf(&out, "/** %s */\n", doc)
		writeStatement(&out, "export const "+name+" = "+value+";")
		out.WriteString("\n")
	}
	constant("Keys by which the resource of a user is looked up, in this order.",
		"MATCH_BY", quoteAll(m.Match.By))
	constant("Connections whose users are sent, unless SCIM_CONNECTION_ALLOWLIST says others; none: all.",
		"CONNECTIONS", stringList(m.Scope.Connections))
	constant("How long one request may take, unless SCIM_TIMEOUT_MS says otherwise.",
		"TIMEOUT_MS", milliseconds(m.Transport.Timeout.Value))
	constant("How often a request is sent again, unless SCIM_MAX_RETRIES says otherwise.",
		"MAX_RETRIES", fmt.Sprint(m.Transport.Retries.Value))
	constant("How long an execution may take; Auth0 grants about 10 seconds.",
		"BUDGET_MS", milliseconds(m.Transport.Budget.Value))
	constant("Media type of what is sent.",
		"CONTENT_TYPE", quote(m.Transport.ContentType.Value))
	return strings.TrimSuffix(out.String(), "\n")
}

func milliseconds(d time.Duration) string {
	text := fmt.Sprint(d.Milliseconds())
	if len(text) > 4 {
		text = text[:len(text)-3] + "_" + text[len(text)-3:]
	}
	return text
}

func quoteAll(list []mapping.String) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = quote(s.Value)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// stringList is a list that may be empty, and whose type is told all the same.
func stringList(list []mapping.String) string {
	if len(list) == 0 {
		return "/** @type {string[]} */ ([])"
	}
	return quoteAll(list)
}
