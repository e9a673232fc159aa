package scim

import (
	"encoding/json"
	"slices"
	"strings"
)

// ParseFilter parses a filter by the grammar of RFC 7644 figure 1. Operators
// and the words and, or, not are taken in any case; "and" binds tighter than
// "or". The error is a [*SyntaxError].
func ParseFilter(text string) (Filter, error) {
	p := &parser{text: text, what: "filter"}
	if err := p.checkLength(); err != nil {
		return nil, err
	}
	p.spaces()
	f, err := p.or(false)
	if err != nil {
		return nil, err
	}
	if !p.atEnd() {
		return nil, p.unexpected("and, or, or the end of the filter")
	}
	return f, nil
}

// or reads operands with "or" between them. Inside brackets, inValue, there is
// no further value filter.
func (p *parser) or(inValue bool) (Filter, error) {
	operands, err := p.operands("or", func() (Filter, error) { return p.and(inValue) })
	if err != nil || len(operands) == 1 {
		return first(operands), err
	}
	or := &Or{}
	for _, f := range operands {
		if inner, ok := f.(*Or); ok {
			or.Operands = append(or.Operands, inner.Operands...)
		} else {
			or.Operands = append(or.Operands, f)
		}
	}
	return or, nil
}

func (p *parser) and(inValue bool) (Filter, error) {
	operands, err := p.operands("and", func() (Filter, error) { return p.term(inValue) })
	if err != nil || len(operands) == 1 {
		return first(operands), err
	}
	and := &And{}
	for _, f := range operands {
		if inner, ok := f.(*And); ok {
			and.Operands = append(and.Operands, inner.Operands...)
		} else {
			and.Operands = append(and.Operands, f)
		}
	}
	return and, nil
}

func first(operands []Filter) Filter {
	if len(operands) == 0 {
		return nil
	}
	return operands[0]
}

// operands reads one or more operands with the word between them, and the
// blanks after the last.
func (p *parser) operands(word string, operand func() (Filter, error)) ([]Filter, error) {
	var all []Filter
	for {
		f, err := operand()
		if err != nil {
			return nil, err
		}
		all = append(all, f)
		p.spaces() // perhaps none: the operand may have taken them when it looked for its own word
		spaced := p.at > 0 && isBlank(p.text[p.at-1])
		if !strings.EqualFold(p.word(), word) {
			return all, nil
		}
		if !spaced {
			return nil, p.unexpected("a space before " + word)
		}
		p.at += len(word)
		if !p.spaces() {
			return nil, p.unexpected("a space after " + word)
		}
	}
}

// term reads a group, a negation, a comparison or a value path.
func (p *parser) term(inValue bool) (Filter, error) {
	start := p.at
	if p.peek() == '(' {
		return p.group(inValue)
	}
	if strings.EqualFold(p.word(), "not") {
		p.at += len("not")
		p.spaces()
		if p.peek() == '(' {
			f, err := p.group(inValue)
			return &Not{Operand: f}, err
		}
		p.at = start // an attribute of that name
	}
	path, err := p.attributePath()
	if err != nil {
		return nil, err
	}
	if p.peek() == '[' {
		if inValue {
			return nil, p.errorAt(p.at, "a value filter cannot stand inside another one")
		}
		if path.Sub != "" {
			return nil, p.errorAt(p.at, "a value filter belongs to an attribute, not to its sub-attribute %s", path.Sub)
		}
		inner, err := p.valueFilter()
		return &ValuePath{Path: path, Filter: inner, At: start}, err
	}
	return p.comparison(path, start)
}

// group reads a filter in parentheses.
func (p *parser) group(inValue bool) (Filter, error) {
	if err := p.enter(); err != nil {
		return nil, err
	}
	defer p.leave()
	p.at++
	p.spaces()
	f, err := p.or(inValue)
	if err != nil {
		return nil, err
	}
	if p.peek() != ')' {
		return nil, p.unexpected("and, or, or )")
	}
	p.at++
	return f, nil
}

// valueFilter reads a filter in brackets.
func (p *parser) valueFilter() (Filter, error) {
	p.at++
	p.spaces()
	f, err := p.or(true)
	if err != nil {
		return nil, err
	}
	if p.peek() != ']' {
		return nil, p.unexpected("and, or, or ]")
	}
	p.at++
	return f, nil
}

const operatorList = "an operator (eq, ne, co, sw, ew, gt, ge, lt, le, pr)"

func (p *parser) comparison(path AttributePath, start int) (Filter, error) {
	if !p.spaces() {
		return nil, p.unexpected("a space and " + operatorList)
	}
	op := Operator(strings.ToLower(p.word()))
	if !slices.Contains(Operators, op) {
		return nil, p.unexpected(operatorList)
	}
	p.at += len(op)
	c := &Comparison{Path: path, Operator: op, At: start}
	if op == Present {
		return c, nil
	}
	if !p.spaces() {
		return nil, p.unexpected("a space and a value")
	}
	value, err := p.value()
	c.Value = value
	return c, err
}

// value reads compValue: a JSON string, number, true, false or null.
func (p *parser) value() (any, error) {
	const expected = "a value (a string in double quotes, a number, true, false or null)"
	switch c := p.peek(); {
	case c == '"':
		return p.stringValue()
	case c == '-' || '0' <= c && c <= '9':
		start := p.at
		number := p.takeWhile(func(c byte) bool {
			return '0' <= c && c <= '9' || strings.IndexByte("+-.eE", c) >= 0
		})
		if !json.Valid([]byte(number)) {
			return nil, p.errorAt(start, "%s is not a JSON number", quoteShort(number))
		}
		return json.Number(number), nil
	}
	word := p.word()
	literals := map[string]any{"true": true, "false": false, "null": nil}
	if v, ok := literals[word]; ok {
		p.at += len(word)
		return v, nil
	}
	if _, ok := literals[strings.ToLower(word)]; ok {
		return nil, p.unexpected(strings.ToLower(word) + " in lower case")
	}
	return nil, p.unexpected(expected)
}

func (p *parser) stringValue() (string, error) {
	start := p.at
	for p.at++; !p.atEnd() && p.text[p.at] != '"'; p.at++ {
		if p.text[p.at] == '\\' {
			p.at++
		}
	}
	if p.atEnd() {
		return "", p.errorAt(start, "the string has no closing double quote")
	}
	p.at++
	var s string
	if err := json.Unmarshal([]byte(p.text[start:p.at]), &s); err != nil {
		return "", p.errorAt(start, "the string breaks the rules of JSON (%v); quotes, backslashes and control characters are escaped", err)
	}
	return s, nil
}
