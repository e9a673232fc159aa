package schema

import (
	"fmt"
	"time"

	"github.com/scimwright/scimwright/generator/internal/parse"
)

// The forms of settings that are text. They are no stricter than the compiler,
// and where a regular expression cannot say what it asks for, less strict.
const (
	nameForm       = `^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$`
	connectionForm = `^[^\s,]([^,\x00-\x1f]*[^\s,])?$`
	durationForm   = `^\+?([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)`
	mediaTypeForm  = `^[ -~]*[jJ][sS][oO][nN]`
	identifier     = `^[_a-zA-Z][_a-zA-Z0-9]*$`
	relativePath   = `^[^/\\]`
	modulePath     = `^[^/\\].*\.m?[jt]s$`
	headerToken    = "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
	headerValue    = `^[!-~]([ -~]*[!-~])?$`
	secureURL      = `^[hH][tT][tT][pP][sS]?://[!-~]+$`
	scopeForm      = `^[!#-\[\]-~]+$`
	attributeForm  = `^([uU][rR][nN]:[^\s"\[\]]+:)?[A-Za-z][A-Za-z0-9_$-]*$`
	signature      = `^\s*\(.*\)\s*->\s*\S`
)

// section is the schema of a map of settings.
func (n notes) section(keys []parse.Key, path string) *node {
	section := &node{Type: types{"object"}, Additional: false}
	for _, k := range keys {
		if k.Required {
			section.Required = append(section.Required, k.Name)
		}
		below := k.Name
		if path != "" {
			below = path + "." + k.Name
		}
		section.Properties = append(section.Properties, property{k.Name, n.setting(k, below)})
	}
	return section
}

// setting is the schema of the value of a key.
func (n notes) setting(k parse.Key, path string) *node {
	text := &node{Type: types{"string"}}
	switch k.Kind {
	case parse.KindUser:
		return n.user()
	case parse.KindSection:
		return n.describe(n.section(k.Keys, path), path)
	case parse.KindVersion:
		return n.describe(&node{Const: 1}, path)
	case parse.KindName:
		text.Pattern, text.PatternError, text.MaxLength = nameForm, "write one line of text", int(k.Max)
	case parse.KindChoice:
		text = &node{Enum: k.Choices}
	case parse.KindChoices:
		text = listOf(&node{Enum: k.Choices})
	case parse.KindConnections:
		text = listOf(&node{
			Type: types{"string"}, Pattern: connectionForm,
			PatternError: "write the name as Auth0 shows it, one list item each, without commas or blanks around it",
		})
	case parse.KindDuration:
		text.Pattern, text.PatternError = durationForm, "write a number and a unit, such as 1500ms or 9s"
	case parse.KindCount:
		low := int64(0)
		text = &node{Type: types{"integer"}, Minimum: &low, Maximum: &k.Max}
	case parse.KindMediaType:
		text.Pattern, text.PatternError = mediaTypeForm, "write application/scim+json, or application/json for a server that insists on it"
	case parse.KindExpression:
		text.Pattern, text.PatternError = oneHole, "write one ${expression}"
	case parse.KindTables:
		text = &node{Type: types{"object"}, Names: &node{Pattern: identifier}, Additional: &node{Type: types{"object"}}}
	case parse.KindFiles:
		text = listOf(&node{Type: types{"string"}, Pattern: relativePath})
	case parse.KindModule:
		text.Pattern, text.PatternError = modulePath, "name a .js or .ts file, relative to the mapping"
	case parse.KindSignatures:
		text = &node{Type: types{"object"}, Names: &node{Pattern: identifier}, Additional: &node{
			Type: types{"string"}, Pattern: signature,
			PatternError: "write the types of the arguments and of the result: (string, int) -> string",
		}}
	case parse.KindHeaderName:
		text.Pattern, text.PatternError = headerToken, "write the name of a header, such as X-Api-Key"
	case parse.KindHeaders:
		text = &node{Type: types{"object"}, Names: &node{Pattern: headerToken}, Additional: &node{
			Type: types{"string"}, Pattern: headerValue, PatternError: "write printable ASCII, on one line",
		}}
	case parse.KindURL:
		text.Pattern, text.PatternError = secureURL, "write a URL that begins with https://"
	case parse.KindScopes:
		text = listOf(&node{Type: types{"string"}, Pattern: scopeForm, PatternError: "write each scope as an item of its own"})
	case parse.KindAttribute:
		text = &node{Type: types{"string", "null"}, Pattern: attributeForm, PatternError: "write the name of an attribute, or URN:attribute"}
	}
	text.Default = jsonDefault(k.Default)
	return n.describe(text, path)
}

// listOf is a list of distinct items, at least one.
func listOf(item *node) *node {
	return &node{Type: types{"array"}, Items: item, MinItems: 1, Unique: true}
}

// jsonDefault is a default as a mapping writes it.
func jsonDefault(value any) any {
	d, ok := value.(time.Duration)
	switch {
	case !ok:
		return value
	case d%time.Second == 0:
		return d.String()
	}
	return fmt.Sprintf("%dms", d.Milliseconds())
}
