package mockscim

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// appendJSON appends a value as encoding/json writes it, with members sorted
// and without the escapes that HTML needs. The types that resources are made of
// do without reflection, which most of the time of an answer went to.
func appendJSON(text []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(text, "null"...)
	case bool:
		return strconv.AppendBool(text, v)
	case string:
		return appendString(text, v)
	case map[string]any:
		if v == nil {
			return append(text, "null"...)
		}
		text = append(text, '{')
		for i, name := range sortedNames(v) {
			if i > 0 {
				text = append(text, ',')
			}
			text = append(appendString(text, name), ':')
			text = appendJSON(text, v[name])
		}
		return append(text, '}')
	case []any:
		if v == nil {
			return append(text, "null"...)
		}
		text = append(text, '[')
		for i, item := range v {
			if i > 0 {
				text = append(text, ',')
			}
			text = appendJSON(text, item)
		}
		return append(text, ']')
	default:
		return appendEncoded(text, v)
	}
}

// appendString appends a string; one that is not of plain ASCII is left to
// encoding/json.
func appendString(text []byte, s string) []byte {
	start := len(text)
	text = append(text, '"')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' {
			return appendEncoded(text[:start], s)
		}
		if c == '"' || c == '\\' {
			text = append(text, '\\')
		}
		text = append(text, c)
	}
	return append(text, '"')
}

func appendEncoded(text []byte, v any) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic("mockscim: an answer cannot be written as JSON: " + err.Error())
	}
	return append(text, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
}
