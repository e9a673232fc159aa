package reference

import (
	"math"
	"strconv"
)

// MarshalJSON implements [json.Marshaler]: the members in their order.
func (o *Object) MarshalJSON() ([]byte, error) { return appendJSON(nil, o), nil }

// appendJSON writes a value as JSON.stringify does (ECMA-262 section 25.5.2): numbers
// in their shortest form, those that JSON lacks as null, half a surrogate pair escaped.
func appendJSON(out []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return append(out, "null"...)
	case bool:
		return strconv.AppendBool(out, v)
	case float64:
		return appendNumber(out, v)
	case int:
		return strconv.AppendInt(out, int64(v), 10)
	case string:
		return appendString(out, v)
	case []any:
		out = append(out, '[')
		for i, item := range v {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendJSON(out, item)
		}
		return append(out, ']')
	case *Object:
		out = append(out, '{')
		for i, m := range v.members {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(appendString(out, m.name), ':')
			out = appendJSON(out, m.value)
		}
		return append(out, '}')
	}
	panic("reference: a value that JSON does not have")
}

// appendNumber writes a number as JavaScript's Number.toString does (ECMA-262 section
// 6.1.6.1.20).
func appendNumber(out []byte, n float64) []byte {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return append(out, "null"...)
	}
	if n == 0 {
		return append(out, '0') // of which there is no negative
	}
	if size := math.Abs(n); size < 1e-6 || size >= 1e21 {
		start := len(out)
		out = strconv.AppendFloat(out, n, 'e', -1, 64)
		// An exponent of one digit has a zero before it in Go alone.
		if end := len(out); end-start >= 4 && out[end-2] == '0' && (out[end-3] == '-' || out[end-3] == '+') {
			out = append(out[:end-2], out[end-1])
		}
		return out
	}
	return strconv.AppendFloat(out, n, 'f', -1, 64)
}

const lowerHex = "0123456789abcdef"

// appendString writes a text between quotes.
func appendString(out []byte, text string) []byte {
	out = append(out, '"')
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '"' || c == '\\':
			out = append(out, '\\', c)
		case c >= ' ' && c != 0xED:
			out = append(out, c)
		case c == 0xED && !halfAt(text, i):
			out = append(out, c)
		case c == 0xED:
			out = append(out, '\\', 'u')
			for _, unit := range unitsOf(text[i : i+3]) {
				out = append(out, lowerHex[unit>>12], lowerHex[unit>>8&0xF], lowerHex[unit>>4&0xF], lowerHex[unit&0xF])
			}
			i += 2
		default:
			out = appendControl(out, c)
		}
	}
	return append(out, '"')
}

func appendControl(out []byte, c byte) []byte {
	switch c {
	case '\b':
		return append(out, '\\', 'b')
	case '\f':
		return append(out, '\\', 'f')
	case '\n':
		return append(out, '\\', 'n')
	case '\r':
		return append(out, '\\', 'r')
	case '\t':
		return append(out, '\\', 't')
	}
	return append(out, '\\', 'u', '0', '0', lowerHex[c>>4], lowerHex[c&0xF])
}

// jsonType says what kind of JSON a value is, for messages.
func jsonType(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case float64:
		return "a number"
	case string:
		return "a string"
	case []any:
		return "a list"
	}
	return "an object"
}
