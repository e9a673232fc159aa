package reference

import (
	"regexp"
	"strings"
)

// reasons are what an error of cel-go is called in the contract, by how it begins.
// cel-go's own words change with its versions, and some quote the profile.
var reasons = []struct {
	celGo *regexp.Regexp
	told  string // may name groups of the expression
}{
	{regexp.MustCompile(`^no such overload|^got '[\w.]+', expected iterable type|^list elements must |^join: invalid input|^NaN values cannot be ordered`), "no such overload"},
	{regexp.MustCompile(`^invalid RFC 3339 timestamp|^type conversion error from '\w+' to 'google.protobuf.Timestamp'`), "invalid RFC 3339 timestamp"},
	{regexp.MustCompile(`^invalid qualifier type`), "unsupported index type"},
	{regexp.MustCompile(`^unsupported index (type|value) .* in list`), "unsupported index in list"},
}

// Reason says why an evaluation by cel-go failed, in the words of a generated Action and
// without a value of the profile.
func Reason(err error) string {
	said := err.Error()
	for _, r := range reasons {
		if at := r.celGo.FindStringSubmatchIndex(said); at != nil {
			return string(r.celGo.ExpandString(nil, r.told, said, at))
		}
	}
	return strings.TrimSpace(said)
}
