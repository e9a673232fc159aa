package resolve

// Codes of the findings of this package: what is wrong with the files that a
// mapping names.
const (
	codeFile       = "SW060"
	codeNotJSON    = "SW061"
	codeNotASchema = "SW062"
	codeBadSchema  = "SW063"
	codeTwice      = "SW064"

	codeFunctions = "SW065"
)
