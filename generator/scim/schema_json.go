package scim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// ParseSchema reads a Schema resource in the JSON form of RFC 7643 section 7,
// as a service provider gives it under /Schemas. Characteristics that are left
// out get the defaults of section 2.2. An error names the attribute that is
// wrong and what would be right.
func ParseSchema(data []byte) (*Schema, error) {
	s, err := DecodeSchema(data)
	if err != nil {
		return nil, err
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	return s, nil
}

// DecodeSchema reads what [ParseSchema] reads, and leaves it to the caller to ask
// for the schema's [Schema.Problems].
func DecodeSchema(data []byte) (*Schema, error) {
	var s Schema
	if err := decode(data, &s); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return &s, nil
}

func decode(data []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if decoder.More() {
		return errors.New("there is text after the JSON value")
	}
	return nil
}

// UnmarshalJSON reads an attribute definition and puts the defaults of RFC 7643
// section 2.2 where a characteristic is missing.
func (a *Attribute) UnmarshalJSON(data []byte) error {
	type plain Attribute // without this method
	p := plain{Type: TypeString, Mutability: ReadWrite, Returned: ReturnedDefault, Uniqueness: UniqueNone}
	if err := json.Unmarshal(data, &p); err != nil {
		return err
	}
	*a = Attribute(p)
	return nil
}

// Validate checks what [ParseSchema] checks, for a schema that was built in Go.
// The error is the first of the schema's [Schema.Problems].
func (s *Schema) Validate() error {
	problems := s.Problems()
	switch {
	case len(problems) == 0:
		return nil
	case problems[0].Characteristic == "id":
		return fmt.Errorf("schema: %w", problems[0])
	}
	return fmt.Errorf("schema %s: %w", s.ID, problems[0])
}

func isURN(s string) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(s), "urn:")
	if !ok {
		return false
	}
	nid, nss, ok := strings.Cut(rest, ":")
	return ok && nid != "" && nss != "" && !strings.HasSuffix(nss, ":") && isWord(s, isURIChar)
}
