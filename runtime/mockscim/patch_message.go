package mockscim

import (
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// change is one operation of a PATCH.
type change struct {
	op       string          // opAdd, opReplace or opRemove
	written  string          // op as the client wrote it
	path     *scim.PatchPath // nil for the resource as a whole
	value    any
	hasValue bool
}

// The operations of a PATCH.
const (
	opAdd     = "add"
	opReplace = "replace"
	opRemove  = "remove"
)

// parsePatch reads a PatchOp message.
func parsePatch(body map[string]any) ([]change, error) {
	m, err := openMessage(body, scim.PatchOpURN)
	if err != nil {
		return nil, err
	}
	operations, ok := m.get("Operations").([]any)
	if !ok || len(operations) == 0 {
		return nil, scim.Errorf(scim.InvalidSyntax, "Operations must be an array of one or more operations")
	}
	changes := make([]change, len(operations))
	for i, v := range operations {
		object, ok := v.(map[string]any)
		if !ok {
			return nil, scim.Errorf(scim.InvalidSyntax, "operation %d is %s; it must be an object", i+1, kindOf(v))
		}
		c, err := parseChange(object)
		if err != nil {
			return nil, err
		}
		changes[i] = c
	}
	return changes, nil
}

func parseChange(object map[string]any) (change, error) {
	m := message{}
	for name, v := range object {
		m[strings.ToLower(name)] = v
	}
	op, _, err := m.text("op")
	if err != nil {
		return change{}, err
	}
	c := change{op: strings.ToLower(op), written: op}
	// The RFC writes the operations in lower case and is silent on others, which
	// widely used clients send.
	if !slices.Contains([]string{opAdd, opReplace, opRemove}, c.op) {
		return change{}, scim.Errorf(scim.InvalidSyntax, "op is %q; it must be add, replace or remove", op)
	}
	c.value, c.hasValue = m["value"]
	if c.op != opRemove && !c.hasValue {
		return change{}, scim.Errorf(scim.InvalidValue, "the operation %s needs a value", c.op)
	}
	path, _, err := m.text("path")
	if err != nil {
		return change{}, err
	}
	if path == "" {
		if c.op == opRemove {
			return change{}, scim.Errorf(scim.NoTarget, "the operation remove needs a path")
		}
		return c, nil
	}
	parsed, err := scim.ParsePatchPath(path)
	if err != nil {
		return change{}, scim.Errorf(scim.InvalidPath, "%q: %v", path, err)
	}
	c.path = &parsed
	return c, nil
}
