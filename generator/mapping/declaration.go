package mapping

import "github.com/scimwright/scimwright/generator/source"

// Table is a lookup table, which expressions know as tables.NAME.
type Table struct {
	Name String // a CEL identifier
	Rows []Row  // in the order in which they were written
	Span source.Span
}

// Row is one entry of a [Table].
type Row struct {
	Key   String
	Value Value // made of literals alone: a [*Literal], or an [*Object] or [*List] of such
}

// Functions are functions of the mapping's own, written in JavaScript or TypeScript.
type Functions struct {
	File    String // of the module that exports them, relative to the mapping's file
	Exports []Function
}

// Function is the CEL signature of one of them.
type Function struct {
	Name   String
	Params []Type
	Result Type
	Span   source.Span // of the signature
}

// Type is a CEL type as a signature writes it: bool, int, double, string, dyn,
// list(T) or map(string, T).
type Type struct {
	Name string
	Item *Type // of a list or map
}
