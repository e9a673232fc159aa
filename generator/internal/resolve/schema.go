package resolve

import (
	"slices"

	"github.com/scimwright/scimwright/generator/scim"
)

// schemas returns the schemas of the file: one, a list of them, or the
// ListResponse that a server gives under /Schemas.
func (r *reader) schemas() []*scim.Schema {
	root, offset, err := parseJSON(r.file.Text)
	if err != nil {
		r.report(r.notJSON(offset, err))
		return nil
	}
	nodes := []*node{root}
	switch {
	case root.kind == kindArray:
		nodes = root.items
	case root.kind == kindObject && root.member("Resources") != nil:
		list := root.member("Resources")
		if list.kind != kindArray {
			r.report(r.wrongKind(list, "Resources", kindArray))
			return nil
		}
		nodes = list.items
	}
	if len(nodes) == 0 {
		r.report(r.noSchema(root))
	}
	var schemas []*scim.Schema
	for _, n := range nodes {
		if s := r.schema(n); s != nil {
			schemas = append(schemas, s)
		}
	}
	return schemas
}

// schema returns the schema of a value; nil, with findings, where it is none.
func (r *reader) schema(n *node) *scim.Schema {
	id := n.member("id")
	if n.kind != kindObject || id == nil || id.kind != kindString || n.member("attributes") == nil {
		r.report(r.notASchema(n))
		return nil
	}
	attributes := n.member("attributes")
	ok := r.kinds(n, schemaKinds)
	if attributes.kind == kindArray {
		ok = r.attributeKinds(attributes) && ok
	}
	if !ok {
		return nil
	}
	s, err := scim.DecodeSchema([]byte(r.file.Text[n.start:n.end]))
	if err != nil {
		r.report(r.badSchema(r.head(n), err.Error()))
		return nil
	}
	problems := s.Problems()
	for _, p := range problems {
		r.report(r.badSchema(r.head(culprit(n, p)), p.Problem))
	}
	if len(problems) > 0 {
		return nil
	}
	if first, ok := r.defined[scim.Fold(s.ID)]; ok {
		r.report(r.definedTwice(id, s.ID, first))
		return nil
	}
	r.defined[scim.Fold(s.ID)] = r.span(id)
	return s
}

// culprit is the value that a problem is about.
func culprit(schema *node, p *scim.SchemaProblem) *node {
	n := schema
	for depth, i := range p.Indices {
		list := n.member("attributes")
		if depth > 0 {
			list = n.member("subAttributes")
		}
		if list == nil || i >= len(list.items) {
			return n
		}
		n = list.items[i]
	}
	if c := n.member(p.Characteristic); c != nil {
		return c
	}
	return n
}

// The kinds that the members of a schema and of an attribute have.
var (
	schemaKinds = map[string]kind{
		"id": kindString, "name": kindString, "description": kindString, "attributes": kindArray,
	}
	attributeKinds = map[string]kind{
		"name": kindString, "type": kindString, "description": kindString,
		"mutability": kindString, "returned": kindString, "uniqueness": kindString,
		"multiValued": kindBoolean, "required": kindBoolean, "caseExact": kindBoolean,
		"canonicalValues": kindArray, "referenceTypes": kindArray, "subAttributes": kindArray,
	}
)

// kinds holds the members of an object against the kinds that they have. Members
// that a server has added, and nulls, are passed over.
func (r *reader) kinds(n *node, want map[string]kind) bool {
	ok := true
	for _, f := range n.members {
		wanted, known := want[f.name]
		if known && f.value.kind != wanted && f.value.kind != kindNull {
			r.report(r.wrongKind(f.value, f.name, wanted))
			ok = false
		}
	}
	return ok
}

// attributeKinds does so for a list of attributes and all below.
func (r *reader) attributeKinds(list *node) bool {
	ok := true
	for _, a := range list.items {
		if a.kind != kindObject {
			r.report(r.notAnAttribute(a))
			ok = false
			continue
		}
		ok = r.kinds(a, attributeKinds) && ok
		for _, name := range []string{"canonicalValues", "referenceTypes"} {
			if texts := a.member(name); texts != nil {
				if i := slices.IndexFunc(texts.items, func(n *node) bool { return n.kind != kindString }); i >= 0 {
					r.report(r.wrongKind(texts.items[i], "an item of "+name, kindString))
					ok = false
				}
			}
		}
		if subs := a.member("subAttributes"); subs != nil && subs.kind == kindArray {
			ok = r.attributeKinds(subs) && ok
		}
	}
	return ok
}
