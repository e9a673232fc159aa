package schema

import (
	"bytes"
	"encoding/json"
)

// node is a JSON Schema. Its keywords are printed in the order of the fields.
//
// They are those that draft 7 has as well, with the same meaning: editors read
// them whatever draft they know. A keyword about strings, such as pattern, says
// nothing about values of another type, so that a value which may be of two types
// needs no anyOf, whose messages in an editor are of little help.
type node struct {
	Dialect     string `json:"$schema,omitempty"`
	ID          string `json:"$id,omitempty"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`

	Type     types    `json:"type,omitempty"`
	Const    any      `json:"const,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Default  any      `json:"default,omitempty"`
	Examples []string `json:"examples,omitempty"` // editors offer them as completions

	MaxLength    int    `json:"maxLength,omitempty"`
	Pattern      string `json:"pattern,omitempty"`
	PatternError string `json:"patternErrorMessage,omitempty"` // editors show it in place of the pattern

	Minimum *int64 `json:"minimum,omitempty"`
	Maximum *int64 `json:"maximum,omitempty"`

	Items    *node `json:"items,omitempty"`
	MinItems int   `json:"minItems,omitempty"`
	Unique   bool  `json:"uniqueItems,omitempty"`

	Required   []string    `json:"required,omitempty"`
	Properties propertyMap `json:"properties,omitempty"`
	ByPattern  propertyMap `json:"patternProperties,omitempty"`
	Names      *node       `json:"propertyNames,omitempty"`
	Additional any         `json:"additionalProperties,omitempty"` // false, or a *node

	If   *node `json:"if,omitempty"`
	Else *node `json:"else,omitempty"`
}

// types are the JSON types that a value may have.
type types []string

// MarshalJSON prints one type as text, several as a list.
func (t types) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// property is a schema under a name, or under a pattern of names.
type property struct {
	name  string
	value *node
}

// propertyMap keeps properties in the order in which a reader expects them.
type propertyMap []property

// MarshalJSON prints an object.
func (m propertyMap) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	for i, p := range m {
		separator := byte(',')
		if i == 0 {
			separator = '{'
		}
		name, err := encode(p.name)
		if err != nil {
			return nil, err
		}
		value, err := encode(p.value)
		if err != nil {
			return nil, err
		}
		b.WriteByte(separator)
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// encode is json.Marshal for people: <, > and & stay as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
