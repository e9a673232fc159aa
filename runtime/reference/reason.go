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
	{regexp.MustCompile(`^no such overload`), "no such overload"},
	{regexp.MustCompile(`^invalid RFC 3339 timestamp`), "invalid RFC 3339 timestamp"},
}

// reasonOf says why an evaluation failed, in the contract's words and without a value
// of the profile.
func reasonOf(err error) string {
	said := err.Error()
	for _, r := range reasons {
		if at := r.celGo.FindStringSubmatchIndex(said); at != nil {
			return string(r.celGo.ExpandString(nil, r.told, said, at))
		}
	}
	return strings.TrimSpace(said)
}
