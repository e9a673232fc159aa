package emit

import (
	"strconv"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"github.com/scimwright/scimwright/generator/expr"
)

// conversion is a function that makes one type of another; false where there
// is no such function. What is of the type already is taken as it is.
func (e *expression) conversion(name string, n ast.Expr) (js, bool) {
	switch name {
	case "bool":
		return e.convert(n, "boolOf", types.BoolKind), true
	case "double":
		return e.toDouble(n), true
	case "int":
		return e.convert(n, "intOf", types.IntKind, types.UintKind), true
	case "string":
		return e.toText(n), true
	case "timestamp":
		return e.toTimestamp(n), true
	case "uint":
		return e.convert(n, "uintOf", types.UintKind), true
	}
	return js{}, false
}

// convert calls a helper that takes a value of any type, and fails where there
// is no conversion.
func (e *expression) convert(n ast.Expr, helper string, same ...types.Kind) js {
	for _, k := range same {
		if e.kind(n) == k {
			return e.value(n)
		}
	}
	return js{text: e.imports.call(helper, e.node(n).text), precedence: precPrimary, throws: true}
}

func (e *expression) toDouble(n ast.Expr) js {
	e.inexact = true // of text
	return e.convert(n, "doubleOf", types.IntKind, types.UintKind, types.DoubleKind)
}

func (e *expression) toText(n ast.Expr) js {
	helper := ""
	switch e.kind(n) {
	case types.StringKind:
		return e.value(n)
	case types.BoolKind, types.IntKind, types.UintKind:
		operand := e.value(n)
		return js{text: "String(" + operand.text + ")", precedence: precPrimary, throws: operand.throws}
	case types.DoubleKind:
		helper = "textOfDouble"
	case types.TimestampKind:
		helper = "timestampText"
	default:
		return e.convert(n, "toText")
	}
	operand := e.value(n)
	return js{text: e.imports.call(helper, operand.text), precedence: precPrimary, throws: operand.throws}
}

func (e *expression) toTimestamp(n ast.Expr) js {
	if e.kind(n) == types.IntKind {
		return js{text: e.imports.call("timestampOfSeconds", e.value(n).text), precedence: precPrimary, throws: true}
	}
	return e.convert(n, "timestampOf", types.TimestampKind)
}

// getters are the helpers that take a timestamp apart.
var getters = map[string]string{
	"getDate": "date", "getDayOfMonth": "dayOfMonth", "getDayOfWeek": "dayOfWeek", "getDayOfYear": "dayOfYear",
	"getFullYear": "fullYear", "getHours": "hours", "getMilliseconds": "milliseconds", "getMinutes": "minutes",
	"getMonth": "month", "getSeconds": "seconds",
}

func (e *expression) getter(helper string, operands []ast.Expr) js {
	timestamp := e.assert(operands[0], "asTimestamp")
	args := []string{timestamp.text}
	if len(operands) > 1 {
		name, _ := expr.Text(operands[1])
		if minutes, _ := expr.ZoneOffset(name); minutes != 0 {
			args = append(args, strconv.Itoa(minutes))
		}
	}
	return js{text: e.imports.call(helper, args...), precedence: precPrimary, throws: timestamp.throws}
}

// typeNames are what the helper celType calls the types that CEL names.
var typeNames = map[string]string{
	"bool": "bool", "double": "double", "int": "int", "list": "list", "map": "map", "null_type": "null_type",
	"string": "string", "uint": "uint", "google.protobuf.Timestamp": "google.protobuf.Timestamp",
	"bytes": "bytes", "type": "type", "google.protobuf.Duration": "google.protobuf.Duration",
}
