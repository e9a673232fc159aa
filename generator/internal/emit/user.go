package emit

import (
	"strings"

	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/scim"
)

// user writes buildScimUser: the whole of a mapping's `user:`.
func (b *body) user(o *mapping.Object) string {
	initial := []property{{"schemas", operand{text: "[" + quote(scim.UserURN) + "]"}}}
	if o.Attribute("externalId") == nil {
		// Without it nobody could tell whose account a resource is.
		b.read(types.NewObjectType(expr.UserType), "user_id")
		initial = append(initial, property{"externalId", operand{text: "user.user_id"}})
	}
	for _, attribute := range o.Attributes {
		name := attribute.Name.Value
		if mapping.IsURN(name) {
			b.extension(attribute)
			continue
		}
		p := property{name, b.value(attribute.Value, name, name)}
		switch {
		case p.never:
		case p.given == "":
			if len(b.lines) == 0 {
				initial = append(initial, p)
			} else {
				b.line("scim%s = %s;", member(name), p.text)
			}
		default:
			b.assign("scim", []property{p})
		}
	}
	return document(initial, b.lines)
}

// extension is what stands under a URN. The URN is listed among the schemas
// when the extension has a value.
func (b *body) extension(attribute *mapping.Attribute) {
	urn := attribute.Name.Value
	object, ok := attribute.Value.(*mapping.Object)
	if !ok {
		panic("emit: check let an extension pass that is no object")
	}
	p := property{urn, b.object(object, "", extensionName(urn), false)}
	switch {
	case p.never:
	case p.given == "":
		b.line("scim.schemas.push(%s);", quote(urn))
		b.line("scim%s = %s;", member(urn), p.text)
	default:
		b.line("if (%s) {", p.given)
		b.line("  scim.schemas.push(%s);", quote(urn))
		b.line("  scim%s = %s;", member(urn), p.text)
		b.line("}")
	}
}

// extensionName is what the constant of an extension is called.
func extensionName(urn string) string {
	if urn == scim.EnterpriseUserURN {
		return "enterprise"
	}
	for _, part := range strings.Split(urn, ":") {
		if part != "" && !strings.ContainsAny(part, ".0123456789") && !strings.EqualFold(part, "User") {
			urn = part
		}
	}
	return urn
}

func document(initial []property, lines []string) string {
	var out strings.Builder
	out.WriteString("export function buildScimUser(user, connection) {\n")
	out.WriteString("  /** @type {ScimUser} */\n  const scim = {\n")
	for _, p := range initial {
		writeEntry(&out, "    ", key(p.name)+": "+p.text)
	}
	out.WriteString("  };\n")
	for _, l := range lines {
		writeStatement(&out, l)
	}
	out.WriteString("  return scim;\n}\n")
	return out.String()
}
