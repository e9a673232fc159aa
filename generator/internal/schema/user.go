package schema

import "github.com/scimwright/scimwright/generator/scim"

// Patterns of text with holes.
const (
	oneHole = `^\$\{[\s\S]*\}$` // an expression alone, which keeps its type
	anyHole = `\$\{`
)

// urnKey matches the key of a schema extension, in whatever case it is written.
const urnKey = "^[uU][rR][nN]:"

// The forms of the types that are text of some form. A value with a hole in it
// is judged when the event is there.
const (
	referenceForm = `^[^ \t\r\n]*$|` + anyHole
	binaryForm    = `^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$|` + anyHole
	dateTimeForm  = `^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T|` + anyHole
)

// user is the schema of the section of that name. It knows the core User and the
// enterprise extension. What the extensions of `schemas` have, it cannot know.
func (n notes) user() *node {
	t := scim.UserType()
	user := n.describe(&node{
		Type:       types{"object"},
		ByPattern:  propertyMap{{urnKey, &node{Type: types{"object"}}}},
		Additional: false,
	}, "user")
	externalID, _ := scim.CommonAttribute("externalId")
	for _, a := range append([]*scim.Attribute{externalID}, t.Schema.Attributes...) {
		if a.Mutability == scim.ReadOnly {
			continue
		}
		if a.Required {
			user.Required = append(user.Required, a.Name)
		}
		definition := n.attribute(a, "user."+a.Name)
		if a.Uniqueness != scim.UniqueNone || a.Name == externalID.Name {
			definition.Pattern, definition.PatternError = anyHole, "use an expression: it must not be the same for all users"
		}
		user.Properties = append(user.Properties, property{a.Name, definition})
	}
	for _, e := range t.Extensions {
		user.Properties = append(user.Properties, property{e.Schema.ID, n.describe(&node{Type: types{"object"}}, "user."+e.Schema.ID)})
	}
	return user
}

// standardUser narrows the section of a mapping without `schemas`: its extensions
// are those that are known. Names without a colon are not its business.
func (n notes) standardUser() *node {
	user := &node{ByPattern: propertyMap{{"^[^:]*$", &node{}}}, Additional: false}
	for _, e := range scim.UserType().Extensions {
		path := "user." + e.Schema.ID
		extension := n.describe(&node{Type: types{"object"}, Additional: false}, path)
		for _, a := range e.Schema.Attributes {
			extension.Properties = append(extension.Properties, property{a.Name, n.attribute(a, path+"."+a.Name)})
		}
		user.Properties = append(user.Properties, property{e.Schema.ID, extension})
	}
	return &node{Properties: propertyMap{{"user", user}}}
}

// attribute is the schema of what stands behind the name of an attribute.
func (n notes) attribute(a *scim.Attribute, path string) *node {
	one := n.value(a, path)
	if !a.MultiValued {
		one.Description = a.Description
		return n.describe(one, path)
	}
	return n.describe(&node{
		Description:  a.Description,
		Type:         types{"array", "string"},
		Items:        one,
		Pattern:      oneHole,
		PatternError: "write a list, or one ${expression} that gives a list",
	}, path)
}

// value is the schema of one value of an attribute.
func (n notes) value(a *scim.Attribute, path string) *node {
	v := &node{Type: types{"string"}, Examples: a.CanonicalValues}
	switch a.Type {
	case scim.TypeBoolean:
		v.orHole("boolean", "write true, false, or one ${expression} that gives a boolean")
	case scim.TypeInteger:
		v.orHole("integer", "write an integer, or one ${expression} that gives one")
	case scim.TypeDecimal:
		v.orHole("number", "write a number, or one ${expression} that gives one")
	case scim.TypeReference:
		v.Pattern, v.PatternError = referenceForm, "a URI has no blanks: write it like https://example.com/people/ada"
	case scim.TypeBinary:
		v.Pattern, v.PatternError = binaryForm, "write the bytes in base64 with its padding"
	case scim.TypeDateTime:
		v.Pattern, v.PatternError = dateTimeForm, "write it like 2026-01-31T09:30:00Z"
	case scim.TypeComplex:
		v.orHole("object", "write the sub-attributes, or one ${expression} that gives a map of them")
		v.Additional = false
		for _, sub := range a.SubAttributes {
			if sub.Mutability != scim.ReadOnly {
				v.Properties = append(v.Properties, property{sub.Name, n.attribute(sub, path+"."+sub.Name)})
			}
		}
	}
	return v
}

// orHole makes v of a JSON type, or an expression.
func (v *node) orHole(jsonType, otherwise string) {
	v.Type = types{jsonType, "string"}
	v.Pattern, v.PatternError = oneHole, otherwise
}
