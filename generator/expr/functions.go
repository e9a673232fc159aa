package expr

import (
	"maps"
	"slices"

	"cel.dev/cel-go/common/operators"
)

// available are the functions and operators, by the names that they have in
// CEL's syntax tree, which the emitter can turn into JavaScript.
var available = setOf(
	operators.Equals, operators.NotEquals, operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals,
	operators.LogicalNot, operators.LogicalAnd, operators.LogicalOr, operators.Conditional, operators.NotStrictlyFalse,
	operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo, operators.Negate,
	operators.Index, operators.OptIndex, operators.OptSelect, operators.In,

	"charAt", "contains", "endsWith", "indexOf", "join", "lastIndexOf", "lowerAscii", "matches", "replace", "reverse", "size",
	"split", "startsWith", "substring", "trim", "upperAscii",
	"distinct", "first", "flatten", "last", "slice", "sort",
	"bool", "double", "dyn", "int", "string", "timestamp", "type", "uint",
	"getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getFullYear", "getHours", "getMilliseconds", "getMinutes",
	"getMonth", "getSeconds",
	"hasValue", "optional.none", "optional.of", "optional.ofNonZeroValue", "or", "orValue", "value",
	"asciiFold", "coalesce", "digits", "emailDomain", "emailLocal", "titleCase",
)

// macros are expanded by the parser; a call that is left takes wrong arguments.
var macros = setOf("all", "exists", "exists_one", "existsOne", "filter", "map", "optMap", "optFlatMap", "cel.bind", "has")

// ownFunction is what to do where nothing in CEL would do.
const ownFunction = "a function of your own can: see `functions:`"

// unavailable are functions and macros that CEL knows and an Action does not
// have, each with what to do instead: they are refused by name, which says more
// than "undeclared".
var unavailable = map[string]string{
	"bytes": "text stays text", "duration": "compare timestamps themselves",
	"format": "join text with +, or write a hole for each value", "quote": "write the quotes as text", "strings.quote": "write the quotes as text",
	"lists.range": "write the numbers as a list", "sortBy": "sort() sorts a list by its items", "cel.block": "use cel.bind",
	"transformList": "use map", "transformMap": "write the map in YAML", "transformMapEntry": "write the map in YAML",
	"unwrap": "use .filter(o, …) on the list itself", "unwrapOpt": "use .filter(o, …) on the list itself",
	"optional.unwrap": "use .filter(o, …) on the list itself",
	"math.greatest":   "compare with < and ?:", "math.least": "compare with < and ?:", "math.abs": "compare with < and ?:",
	"math.sign": "compare with < and ?:",
	"math.ceil": "int(…) cuts the fraction", "math.floor": "int(…) cuts the fraction", "math.trunc": "int(…) cuts the fraction",
	"math.round": "int(x + 0.5) rounds what is not negative",
	"math.sqrt":  ownFunction, "math.bitAnd": ownFunction, "math.bitOr": ownFunction, "math.bitXor": ownFunction,
	"math.bitNot": ownFunction, "math.bitShiftLeft": ownFunction, "math.bitShiftRight": ownFunction,
	"math.isNaN": "numbers of JSON always are numbers", "math.isInf": "numbers of JSON are finite",
	"math.isFinite": "numbers of JSON are finite",
	"sets.contains": "use all and in: a.all(x, x in b)", "sets.equivalent": "use all and in, both ways: a.all(x, x in b)",
	"sets.intersects": "use exists and in: a.exists(x, x in b)",
	"regex.replace":   "replace takes text alone; " + ownFunction, "regex.extract": "split, or " + ownFunction,
	"regex.extractAll": "split, or " + ownFunction,
	"proto.getExt":     "select the field", "proto.hasExt": "select the field, with has",
	"base64.encode": ownFunction, "base64.decode": ownFunction, "base64.encodeUrl": ownFunction, "base64.decodeUrl": ownFunction,
	"json.parse": ownFunction, "json.encode": ownFunction, "yaml.parse": ownFunction, "yaml.encode": ownFunction,
}

// unloaded are those of extensions that stand without a namespace. No mapping loads
// them, so that one may declare a function of its own by such a name.
var unloaded = map[string]string{
	"hasAll": "use all and in: a.all(x, x in b)", "hasAny": "use exists and in: a.exists(x, x in b)",
	"hasOnly": "use all and in: a.all(x, x in b)", "hasExactly": "use all and in, both ways: a.all(x, x in b)",
	"ip": ownFunction, "isIP": ownFunction, "ip.isCanonical": ownFunction, "cidr": ownFunction, "isCIDR": ownFunction,
	"containsCIDR": ownFunction, "containsIP": ownFunction, "family": ownFunction, "isGlobalUnicast": ownFunction,
	"isLinkLocalMulticast": ownFunction, "isLinkLocalUnicast": ownFunction, "isLoopback": ownFunction, "isMask": ownFunction,
	"isUnspecified": ownFunction, "masked": ownFunction, "prefixLength": ownFunction,
}

// insteadOf tells what to do instead of a function that CEL knows and an Action does
// not have; "" for any other.
func insteadOf(function string) string {
	if help := unavailable[function]; help != "" {
		return help
	}
	return unloaded[function]
}

func setOf(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set
}

// IsFunction tells whether a name is that of a function or macro which every
// mapping has, or which CEL knows: a mapping cannot declare another one by it.
func IsFunction(name string) bool { return available[name] || macros[name] || unavailable[name] != "" }

// spelling shows an operator as people write it; a function's name is itself.
func spelling(function string) string {
	if op, ok := operators.FindReverse(function); ok && op != "" {
		return op
	}
	switch function {
	case operators.Conditional:
		return "?:"
	case operators.Index:
		return "[]"
	case operators.OptIndex:
		return "[?]"
	case operators.OptSelect:
		return ".?"
	case operators.Negate:
		return "-"
	}
	return function
}

// functionNames are the names that a mistyped function may have meant.
func (env *Environment) functionNames() []string {
	var result []string
	for name := range available {
		if spelling(name) == name && name[0] != '_' && name[0] != '@' {
			result = append(result, name)
		}
	}
	return slices.Concat(result, slices.Collect(maps.Keys(macros)), slices.Collect(maps.Keys(env.functions)))
}
