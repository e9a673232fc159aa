package check

import "github.com/scimwright/scimwright/generator/mapping"

// An empty list or object in a mapping never reaches the server: what is empty
// is left out (RFC 7643 section 2.5).

func (c *checker) checkNotEmptyList(s site, l *mapping.List) {
	if len(l.Items) == 0 && isBrackets(l.Span.Text(), '[', ']') {
		c.report(neverSent(l.Span, s.path, "list"))
	}
}

func (c *checker) checkNotEmptyObject(path string, o *mapping.Object) {
	if len(o.Attributes) == 0 && isBrackets(o.Span.Text(), '{', '}') {
		c.report(neverSent(o.Span, path, "map"))
	}
}

// isBrackets reports whether text is a pair of brackets with white space in it:
// an empty list or map, unlike one whose content could not be read.
func isBrackets(text string, open, closing byte) bool {
	if len(text) < 2 || text[0] != open || text[len(text)-1] != closing {
		return false
	}
	for _, c := range []byte(text[1 : len(text)-1]) {
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}
