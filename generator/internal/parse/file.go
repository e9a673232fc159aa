package parse

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"github.com/scimwright/scimwright/generator/mapping"
)

// schemas reads the files of the schemas that the mapping is checked against.
func (p *parser) schemas(n *yaml.Node, at place) []mapping.String {
	const whenEmpty = "name the files, or leave the key out"
	return p.names(n, at, whenEmpty, func(s mapping.String, _ string) bool { return p.isPath(s, "acme-user.schema.json") })
}

// drive is how an absolute path begins on Windows.
var drive = regexp.MustCompile(`^[A-Za-z]:`)

// isPath reports whether s can be the path of a file beside the mapping, on each
// system that the mapping is moved to; if not, it says so. example is a path that
// can be.
func (p *parser) isPath(s mapping.String, example string) bool {
	switch {
	case strings.TrimSpace(s.Value) == "" || strings.ContainsFunc(s.Value, unicode.IsControl):
		p.report(notAPath(s, example))
	case strings.Contains(s.Value, "://"):
		p.report(pathIsURL(s, example))
	case strings.HasPrefix(s.Value, "/") || strings.HasPrefix(s.Value, `\`) || drive.MatchString(s.Value):
		p.report(pathIsAbsolute(s, example))
	case strings.Contains(s.Value, `\`):
		p.report(pathWithBackslash(s))
	default:
		return true
	}
	return false
}

// moduleKinds are the names' ends of the files that can hold functions.
var moduleKinds = []string{".js", ".mjs", ".ts", ".mts"}

// module reads the path of the file that holds the functions.
func (p *parser) module(n *yaml.Node, at place, target *mapping.String) {
	s, ok := p.text(n, at)
	if !ok || !p.isPath(s, "helpers/phone.ts") {
		return
	}
	if !slices.Contains(moduleKinds, path.Ext(s.Value)) {
		p.report(notAModule(s))
		return
	}
	*target = s
}
