package parse

// Codes of the findings of this package. SW0xx is about reading a mapping: the
// file, its YAML, its settings, and the holes in its values.
const (
	codeFileTooLarge     = "SW001"
	codeNotText          = "SW002"
	codeEmpty            = "SW003"
	codeSyntax           = "SW004"
	codeSeveralDocuments = "SW005"
	codeAlias            = "SW006"
	codeTooBig           = "SW007"
	codeTag              = "SW008"
	codeMergeKey         = "SW009"
	codeKeyNotText       = "SW010"
	codeDuplicateKey     = "SW011"

	codeRootNotMap     = "SW020"
	codeMissingSection = "SW021"
	codeVersion        = "SW022"
	codeUnknownKey     = "SW023"
	codeUnknownChoice  = "SW025"
	codeWrongKind      = "SW026"
	codeDuplicateItem  = "SW027"
	codeBadName        = "SW028"
	codeDuration       = "SW029"
	codeOutOfRange     = "SW030"

	codeNull           = "SW040"
	codeTimestamp      = "SW041"
	codeNumber         = "SW042"
	codeUnclosedHole   = "SW043"
	codeCutHole        = "SW044"
	codeEmptyHole      = "SW045"
	codeMisplacedHole  = "SW046"
	codeFinalLineBreak = "SW047"

	codeTable        = "SW048"
	codePath         = "SW049"
	codeFunctionName = "SW050"
	codeSignature    = "SW051"
	codeCondition    = "SW052"

	codeHeader    = "SW053"
	codeTokenURL  = "SW054"
	codeScope     = "SW055"
	codeOrderPath = "SW056"
)
