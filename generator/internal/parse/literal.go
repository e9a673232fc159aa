package parse

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/source"
)

// What a plain scalar must look like to be a number. YAML 1.1, which the library
// follows in part, has more: octal, hexadecimal and binary numbers, a plus sign,
// underscores. They are refused, because who writes 0049 or +4930 in a mapping
// most likely means text.
var (
	decimalInteger  = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)
	decimalFraction = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)
	numberLike      = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
)

// maxExactInteger is the largest integer that JavaScript's numbers hold without
// a gap, 2^53-1.
const maxExactInteger = 1<<53 - 1

// literal gives the value of a scalar: a string, bool, int64 or float64. It
// reports what a SCIM document cannot hold or what has two readings.
func (p *parser) literal(n *yaml.Node, span source.Span, path string) (any, bool) {
	if _, tagged := p.layout.content(n); tagged {
		p.checkTag(n, tagged)
		return nil, false
	}
	if n.Style != 0 { // quoted, or a block
		return n.Value, true
	}
	if span.Start == span.End { // nothing written: the key is the place to look at
		span = p.span(max(span.Start-1, 0), span.Start)
	}
	switch n.Tag {
	case "!!null":
		p.report(nullValue(span, path))
		return nil, false
	case "!!bool":
		return strings.EqualFold(n.Value, "true"), true
	case "!!timestamp":
		p.report(timestampValue(span, n.Value))
		return nil, false
	}
	if n.Tag != "!!int" && n.Tag != "!!float" && !numberLike.MatchString(n.Value) {
		return n.Value, true
	}
	return p.number(n.Value, span)
}

func (p *parser) number(text string, span source.Span) (any, bool) {
	switch {
	case decimalInteger.MatchString(text):
		i, err := strconv.ParseInt(text, 10, 64)
		if err != nil || i > maxExactInteger || i < -maxExactInteger {
			p.report(integerOutOfRange(span, text))
			return nil, false
		}
		return i, true
	case decimalFraction.MatchString(text):
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsInf(f, 0) {
			p.report(numberOutOfRange(span, text))
			return nil, false
		}
		return f, true
	case strings.HasSuffix(strings.ToLower(text), "inf"), strings.HasSuffix(strings.ToLower(text), "nan"):
		p.report(notANumber(span, text))
	default:
		p.report(ambiguousNumber(span, text))
	}
	return nil, false
}
