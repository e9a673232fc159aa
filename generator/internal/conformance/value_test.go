package conformance_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"cel.dev/cel-go/common/types"
	"cel.dev/expr"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// javaScript writes a value of the specification as the emitted code has it. An
// error tells what of it JSON does not have: what an Action gets and sends is
// JSON, but for the timestamps that it computes.
func javaScript(value *expr.Value) (string, error) {
	switch v := value.GetKind().(type) {
	case *expr.Value_NullValue:
		return "null", nil
	case *expr.Value_BoolValue:
		return strconv.FormatBool(v.BoolValue), nil
	case *expr.Value_StringValue:
		text, err := json.Marshal(v.StringValue)
		return string(text), err
	case *expr.Value_Int64Value:
		return integer(float64(v.Int64Value), strconv.FormatInt(v.Int64Value, 10))
	case *expr.Value_Uint64Value:
		return integer(float64(v.Uint64Value), strconv.FormatUint(v.Uint64Value, 10))
	case *expr.Value_DoubleValue:
		return double(v.DoubleValue), nil
	case *expr.Value_ListValue:
		return list(v.ListValue)
	case *expr.Value_MapValue:
		return object(v.MapValue)
	case *expr.Value_ObjectValue:
		var moment timestamppb.Timestamp
		if v.ObjectValue.UnmarshalTo(&moment) == nil {
			return fmt.Sprintf("%d%09dn", moment.GetSeconds(), moment.GetNanos()), nil
		}
		return "", fmt.Errorf("a message")
	case *expr.Value_BytesValue:
		return "", fmt.Errorf("bytes")
	case *expr.Value_EnumValue:
		return "", fmt.Errorf("an enum")
	case *expr.Value_TypeValue:
		return "", fmt.Errorf("a type")
	}
	return "", fmt.Errorf("a value of the kind %T", value.GetKind())
}

// integer refuses numbers of which JavaScript does not know every digit.
func integer(approximately float64, digits string) (string, error) {
	if math.Abs(approximately) > 1<<53-1 {
		return "", fmt.Errorf("an integer beyond 2^53-1")
	}
	return digits, nil
}

func double(value float64) string {
	switch {
	case math.IsNaN(value):
		return "NaN"
	case math.IsInf(value, 1):
		return "Infinity"
	case math.IsInf(value, -1):
		return "-Infinity"
	}
	return strconv.FormatFloat(value, 'g', -1, 64)
}

func list(value *expr.ListValue) (string, error) {
	items := make([]string, len(value.GetValues()))
	for i, item := range value.GetValues() {
		text, err := javaScript(item)
		if err != nil {
			return "", err
		}
		items[i] = text
	}
	return "[" + strings.Join(items, ", ") + "]", nil
}

// object has no prototype, as the maps that are read from JSON.
func object(value *expr.MapValue) (string, error) {
	entries := []string{"__proto__: null"}
	for _, entry := range value.GetEntries() {
		if _, ok := entry.GetKey().GetKind().(*expr.Value_StringValue); !ok {
			return "", fmt.Errorf("a map whose keys are no text")
		}
		key, err := javaScript(entry.GetKey())
		if err != nil {
			return "", err
		}
		item, err := javaScript(entry.GetValue())
		if err != nil {
			return "", err
		}
		entries = append(entries, "["+key+"]: "+item)
	}
	return "{ " + strings.Join(entries, ", ") + " }", nil
}

// fits tells whether a value may be what an expression of a type comes to. Of an
// unknown type it may be anything.
func fits(t *types.Type, value *expr.Value) bool {
	switch v := value.GetKind().(type) {
	case *expr.Value_Int64Value:
		return isKind(t, types.IntKind)
	case *expr.Value_Uint64Value:
		return isKind(t, types.UintKind)
	case *expr.Value_DoubleValue:
		return isKind(t, types.DoubleKind)
	case *expr.Value_ListValue:
		return isKind(t, types.ListKind) && !slices.ContainsFunc(v.ListValue.GetValues(), func(item *expr.Value) bool {
			return t.Kind() == types.ListKind && !fits(t.Parameters()[0], item)
		})
	case *expr.Value_MapValue:
		return isKind(t, types.MapKind) && !slices.ContainsFunc(v.MapValue.GetEntries(), func(entry *expr.MapValue_Entry) bool {
			return t.Kind() == types.MapKind && !fits(t.Parameters()[1], entry.GetValue())
		})
	}
	return true // the engines tell all others apart
}

func isKind(t *types.Type, kind types.Kind) bool {
	return t.Kind() == kind || t.Kind() == types.DynKind || t.Kind() == types.TypeParamKind
}
