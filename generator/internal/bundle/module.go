package bundle

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// module is a source module, divided into what stands in it at the top.
type module struct {
	heading      string // its first comment
	declarations []declaration
	imports      []string // names of the modules that it takes something from
}

// declaration is a function, class, constant or typedef, with its doc comment.
type declaration struct {
	name    string
	text    string // without the export keyword
	typedef bool
	shape   string // what stands for the text when it is asked what reaches what; "" for itself

	capitalised []string // words of the text that may be the names of typedefs
}

var (
	declared = regexp.MustCompile(`(?m)^(?:export )?(?:async )?(?:function|const|let|class) ([A-Za-z_$][A-Za-z0-9_$]*)`)
	exported = regexp.MustCompile(`(?m)^export `)
	typedef  = regexp.MustCompile(`(?s)@typedef \{object\} ([A-Za-z_$][A-Za-z0-9_$]*)|@typedef.*\}\s+([A-Za-z_$][A-Za-z0-9_$]*)\s`)
	capital  = regexp.MustCompile(`\b[A-Z][A-Za-z0-9]*`)
	imported = regexp.MustCompile(`(?s)^import .*?;\n?|^/\*\* @import .*?\*/\n?`)
	origin   = regexp.MustCompile(`(?m)^(?:import|/\*\* @import|\}) .*from "([^"]+)"`)
)

// parseModule divides a module that keeps to the form. Its name is for errors.
func parseModule(name, text string) (*module, error) {
	m := &module{imports: imports(name, text)}
	for _, part := range parts(text) {
		part = withoutImports(part)
		switch {
		case part == "":
		case strings.HasPrefix(part, "// ") && m.heading == "" && len(m.declarations) == 0:
			m.heading = part
		default:
			d, ok := parseDeclaration(part)
			if !ok {
				return nil, fmt.Errorf("template %s: neither a heading, an import nor a declaration:\n%s", name, part)
			}
			d.capitalised = capital.FindAllString(d.text, -1)
			m.declarations = append(m.declarations, d)
		}
	}
	return m, nil
}

// imports are the modules that a module takes something from, by their names
// below the template's folder, or that of a slot.
func imports(name, text string) []string {
	var result []string
	for _, found := range origin.FindAllStringSubmatch(text, -1) {
		from := found[1]
		if !strings.HasPrefix(from, "#") {
			from = path.Join(path.Dir(name), from)
		}
		result = append(result, from)
	}
	return result
}

// parts divides a module at the blank lines behind which a line begins in
// column 0: nothing within a declaration does, save its end.
func parts(text string) []string {
	var result []string
	var part []string
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		if line == "" && i+1 < len(lines) && lines[i+1] != "" && lines[i+1][0] != ' ' {
			result = append(result, strings.Join(part, "\n"))
			part = nil
			continue
		}
		part = append(part, line)
	}
	return append(result, strings.Join(part, "\n"))
}

// withoutImports drops the imports that a part begins with, those of types among them.
func withoutImports(part string) string {
	for {
		rest := strings.TrimLeft(imported.ReplaceAllString(part, ""), "\n")
		if rest == part {
			return rest
		}
		part = rest
	}
}

func parseDeclaration(part string) (declaration, bool) {
	code := part
	if strings.HasPrefix(part, "/**") {
		end := strings.Index(part, "*/")
		if end < 0 {
			return declaration{}, false
		}
		code = strings.TrimPrefix(part[end+len("*/"):], "\n")
	}
	if code == "" {
		found := typedef.FindStringSubmatch(part)
		if found == nil {
			return declaration{}, false
		}
		return declaration{name: found[1] + found[2], text: part, typedef: true}, true
	}
	all := declared.FindAllStringSubmatch(code, -1)
	if len(all) != 1 || !strings.HasPrefix(code, all[0][0]) {
		return declaration{}, false
	}
	doc := strings.TrimSuffix(part, code)
	return declaration{name: all[0][1], text: doc + exported.ReplaceAllString(code, "")}, true
}
