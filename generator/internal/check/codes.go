package check

// Codes of the findings of this package, SW1xx: what a mapping says, as opposed
// to how it is written (SW0xx).
const (
	codeUnknownAttribute = "SW101"
	codeWrongCase        = "SW102"
	codeUnknownExtension = "SW103"
	codeSameAttribute    = "SW104"
	codeNotMappable      = "SW105"
	codePassword         = "SW106"
	codeMissingAttribute = "SW107"
	codeSameForAll       = "SW108"

	codeNeedsList  = "SW110"
	codeNeedsOne   = "SW111"
	codeNeedsMap   = "SW112"
	codeType       = "SW113"
	codeForm       = "SW114"
	codeTextHole   = "SW115"
	codeCanonical  = "SW116"
	codePrimary    = "SW117"
	codeNoValue    = "SW118"
	codeNeverSent  = "SW119"
	codeExpression = "SW120"
	codeConstant   = "SW121"

	codeBudget = "SW130"

	codeCondition      = "SW131"
	codeUnusedTable    = "SW132"
	codeFunctionTaken  = "SW133"
	codeUnusedFunction = "SW134"
	codeUnusedSchema   = "SW135"
	codeNoEffect       = "SW136"
	codeAuth           = "SW137"
	codeOrder          = "SW138"

	codeTime        = "SW150"
	codeUnverified  = "SW151"
	codeNoActive    = "SW152"
	codeNeverAValue = "SW153"
	codeSlowPattern = "SW154"
)
