package emit

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
)

// fieldType is how readFields of the template calls the type of a declared field.
func fieldType(t *types.Type) string {
	switch t.Kind() {
	case types.StringKind:
		return "string"
	case types.BoolKind:
		return "bool"
	case types.IntKind:
		return "int"
	case types.MapKind:
		return "map"
	case types.ListKind:
		if t.Parameters()[0].Kind() == types.StringKind {
			return "strings"
		}
		return "objects"
	}
	return "any"
}

// fieldsConstant declares which fields of an object the mapping reads, in the
// order of Auth0's catalogue.
func (c *compiler) fieldsConstant(name, doc, objectType string) string {
	var entries []string
	for _, f := range expr.Fields(objectType) {
		if c.fields[objectType][f.Name] {
			entries = append(entries, f.Name+": "+quote(fieldType(f.Type)))
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "/** %s */\n", doc)
	line := "const " + name + " = { " + strings.Join(entries, ", ") + " };"
	if len(entries) == 0 {
		line = "const " + name + " = {};"
	}
	writeStatement(&out, line)
	return out.String()
}

// readUser writes the function that reads a profile.
func (c *compiler) readUser() string {
	var out strings.Builder
	out.WriteString(c.fieldsConstant("USER_FIELDS", "The fields of an Auth0 profile that the mapping uses.", expr.UserType))
	identities := c.fields[expr.UserType]["identities"]
	if identities {
		out.WriteString("\n" + c.fieldsConstant("IDENTITY_FIELDS", "And of its identities.", expr.IdentityType))
	}
	read := c.imports.call("readFields", "raw", "USER_FIELDS", `"user"`)
	out.WriteString(`
/**
 * Reads what the mapping uses of an Auth0 profile.
 *
 * @param {unknown} raw
 * @returns {any}
 */
export function readUser(raw) {
`)
	if !identities {
		out.WriteString("  return " + read + ";\n}\n")
		return out.String()
	}
	out.WriteString(`  const user = ` + read + `;
  if (Object.hasOwn(user, "identities")) {
    user.identities = user.identities.map(
      (/** @type {unknown} */ identity, /** @type {number} */ i) =>
        readFields(identity, IDENTITY_FIELDS, ` + "`user.identities[${i}]`" + `),
    );
  }
  return user;
}
`)
	return out.String()
}
