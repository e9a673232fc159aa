// Package schema describes the mapping file as a JSON Schema, for editors: what
// keys there are, what they take, what they are for.
//
// It is made of the data that the compiler reads mappings by: the keys and bounds
// of generator/internal/parse and the SCIM schemas of generator/scim. It accepts
// every mapping that the compiler accepts. What it cannot see, above all what is
// inside of an ${expression}, is left to `scimwright check`.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/scimwright/scimwright/generator/internal/parse"
)

const (
	dialect = "https://json-schema.org/draft/2020-12/schema"
	id      = "https://github.com/scimwright/scimwright/mapping-v1.schema.json"
)

// JSON returns the schema as indented JSON.
func JSON() []byte {
	compact, err := encode(build(written))
	var b bytes.Buffer
	if err == nil {
		err = json.Indent(&b, compact, "", "  ")
	}
	if err != nil {
		panic(fmt.Sprintf("schema: it is made of text and numbers, and does not encode: %v", err))
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// build makes the schema of the whole file.
func build(n notes) *node {
	root := n.section(parse.Language(), "")
	root.Dialect, root.ID, root.Title = dialect, id, "scimwright mapping"
	// What stands under the URN of an extension is known as long as no file of
	// the mapping's own defines it.
	root.If = &node{Required: []string{"schemas"}}
	root.Else = n.standardUser()
	return root
}
