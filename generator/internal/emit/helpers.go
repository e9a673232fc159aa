package emit

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// helperModules are the modules of templates/action that emitted code imports
// from, and the functions that it takes of each.
var helperModules = map[string][]string{
	"./profile.js":        {"readFields"},
	"./cel/arithmetic.js": {"add", "finite", "integer", "quotient", "remainder", "unsigned"},
	"./cel/compare.js":    {"compare", "compareText", "equals"},
	"./cel/convert.js":    {"boolOf", "celType", "doubleOf", "intOf", "textOfDouble", "toText", "uintOf"},
	"./cel/empty.js":      {"isFilled", "textOf"},
	"./cel/evaluate.js":   {"evaluate", "found"},
	"./cel/functions.js":  {"call", "copyOf"},
	"./cel/identity.js":   {"asciiFold", "coalesce", "digits", "emailDomain", "emailLocal", "titleCase"},
	"./cel/lists.js":      {"distinct", "flatten", "isIn", "reverse", "reversed", "slice", "sorted"},
	"./cel/logic.js":      {"and", "or"},
	"./cel/macros.js":     {"any", "every", "exactlyOne", "filtered", "items", "lazily"},
	"./cel/maps.js":       {"mapOf"},
	"./cel/operands.js":   {"asBool", "asList", "asMap", "asNumber", "asText", "asTexts", "asTimestamp"},
	"./cel/select.js":     {"field", "index", "indexLazily", "nonZero", "orElse", "own", "some", "valueIn"},
	"./cel/text.js": {
		"charAt", "indexOf", "lastIndexOf", "lowerAscii", "replace", "reverseText", "size", "split", "substring", "trim",
		"upperAscii",
	},
	"./cel/timestamp.js": {
		"date", "dayOfMonth", "dayOfWeek", "dayOfYear", "fullYear", "hours", "milliseconds", "minutes", "month", "seconds",
		"timestampOf", "timestampOfSeconds", "timestampText",
	},
}

// imports collects the helpers that the emitted code calls.
type imports struct{ used map[string]bool }

// call notes the helper and returns its call.
func (i *imports) call(helper string, args ...string) string {
	i.used[helper] = true
	return helper + "(" + strings.Join(args, ", ") + ")"
}

// text is the import declarations, sorted.
func (i *imports) text() string {
	modules := make([]string, 0, len(helperModules))
	for module := range helperModules {
		modules = append(modules, module)
	}
	sort.Strings(modules)
	var b strings.Builder
	known := 0
	for _, module := range modules {
		used := slices.DeleteFunc(slices.Clone(helperModules[module]), func(h string) bool { return !i.used[h] })
		known += len(used)
		if len(used) > 0 {
			fmt.Fprintf(&b, "import { %s } from %q;\n", strings.Join(used, ", "), module)
		}
	}
	if known != len(i.used) {
		panic("emit: a helper is called that no module of the template declares")
	}
	return b.String()
}
