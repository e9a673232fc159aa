package scim

import "strings"

// AttributePath is an attribute name in attribute notation: optionally
// qualified by the URN of its schema, optionally with a sub-attribute
// (RFC 7644 section 3.10). Names are as they were written.
//
// The URN of a schema alone, which stands for all of its attributes, parses
// as well: its last part is in Name. [ResourceType.Resolve] tells them apart.
type AttributePath struct {
	URI  string // URN of the schema, or empty
	Name string
	Sub  string // sub-attribute, or empty
}

// String returns the path as it is written.
func (p AttributePath) String() string {
	s := p.Name
	if p.URI != "" {
		s = p.URI + ":" + s
	}
	if p.Sub != "" {
		s += "." + p.Sub
	}
	return s
}

// ParseAttributePath parses attribute notation, such as userName,
// name.familyName or urn:ietf:params:scim:schemas:core:2.0:User:emails.type.
// The error is a [*SyntaxError].
func ParseAttributePath(text string) (AttributePath, error) {
	p := &parser{text: text, what: "attribute path"}
	if err := p.checkLength(); err != nil {
		return AttributePath{}, err
	}
	path, err := p.attributePath()
	if err != nil {
		return AttributePath{}, err
	}
	if !p.atEnd() {
		return AttributePath{}, p.unexpected("the end of the path")
	}
	return path, nil
}

// attributePath reads attrPath of RFC 7644 figure 1.
func (p *parser) attributePath() (AttributePath, error) {
	start := p.at
	word := p.takeWhile(isURIChar)
	if word == "" {
		return AttributePath{}, p.unexpected("an attribute name")
	}
	var path AttributePath
	local := word
	if i := strings.LastIndexByte(word, ':'); i >= 0 {
		path.URI, local = word[:i], word[i+1:]
		if !isURN(path.URI) {
			return AttributePath{}, p.errorAt(start, "expected a schema URN (urn:…) before the last colon, found %s", quoteShort(path.URI))
		}
	}
	name, subName, dotted := strings.Cut(local, ".")
	at := start + len(word) - len(local)
	if !attributeName.MatchString(name) {
		return AttributePath{}, p.errorAt(at, "expected an attribute name, found %s", quoteShort(name))
	}
	path.Name = name
	if dotted {
		at += len(name) + 1
		if !attributeName.MatchString(subName) {
			return AttributePath{}, p.errorAt(at, "expected the name of one sub-attribute after the dot, found %s", quoteShort(subName))
		}
		path.Sub = subName
	}
	return path, nil
}

// isURIChar reports whether a byte can be part of an attribute path. The set
// leaves out what ends one in a filter or in a comma-separated list.
func isURIChar(c byte) bool {
	return isNameChar(c) || strings.IndexByte(".:~/%+=@!*;&'", c) >= 0
}

func isNameChar(c byte) bool {
	return isAlpha(c) || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '$'
}

func isAlpha(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isWord(s string, in func(byte) bool) bool {
	for i := range len(s) {
		if !in(s[i]) {
			return false
		}
	}
	return true
}
