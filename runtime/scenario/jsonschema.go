package scenario

import _ "embed"

//go:embed schema.json
var schema string

// JSONSchema returns a JSON Schema (2020-12) of files of scenarios, for editors. It accepts
// whatever [Read] accepts; what <placeholders> and values come to is beyond it.
func JSONSchema() []byte { return []byte(schema) }
