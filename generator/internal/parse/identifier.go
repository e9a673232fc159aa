package parse

import (
	"regexp"
	"slices"
)

// identifier is IDENT of the CEL grammar.
var identifier = regexp.MustCompile(`^[_a-zA-Z][_a-zA-Z0-9]*$`)

// reserved are the words that the CEL grammar keeps for itself. A selection may
// use some of them; that a name of the mapping is none spares people the list.
var reserved = []string{
	"as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let",
	"loop", "namespace", "null", "package", "return", "true", "var", "void", "while",
}

// isIdentifier reports whether an expression can name something so.
func isIdentifier(name string) bool {
	return identifier.MatchString(name) && !slices.Contains(reserved, name) && len(name) <= maxNameLength
}

// isReserved reports whether a name is one of CEL's own words.
func isReserved(name string) bool { return slices.Contains(reserved, name) }
