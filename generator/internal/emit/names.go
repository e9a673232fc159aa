package emit

import (
	"maps"
	"regexp"
	"strconv"
	"strings"
)

// names hands out the names of local constants, each once.
type names struct{ taken map[string]bool }

// newNames knows the names that a constant of buildScimUser must not hide.
func newNames() *names { return &names{taken: maps.Clone(outer)} }

// outer are the names that mean something where expressions stand.
var outer = outerNames()

func outerNames() map[string]bool {
	taken := map[string]bool{"user": true, "connection": true, "scim": true, "undefined": true}
	for _, helpers := range helperModules {
		for _, helper := range helpers {
			taken[helper] = true
		}
	}
	for _, word := range reserved {
		taken[word] = true
	}
	return taken
}

var reserved = strings.Fields(`await break case catch class const continue debugger default delete do else
	enum export extends false finally for function if implements import in instanceof interface let new null
	package private protected public return static super switch this throw true try typeof var void while
	with yield arguments eval Object String Array Number TABLES functions`)

var unfit = regexp.MustCompile(`[^A-Za-z0-9]+`)

// take returns a name as near to the wanted one as there is.
func (n *names) take(wanted string) string {
	base := unfit.ReplaceAllString(wanted, "_")
	base = strings.Trim(base, "_")
	base = lowerFirst(camel(base))
	if base == "" || base[0] >= '0' && base[0] <= '9' {
		base = "value" + base
	}
	name := base
	for i := 2; n.taken[name]; i++ {
		name = base + strconv.Itoa(i)
	}
	n.taken[name] = true
	return name
}

// camel writes given_name as givenName.
func camel(name string) string {
	parts := strings.Split(name, "_")
	for i := 1; i < len(parts); i++ {
		if parts[i] != "" {
			parts[i] = strings.ToUpper(parts[i][:1]) + parts[i][1:]
		}
	}
	return strings.Join(parts, "")
}

func lowerFirst(name string) string {
	if name == "" || strings.ToUpper(name) == name {
		return strings.ToLower(name)
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// singular names one value of a multi-valued attribute.
func singular(name string) string {
	switch {
	case strings.HasSuffix(name, "sses"):
		return strings.TrimSuffix(name, "es")
	case strings.HasSuffix(name, "ies"):
		return strings.TrimSuffix(name, "ies") + "y"
	case strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss"):
		return strings.TrimSuffix(name, "s")
	}
	return name
}
