package mockscim

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/scimwright/scimwright/generator/scim"
)

const plainJSON = "application/json"

// negotiate makes sure that the body is in a form that the server reads, and
// that the client takes one that it writes (RFC 7644 section 3.8).
func negotiate(r *http.Request, hasBody bool) error {
	if contentType := r.Header.Get("Content-Type"); hasBody && contentType != "" {
		mediaType, parameters, err := mime.ParseMediaType(contentType)
		charset := parameters["charset"]
		if err != nil || mediaType != scim.MediaType && mediaType != plainJSON ||
			charset != "" && !strings.EqualFold(charset, "utf-8") {
			return statusError(http.StatusUnsupportedMediaType,
				"the Content-Type %q is not supported; send %s or %s, in UTF-8", contentType, scim.MediaType, plainJSON)
		}
	}
	if !accepts(r, scim.MediaType) && !accepts(r, plainJSON) {
		return statusError(http.StatusNotAcceptable,
			"none of %q can be served; accept %s or %s", strings.Join(r.Header.Values("Accept"), ", "), scim.MediaType, plainJSON)
	}
	return nil
}

// answerType returns the media type to answer in: the SCIM one, unless the
// client takes plain JSON alone.
func answerType(r *http.Request) string {
	if !accepts(r, scim.MediaType) && accepts(r, plainJSON) {
		return plainJSON
	}
	return scim.MediaType
}

// accepts reports whether the Accept header allows a media type. The most
// specific range decides (RFC 9110 section 12.5.1); no header allows all.
func accepts(r *http.Request, mediaType string) bool {
	header := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(header) == "" {
		return true
	}
	allowed, specificity := false, -1
	for part := range strings.SplitSeq(header, ",") {
		accepted, parameters := strings.ToLower(strings.TrimSpace(part)), map[string]string(nil)
		if strings.Contains(part, ";") {
			var err error
			if accepted, parameters, err = mime.ParseMediaType(part); err != nil {
				continue
			}
		}
		level := -1
		switch accepted {
		case mediaType:
			level = 2
		case "application/*":
			level = 1
		case "*/*":
			level = 0
		}
		if level > specificity {
			weight, err := strconv.ParseFloat(parameters["q"], 64)
			allowed, specificity = err != nil || weight > 0, level
		}
	}
	return allowed
}
