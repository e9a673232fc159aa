package emit

import (
	"strings"

	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/mapping"
)

// scope writes isInScope, where the mapping has a condition for it. A user of
// whom the condition cannot be told, since a key is missing, is not in scope.
func (b *body) scope(when *mapping.Expression) string {
	if when == nil {
		return ""
	}
	checked, j, t := b.outcome(when)
	if t.Kind() != types.BoolKind {
		e := &expression{compiler: b.compiler, checked: checked}
		j = e.asserted(checked.AST.Expr(), j, "asBool")
	}
	var out strings.Builder
	out.WriteString(`/**
 * Tells whether the mapping is about a user at all: its scope.when.
 *
 * @param {any} user Auth0 profile
 * @param {Connection} connection of the user
 * @returns {boolean}
 */
export function isInScope(user, connection) {
`)
	if j.fallible() {
		writeStatement(&out, "  const inScope = "+b.evaluation(when, "scope.when", j.at(precConditional))+";")
		out.WriteString("  return inScope === true;\n}\n")
		return out.String()
	}
	writeStatement(&out, "  return "+j.text+";")
	out.WriteString("}\n")
	return out.String()
}
