package scim

// PatchPath is the path of a PATCH operation (RFC 7644 section 3.5.2, figure 7):
// an attribute path, or an attribute with a value filter and possibly a
// sub-attribute of the values that it selects.
type PatchPath struct {
	Attribute AttributePath // its Sub is the sub-attribute, also that after a filter
	Filter    Filter        // selects values of the attribute; nil for all
}

// String returns the path with its filter in normal form.
func (p PatchPath) String() string {
	if p.Filter == nil {
		return p.Attribute.String()
	}
	bare := p.Attribute
	bare.Sub = ""
	s := bare.String() + "[" + p.Filter.String() + "]"
	if p.Attribute.Sub != "" {
		s += "." + p.Attribute.Sub
	}
	return s
}

// ParsePatchPath parses the path of a PATCH operation, such as members,
// name.familyName or addresses[type eq "work"].streetAddress. The error is a
// [*SyntaxError].
func ParsePatchPath(text string) (PatchPath, error) {
	p := &parser{text: text, what: "PATCH path"}
	if err := p.checkLength(); err != nil {
		return PatchPath{}, err
	}
	path, err := p.attributePath()
	if err != nil {
		return PatchPath{}, err
	}
	result := PatchPath{Attribute: path}
	if p.peek() == '[' {
		if path.Sub != "" {
			return PatchPath{}, p.errorAt(p.at, "a value filter belongs to an attribute, not to its sub-attribute %s", path.Sub)
		}
		if result.Filter, err = p.valueFilter(); err != nil {
			return PatchPath{}, err
		}
		if p.peek() == '.' {
			p.at++
			start := p.at
			name := p.takeWhile(isNameChar)
			if !attributeName.MatchString(name) {
				p.at = start
				return PatchPath{}, p.unexpected("the name of a sub-attribute after the dot")
			}
			result.Attribute.Sub = name
		}
	}
	if !p.atEnd() {
		return PatchPath{}, p.unexpected("the end of the path")
	}
	return result, nil
}
