package reference

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// errNotJSON is what is wrong with a text that is no JSON; who reads one says which.
var errNotJSON = errors.New("it is no JSON")

// maxNesting bounds how deeply JSON may be nested.
const maxNesting = 10_000

// Parse reads a JSON text (RFC 8259): into nil, a bool, float64, string, []any or
// an [*Object]. Of several members of one name, the last one counts, in the place
// of the first.
func Parse(text string) (any, error) {
	p := jsonParser{text: text}
	p.space()
	value, err := p.value(0)
	if err != nil {
		return nil, err
	}
	if p.space(); p.at < len(text) {
		return nil, p.problem()
	}
	return value, nil
}

// ParseObject reads a JSON text that is an object, such as an Auth0 profile.
func ParseObject(text string) (*Object, error) {
	value, err := Parse(text)
	if err != nil {
		return nil, err
	}
	o, ok := value.(*Object)
	if !ok {
		return nil, fmt.Errorf("it is %s, and has to be an object", jsonType(value))
	}
	return o, nil
}

// jsonParser reads JSON. It is one of our own because encoding/json keeps neither
// the order of members nor half a surrogate pair, both of which the contract looks at.
type jsonParser struct {
	text string
	at   int
}

func (p *jsonParser) problem() error {
	return fmt.Errorf("%w: what stands at byte %d cannot stand there", errNotJSON, p.at)
}

func (p *jsonParser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// take consumes a token, if it is there.
func (p *jsonParser) take(token string) bool {
	if strings.HasPrefix(p.text[p.at:], token) {
		p.at += len(token)
		return true
	}
	return false
}

func (p *jsonParser) value(depth int) (any, error) {
	if depth > maxNesting || p.at >= len(p.text) {
		return nil, p.problem()
	}
	switch c := p.text[p.at]; {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.list(depth)
	case c == '"':
		return p.string()
	case c == '-' || '0' <= c && c <= '9':
		return p.number()
	case p.take("null"):
		return nil, nil
	case p.take("true"):
		return true, nil
	case p.take("false"):
		return false, nil
	}
	return nil, p.problem()
}

func (p *jsonParser) object(depth int) (any, error) {
	p.at++
	o := &Object{}
	if p.space(); p.take("}") {
		return o, nil
	}
	o.members = make([]member, 0, 4)
	for {
		p.space()
		if p.at >= len(p.text) || p.text[p.at] != '"' {
			return nil, p.problem()
		}
		name, err := p.string()
		if err != nil {
			return nil, err
		}
		if p.space(); !p.take(":") {
			return nil, p.problem()
		}
		p.space()
		value, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		o.Set(name, value)
		if p.space(); p.take("}") {
			return o, nil
		}
		if !p.take(",") {
			return nil, p.problem()
		}
	}
}

func (p *jsonParser) list(depth int) (any, error) {
	p.at++
	list := []any{}
	if p.space(); p.take("]") {
		return list, nil
	}
	for {
		p.space()
		value, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, value)
		if p.space(); p.take("]") {
			return list, nil
		}
		if !p.take(",") {
			return nil, p.problem()
		}
	}
}

// number reads a number, which beyond the range of a double is infinite.
func (p *jsonParser) number() (any, error) {
	start := p.at
	p.take("-")
	if !p.take("0") && !p.digits() {
		return nil, p.problem()
	}
	if p.take(".") && !p.digits() {
		return nil, p.problem()
	}
	if p.take("e") || p.take("E") {
		if !p.take("+") {
			p.take("-")
		}
		if !p.digits() {
			return nil, p.problem()
		}
	}
	number, err := strconv.ParseFloat(p.text[start:p.at], 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return nil, p.problem()
	}
	return number, nil
}

func (p *jsonParser) digits() bool {
	start := p.at
	for p.at < len(p.text) && '0' <= p.text[p.at] && p.text[p.at] <= '9' {
		p.at++
	}
	return p.at > start
}

func (p *jsonParser) string() (string, error) {
	p.at++
	start := p.at
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '"':
			text := p.text[start:p.at]
			p.at++
			return text, nil
		case c == '\\':
			return p.escaped(start)
		case c < ' ':
			return "", p.problem()
		}
		p.at++
	}
	return "", p.problem()
}

// jsonEscapes are those of one letter.
var jsonEscapes = map[byte]byte{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

// escaped reads a string from its first escape on.
func (p *jsonParser) escaped(start int) (string, error) {
	out := []byte(p.text[start:p.at])
	for p.at < len(p.text) {
		c := p.text[p.at]
		switch {
		case c == '"':
			p.at++
			return string(out), nil
		case c < ' ':
			return "", p.problem()
		case c != '\\':
			out = append(out, c)
			p.at++
			continue
		}
		p.at++
		if p.take("u") {
			unit, ok := p.unit()
			if !ok {
				return "", p.problem()
			}
			out = p.appendUnit(out, unit)
			continue
		}
		if p.at >= len(p.text) || jsonEscapes[p.text[p.at]] == 0 {
			return "", p.problem()
		}
		out = append(out, jsonEscapes[p.text[p.at]])
		p.at++
	}
	return "", p.problem()
}

// unit reads the four digits of an escaped UTF-16 unit.
func (p *jsonParser) unit() (rune, bool) {
	if p.at+4 > len(p.text) {
		return 0, false
	}
	n, err := strconv.ParseUint(p.text[p.at:p.at+4], 16, 16)
	if err != nil || p.text[p.at] == '+' {
		return 0, false
	}
	p.at += 4
	return rune(n), true
}

// appendUnit appends the character that an escaped unit begins, or the half of a
// pair that it is.
func (p *jsonParser) appendUnit(out []byte, unit rune) []byte {
	if !utf16.IsSurrogate(unit) {
		return utf8.AppendRune(out, unit)
	}
	if before := p.at; p.take(`\u`) {
		if second, ok := p.unit(); ok {
			if whole := utf16.DecodeRune(unit, second); whole != utf8.RuneError {
				return utf8.AppendRune(out, whole)
			}
		}
		p.at = before
	}
	return appendHalf(out, unit)
}
