package reference

import (
	"math"
	"strconv"
	"strings"
)

// idOf is the id of a resource, where one can stand in a path: "." and ".." would lead
// elsewhere. An integer counts as its decimal text, if it is exact.
func idOf(resource *Object) string {
	switch id := resource.attribute("id").(type) {
	case float64:
		if id == math.Trunc(id) && math.Abs(id) <= maxExact {
			return strconv.FormatInt(int64(id), 10)
		}
	case string:
		if id != "." && id != ".." && isWellFormed(id) {
			return id
		}
	}
	return ""
}

// pathOf is the path of a resource.
func pathOf(id string) string { return "/Users/" + percentEncoded(id) }

// percentEncoded is a text as one segment of a path, or one value of a query: what is not
// unreserved, nor one of those marks that have no meaning there, is encoded (RFC 3986
// sections 3.3 and 3.4).
func percentEncoded(text string) string {
	const hex = "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(text) {
		c := text[i]
		if 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("-_.~!*'()", c) >= 0 {
			out.WriteByte(c)
			continue
		}
		out.WriteByte('%')
		out.WriteByte(hex[c>>4])
		out.WriteByte(hex[c&0xF])
	}
	return out.String()
}

// numberOf is a value as a number, as JavaScript converts it; NaN where it is none.
func numberOf(value any) float64 {
	switch v := value.(type) {
	case float64:
		return v
	case string:
		text := strings.Trim(v, blanks)
		if n, err := strconv.ParseFloat(text, 64); err == nil && strings.Trim(text, "+-0123456789.eE") == "" {
			return n
		}
	}
	return math.NaN()
}
