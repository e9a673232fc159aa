package emit

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// quote is the one way in which text of a mapping gets into generated code: as
// a JavaScript string literal, in double quotes unless that takes more escapes
// than single ones. Beside what the grammar demands it escapes
//   - what readers cannot see (controls, format and bidirectional marks, line
//     and paragraph separators), so that code review is not deceived,
//   - "</" and "<!--", so that the file may stand in an HTML page,
//   - "##" and "@@", which auth0-deploy-cli would take for a placeholder of its
//     own (##NAME##, @@NAME@@) and replace from the environment.
func quote(text string) string {
	delimiter := '"'
	if strings.Count(text, `"`) > strings.Count(text, `'`) {
		delimiter = '\''
	}
	var b strings.Builder
	b.WriteRune(delimiter)
	var last rune
	for _, r := range text {
		switch {
		case r == delimiter || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == last && (r == '#' || r == '@'),
			last == '<' && (r == '/' || r == '!'):
			escape(&b, r)
			r = 0 // of three in a row, the third stands alone again
		case r != ' ' && !unicode.IsGraphic(r) || unicode.In(r, unicode.Zs) && r != ' ':
			escape(&b, r)
		default:
			b.WriteRune(r)
		}
		last = r
	}
	b.WriteRune(delimiter)
	return b.String()
}

// escape writes a code point by its number, in the form that minifying keeps.
func escape(b *strings.Builder, r rune) {
	if r <= 0xffff {
		fmt.Fprintf(b, `\u%04x`, r)
		return
	}
	fmt.Fprintf(b, `\u{%x}`, r)
}

var identifier = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

// key is a property's name in an object literal. "__proto__" would set the
// object's prototype there unless it is computed.
func key(name string) string {
	switch {
	case name == "__proto__":
		return `["__proto__"]`
	case identifier.MatchString(name):
		return name
	}
	return quote(name)
}

// member is the selection of a property, behind an object.
func member(name string) string {
	if identifier.MatchString(name) {
		return "." + name
	}
	return "[" + quote(name) + "]"
}

// comment makes text fit to stand in a block comment: on one line, unable to
// end it, and with no token that a deployment tool would replace.
func comment(text string) string {
	quoted := quote(text)
	inside := quoted[1 : len(quoted)-1]
	inside = strings.ReplaceAll(inside, `\`+quoted[:1], quoted[:1])
	return strings.ReplaceAll(inside, "*/", `*\/`)
}
