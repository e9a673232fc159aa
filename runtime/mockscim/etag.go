package mockscim

import (
	"net/http"
	"strings"
)

// precondition checks the headers that make a request depend on the version of
// the resource (RFC 7644 section 3.14, RFC 9110 section 13).
func precondition(r *http.Request, current *record) error {
	if wanted := r.Header.Values("If-Match"); len(wanted) > 0 && !matchesAny(wanted, current.etag()) {
		return statusError(http.StatusPreconditionFailed,
			"the resource is at version %s, not at %s", current.etag(), strings.Join(wanted, ", "))
	}
	reading := r.Method == http.MethodGet || r.Method == http.MethodHead
	if unwanted := r.Header.Values("If-None-Match"); !reading && matchesAny(unwanted, current.etag()) {
		return statusError(http.StatusPreconditionFailed, "the resource is at version %s", current.etag())
	}
	return nil
}

// matchesAny reports whether a header that lists entity tags allows a version.
// Tags are compared weakly: those of SCIM are weak by rule.
func matchesAny(header []string, etag string) bool {
	for _, line := range header {
		for tag := range strings.SplitSeq(line, ",") {
			tag = strings.TrimSpace(tag)
			if tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(etag, "W/") {
				return true
			}
		}
	}
	return false
}
