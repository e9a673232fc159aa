package scim

import "strings"

// Schema is a set of attribute definitions under a URN (RFC 7643 section 7).
// It is immutable once it is in use.
type Schema struct {
	ID          string       `json:"id"` // its URN
	Name        string       `json:"name,omitempty"`
	Description string       `json:"description,omitempty"`
	Attributes  []*Attribute `json:"attributes"`
}

// Attribute defines an attribute or, in SubAttributes, a sub-attribute
// (RFC 7643 sections 2.2 and 7).
type Attribute struct {
	Name            string       `json:"name"` // in its right spelling
	Type            Type         `json:"type"`
	MultiValued     bool         `json:"multiValued"`
	Description     string       `json:"description,omitempty"`
	Required        bool         `json:"required"`
	CanonicalValues []string     `json:"canonicalValues,omitempty"`
	CaseExact       bool         `json:"caseExact"`
	Mutability      Mutability   `json:"mutability"`
	Returned        Returned     `json:"returned"`
	Uniqueness      Uniqueness   `json:"uniqueness"`
	ReferenceTypes  []string     `json:"referenceTypes,omitempty"`
	SubAttributes   []*Attribute `json:"subAttributes,omitempty"` // of type complex alone
}

// Type is the data type of an attribute (RFC 7643 section 2.3).
type Type string

// The data types.
const (
	TypeString    Type = "string"
	TypeBoolean   Type = "boolean"
	TypeDecimal   Type = "decimal"
	TypeInteger   Type = "integer"
	TypeDateTime  Type = "dateTime"
	TypeBinary    Type = "binary"
	TypeReference Type = "reference"
	TypeComplex   Type = "complex"
)

// Mutability says when a client may write an attribute (RFC 7643 section 7).
type Mutability string

// The mutabilities.
const (
	ReadOnly  Mutability = "readOnly"
	ReadWrite Mutability = "readWrite"
	Immutable Mutability = "immutable"
	WriteOnly Mutability = "writeOnly"
)

// Returned says when an attribute is part of an answer (RFC 7643 section 7).
type Returned string

// The values of returned.
const (
	ReturnedAlways  Returned = "always"
	ReturnedNever   Returned = "never"
	ReturnedDefault Returned = "default"
	ReturnedRequest Returned = "request"
)

// Uniqueness says among what a value is unique (RFC 7643 section 7).
type Uniqueness string

// The kinds of uniqueness.
const (
	UniqueNone   Uniqueness = "none"
	UniqueServer Uniqueness = "server"
	UniqueGlobal Uniqueness = "global"
)

// Attribute returns the attribute of that name, in whatever case it is written
// (RFC 7643 section 2.1). The Name of the result is the right spelling.
func (s *Schema) Attribute(name string) (*Attribute, bool) {
	return named(s.Attributes, name)
}

// Sub returns the sub-attribute of that name, in whatever case it is written.
func (a *Attribute) Sub(name string) (*Attribute, bool) {
	return named(a.SubAttributes, name)
}

func named(attributes []*Attribute, name string) (*Attribute, bool) {
	for _, a := range attributes {
		if strings.EqualFold(a.Name, name) {
			return a, true
		}
	}
	return nil, false
}

// Textual reports whether values of the type are JSON strings.
func (t Type) Textual() bool {
	switch t {
	case TypeString, TypeDateTime, TypeBinary, TypeReference:
		return true
	}
	return false
}
