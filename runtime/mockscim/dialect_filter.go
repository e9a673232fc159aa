package mockscim

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

// matching returns the resources that match a filter as the dialect has it.
func (s *Server) matching(k *kind, f scim.Filter, base string) ([]*record, error) {
	found, err := s.filtered(k, f, base)
	if s.dialect.Delete == DeleteSoft {
		found = slices.DeleteFunc(slices.Clone(found), func(r *record) bool { return r.gone })
	}
	return found, err
}

func (s *Server) filtered(k *kind, f scim.Filter, base string) ([]*record, error) {
	d := s.dialect
	if f == nil || len(d.Filters)+len(d.FilterOperators) == 0 {
		return s.store.matching(k, f, base)
	}
	if operator, ok := d.unknownOperator(f); ok {
		return nil, scim.Errorf(scim.InvalidFilter, "the operator %s is not supported in filters", operator)
	}
	path, mode := d.filterMode(f)
	switch mode {
	case Filter400:
		return nil, scim.Errorf(scim.InvalidFilter, "the attribute %s is not supported in filters", path)
	case Filter501:
		return nil, statusError(http.StatusNotImplemented, "filtering by %s is not implemented", path)
	case FilterEmpty:
		return nil, nil
	case FilterIgnored:
		return s.store.matching(k, nil, base)
	case FilterRegex, FilterCaseInsensitive, FilterCaseSensitive:
		match, err := d.loosely(f, k)
		if err != nil {
			return nil, err
		}
		return slices.DeleteFunc(slices.Clone(k.records), func(r *record) bool { return !match(s.store.represent(r, base)) }), nil
	}
	return s.store.matching(k, f, base)
}

// modeOf returns what a filter about an attribute comes to.
func (d *Dialect) modeOf(p scim.AttributePath) FilterMode {
	for name, mode := range d.Filters {
		if strings.EqualFold(name, p.Name) {
			return mode
		}
	}
	if mode, ok := d.Filters["*"]; ok {
		return mode
	}
	return FilterWorks
}

// filterMode returns what a filter comes to, and the attribute that decides it.
func (d *Dialect) filterMode(f scim.Filter) (path scim.AttributePath, mode FilterMode) {
	mentions(f, func(p scim.AttributePath) bool {
		path, mode = p, d.modeOf(p)
		return mode != FilterWorks
	})
	return path, mode
}

// unknownOperator returns an operator of a filter that the server does not have.
func (d *Dialect) unknownOperator(f scim.Filter) (string, bool) {
	if len(d.FilterOperators) == 0 {
		return "", false
	}
	var word string
	var parts []scim.Filter
	switch f := f.(type) {
	case *scim.And:
		word, parts = "and", f.Operands
	case *scim.Or:
		word, parts = "or", f.Operands
	case *scim.Not:
		word, parts = "not", []scim.Filter{f.Operand}
	case *scim.ValuePath:
		return d.unknownOperator(f.Filter)
	case *scim.Comparison:
		word = string(f.Operator)
	}
	if !slices.Contains(d.FilterOperators, word) {
		return word, true
	}
	for _, part := range parts {
		if word, ok := d.unknownOperator(part); ok {
			return word, true
		}
	}
	return "", false
}

// loosely compiles a filter of which some comparisons are not made as the schema
// says.
func (d *Dialect) loosely(f scim.Filter, k *kind) (scim.Matcher, error) {
	var parts []scim.Matcher
	each := func(operands []scim.Filter) error {
		for _, operand := range operands {
			m, err := d.loosely(operand, k)
			if err != nil {
				return err
			}
			parts = append(parts, m)
		}
		return nil
	}
	holds := func(object map[string]any) func(scim.Matcher) bool {
		return func(m scim.Matcher) bool { return m(object) }
	}
	switch f := f.(type) {
	case *scim.And:
		return func(object map[string]any) bool {
			return !slices.ContainsFunc(parts, func(m scim.Matcher) bool { return !m(object) })
		}, each(f.Operands)
	case *scim.Or:
		return func(object map[string]any) bool { return slices.ContainsFunc(parts, holds(object)) }, each(f.Operands)
	case *scim.Not:
		return func(object map[string]any) bool { return !slices.ContainsFunc(parts, holds(object)) }, each([]scim.Filter{f.Operand})
	case *scim.Comparison:
		if m := d.looseComparison(f, k); m != nil {
			return m, nil
		}
	}
	return scim.Compile(f, k.ResourceType)
}

// looseComparison returns how an eq with text is made, nil for as it should be.
func (d *Dialect) looseComparison(f *scim.Comparison, k *kind) scim.Matcher {
	wanted, ok := f.Value.(string)
	target, known := k.Resolve(f.Path)
	if !ok || !known || target.Attribute == nil || f.Operator != scim.Equal {
		return nil
	}
	if value, ok := target.Leaf().Sub("value"); ok && target.Sub == nil {
		target.Sub = value
	}
	var same func(string) bool
	switch d.modeOf(f.Path) {
	case FilterCaseInsensitive:
		same = func(got string) bool { return strings.EqualFold(got, wanted) }
	case FilterCaseSensitive:
		same = func(got string) bool { return got == wanted }
	case FilterRegex:
		expression, err := regexp.Compile("(?i)" + wanted)
		if err != nil {
			expression = regexp.MustCompile("(?i)" + regexp.QuoteMeta(wanted))
		}
		same = expression.MatchString
	default:
		return nil
	}
	return func(object map[string]any) bool {
		return slices.ContainsFunc(target.Values(object), func(v any) bool {
			got, ok := v.(string)
			return ok && same(got)
		})
	}
}
