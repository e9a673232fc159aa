package mockscim

import (
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// sieve refuses the operations of a PATCH that the dialect does not take, and
// leaves out those that it passes over.
func (d *Dialect) sieve(k *kind, changes []change) ([]change, error) {
	kept := changes[:0:0]
	for _, c := range changes {
		switch {
		case !d.PatchOp.allows(c.written):
			return nil, scim.Errorf(scim.InvalidSyntax, "op is %q, which is not supported", c.written)
		case len(d.PatchOps) > 0 && !slices.Contains(d.PatchOps, c.op):
			return nil, scim.Errorf(scim.InvalidSyntax, "the operation %s is not supported", c.op)
		case d.PatchPath == PatchPathRequired && c.path == nil:
			return nil, scim.Errorf(scim.InvalidPath, "an operation needs a path")
		case d.Patch == PatchActiveOnly && k.Schema.ID == scim.UserURN && !c.isActive():
			return nil, scim.Errorf(scim.InvalidPath, "only active can be changed by PATCH")
		case c.path == nil || c.path.Filter == nil || d.PatchValueFilter == "":
			kept = append(kept, c)
		case d.PatchValueFilter == Refuse400:
			return nil, scim.Errorf(scim.InvalidPath, "a path with a value filter is not supported")
		}
	}
	return kept, nil
}

// allows tells whether an operation may be written like this.
func (p PatchOp) allows(op string) bool {
	switch lower := strings.ToLower(op); p {
	case PatchOpCapitalised:
		return op == strings.ToUpper(lower[:1])+lower[1:]
	case PatchOpLowerCase:
		return op == lower
	}
	return true
}

// isActive tells whether a change is one of active alone.
func (c *change) isActive() bool {
	if c.path != nil {
		return strings.EqualFold(c.path.Attribute.Name, "active")
	}
	object, ok := c.value.(map[string]any)
	for name := range object {
		ok = ok && strings.EqualFold(name, "active")
	}
	return ok && len(object) == 1
}
