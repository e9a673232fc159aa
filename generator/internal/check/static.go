package check

import "github.com/scimwright/scimwright/generator/scim"

// celType is what the rules read of the type of an expression. The types are
// those of the CEL library, which this package has no other business with.
type celType[T any] interface {
	TypeName() string
	String() string
	Parameters() []T
}

// Names of CEL types.
const (
	typeDyn       = "dyn"
	typeNull      = "null_type"
	typeBool      = "bool"
	typeInt       = "int"
	typeUint      = "uint"
	typeDouble    = "double"
	typeString    = "string"
	typeList      = "list"
	typeMap       = "map"
	typeOptional  = "optional_type"
	typeTimestamp = "google.protobuf.Timestamp"
)

// static is the type of an expression as far as it is known before an event is
// there: the name of a CEL type, and of a list what its elements are.
type static struct {
	name    string
	element *static // of a list
	shown   string  // for messages, such as list(string)
}

// staticOf describes a CEL type. An optional is as its value: an optional that
// holds none is an empty hole.
func staticOf[T celType[T]](t T) static {
	switch t.TypeName() {
	case typeOptional:
		if p := t.Parameters(); len(p) == 1 {
			return staticOf(p[0])
		}
	case typeList:
		s := static{name: typeList, shown: t.String()}
		if p := t.Parameters(); len(p) == 1 {
			element := staticOf(p[0])
			s.element = &element
		}
		return s
	}
	return static{name: t.TypeName(), shown: t.String()}
}

// fits reports whether a value of the type can be one of an attribute. What only
// the event can tell fits everything; null is an empty hole.
func (t static) fits(a scim.Type) bool {
	switch t.name {
	case typeDyn, typeNull:
		return true
	case typeString:
		return a == scim.TypeString || a == scim.TypeReference || a == scim.TypeBinary || a == scim.TypeDateTime
	case typeBool:
		return a == scim.TypeBoolean
	case typeInt, typeUint:
		return a == scim.TypeInteger || a == scim.TypeDecimal
	case typeDouble:
		return a == scim.TypeDecimal
	case typeTimestamp:
		return a == scim.TypeDateTime
	case typeMap:
		return a == scim.TypeComplex
	}
	return false
}

// convertsToText reports whether a hole of the type can stand in text.
func (t static) convertsToText() bool {
	switch t.name {
	case typeDyn, typeNull, typeString, typeBool, typeInt, typeUint, typeDouble, typeTimestamp:
		return true
	}
	return false
}
