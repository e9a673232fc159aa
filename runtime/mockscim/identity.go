package mockscim

import (
	"encoding/json"
	"fmt"

	"github.com/scimwright/scimwright/generator/scim"
)

// identity tells a value of a multi-valued attribute from the others: two with
// the same identity are one. A value that refers to something, as a member of a
// group does, has an immutable value sub-attribute, which alone counts; of any
// other value all of it counts.
func identity(a *scim.Attribute, value any) string {
	if key, ok := a.Sub("value"); ok && key.Mutability == scim.Immutable {
		if object, ok := value.(map[string]any); ok && object["value"] != nil {
			return fmt.Sprint(object["value"])
		}
	}
	return text(value)
}

// text writes a value as JSON; equal values give equal text, for the members of
// objects are written in order.
func text(value any) string {
	data, err := json.Marshal(value)
	if err != nil {
		panic("mockscim: a stored value cannot be written as JSON: " + err.Error())
	}
	return string(data)
}
