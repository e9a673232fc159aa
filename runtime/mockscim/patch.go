package mockscim

import (
	"maps"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// patch answers a PATCH (RFC 7644 section 3.5.2). All operations succeed, or
// the resource stays as it was.
func (s *Server) patch(x *exchange, k *kind, id string) (*answer, error) {
	p, err := projectionOf(x.query)
	if err != nil {
		return nil, err
	}
	body, err := x.object()
	if err != nil {
		return nil, err
	}
	changes, err := parsePatch(body)
	if err != nil {
		return nil, err
	}
	if changes, err = s.dialect.sieve(k, changes); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	old, err := s.current(x, k, id)
	if err != nil {
		return nil, err
	}
	patcher := &patcher{
		normalizer: s.normalizer(k),
		resource:   clone(old.attributes).(map[string]any),
		shown:      s.store.represent(old, x.base),
	}
	for _, c := range changes {
		if err := patcher.apply(c); err != nil {
			return nil, err
		}
	}
	r, err := s.save(old, patcher.resource, scim.BadMutability)
	if err != nil {
		return nil, err
	}
	s.observe(x, old, r)
	return s.render(x, r, p, patcher.asserted), nil
}

// patcher applies operations to a copy of a resource's attributes.
type patcher struct {
	*normalizer
	resource map[string]any // what is stored: attributes without what the server derives
	shown    map[string]any // the resource as the client last saw it, for read-only values
}

// apply carries out one operation.
func (p *patcher) apply(c change) error {
	if c.path == nil {
		object, ok := c.value.(map[string]any)
		if !ok {
			return scim.Errorf(scim.InvalidValue, "the value is %s; without a path it must be an object of attributes", kindOf(c.value))
		}
		return p.each(object, "", func(name string, v any) (bool, error) { return p.member(c.op, name, v) })
	}
	target, ok := p.kind.Resolve(c.path.Attribute)
	if !ok {
		return scim.Errorf(scim.InvalidPath, "%s is not an attribute of a %s", c.path.Attribute, p.kind.Name)
	}
	return p.change(c.op, target, c.path.Filter, c.value)
}

// member applies one member of a value without a path. Its name may be a path
// itself; the result says whether it names anything.
func (p *patcher) member(op, name string, v any) (bool, error) {
	if inner, ok := v.(map[string]any); ok && strings.EqualFold(name, p.kind.Schema.ID) {
		return true, p.each(inner, p.kind.Schema.ID+":", func(name string, v any) (bool, error) { return p.member(op, name, v) })
	}
	path, err := scim.ParsePatchPath(name)
	if err != nil {
		return false, nil
	}
	target, ok := p.kind.Resolve(path.Attribute)
	if !ok {
		return false, nil
	}
	return true, p.change(op, target, path.Filter, v)
}

// change carries out an operation on what a path names.
func (p *patcher) change(op string, target scim.Target, filter scim.Filter, v any) error {
	if target.Attribute == nil {
		return p.changeExtension(op, target.Extension, filter, v)
	}
	if target.Attribute.Name == "schemas" {
		return p.changeSchemas(op, v)
	}
	op = effective(op, v)
	if err := p.checkReadOnly(op, target, v); err != nil {
		return err
	}
	p.asserted[target.Leaf()] = true
	holder := p.holder(target.Extension)
	defer p.dropEmpty(target.Extension)
	if target.Attribute.MultiValued {
		return p.changeValues(op, holder, target, filter, v)
	}
	if filter != nil {
		return scim.Errorf(scim.InvalidPath, "%s has one value; a value filter needs a multi-valued attribute", target)
	}
	return p.changeSingle(op, holder, target, v)
}

// effective returns what an operation comes to: null and the empty array are
// no values (RFC 7643 section 2.5), so to replace by them is to remove.
func effective(op string, v any) string {
	if items, ok := v.([]any); op == opReplace && (v == nil || ok && len(items) == 0) {
		return opRemove
	}
	return op
}

// changeExtension carries out an operation on all attributes of an extension.
func (p *patcher) changeExtension(op string, extension *scim.Schema, filter scim.Filter, v any) error {
	if filter != nil {
		return scim.Errorf(scim.InvalidPath, "%s is a schema and has no values to filter", extension.ID)
	}
	if effective(op, v) == opRemove {
		for _, name := range slices.Sorted(maps.Keys(p.holder(extension))) {
			a, _ := extension.Attribute(name)
			if err := p.change(opRemove, scim.Target{Extension: extension, Attribute: a}, nil, nil); err != nil {
				return err
			}
		}
		p.dropEmpty(extension)
		return nil
	}
	object, ok := v.(map[string]any)
	if !ok {
		return scim.Errorf(scim.InvalidValue, "%s is %s; the attributes of an extension are an object", extension.ID, kindOf(v))
	}
	return p.each(object, extension.ID+":", func(name string, v any) (bool, error) {
		path, err := scim.ParseAttributePath(name)
		if err != nil || path.URI != "" {
			return false, nil
		}
		path.URI = extension.ID
		target, ok := p.kind.Resolve(path)
		if !ok {
			return false, nil
		}
		return true, p.change(op, target, nil, v)
	})
}

// changeSchemas takes schemas that the server knows without doing anything: it
// derives them from the attributes.
func (p *patcher) changeSchemas(op string, v any) error {
	if effective(op, v) == opRemove {
		return scim.Errorf(scim.BadMutability, "schemas is required")
	}
	urns, ok := v.([]any)
	if !ok {
		urns = []any{v}
	}
	return p.checkSchemas(map[string]any{"schemas": append([]any{p.kind.Schema.ID}, urns...)})
}

// holder returns the object that holds the attributes of an extension, or
// those of the primary schema.
func (p *patcher) holder(extension *scim.Schema) map[string]any {
	if extension == nil {
		return p.resource
	}
	object, ok := p.resource[extension.ID].(map[string]any)
	if !ok {
		object = map[string]any{}
		p.resource[extension.ID] = object
	}
	return object
}

func (p *patcher) dropEmpty(extension *scim.Schema) {
	if extension != nil && len(p.holder(extension)) == 0 {
		delete(p.resource, extension.ID)
	}
}
