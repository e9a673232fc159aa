package scim

import (
	"encoding/json"
	"strings"
)

// Quote returns s as a string of a filter: in double quotes and escaped by the
// rules of JSON (RFC 7644 section 3.4.2.2). What is not UTF-8 becomes U+FFFD.
func Quote(s string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		panic("scim: a string cannot be written as JSON: " + err.Error())
	}
	return strings.TrimSuffix(b.String(), "\n")
}
