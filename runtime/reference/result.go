package reference

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
)

// jsonOf is the value of an expression as JSON has it; nil for null, and for an
// optional without value.
func jsonOf(value ref.Val) (any, error) {
	switch v := value.(type) {
	case types.String:
		return string(v), nil
	case types.Bool:
		return bool(v), nil
	case types.Int:
		return float64(v), nil
	case types.Uint:
		return float64(v), nil
	case types.Double:
		if n := float64(v); math.IsNaN(n) || math.IsInf(n, 0) {
			return nil, fmt.Errorf("%s is not a number that JSON has", nameOfNumber(n))
		}
		return float64(v), nil
	case types.Null:
		return nil, nil
	case types.Timestamp:
		return timestampText(v), nil
	case *types.Optional:
		if !v.HasValue() {
			return nil, nil
		}
		return jsonOf(v.GetValue())
	case traits.Lister:
		return jsonList(v)
	case traits.Mapper:
		return jsonMap(v)
	}
	return nil, errors.New("no such overload")
}

func jsonList(list traits.Lister) (any, error) {
	items := []any{}
	for it := list.Iterator(); it.HasNext() == types.True; {
		item, err := jsonOf(it.Next())
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

// jsonMap has the keys in their order, where they have one.
func jsonMap(m traits.Mapper) (any, error) {
	var keys []ref.Val
	for it := m.Iterator(); it.HasNext() == types.True; {
		keys = append(keys, it.Next())
	}
	if _, ordered := m.(orderedMap); !ordered {
		slices.SortFunc(keys, func(a, b ref.Val) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	}
	o := &Object{}
	for _, key := range keys {
		value, err := jsonOf(m.Get(key))
		if err != nil {
			return nil, err
		}
		o.Set(fmt.Sprint(key.Value()), value)
	}
	return o, nil
}

// nameOfNumber is what a number is called that JSON does not have.
func nameOfNumber(n float64) string {
	switch {
	case math.IsNaN(n):
		return "NaN"
	case n < 0:
		return "-Infinity"
	}
	return "Infinity"
}

// timestampText is an instant in RFC 3339, in UTC: without fraction, or with three,
// six or nine digits of one, as protocol buffers write it.
func timestampText(t types.Timestamp) string {
	at := t.UTC()
	switch nanos := at.Nanosecond(); {
	case nanos == 0:
		return at.Format("2006-01-02T15:04:05Z")
	case nanos%1e6 == 0:
		return at.Format("2006-01-02T15:04:05.000Z")
	case nanos%1e3 == 0:
		return at.Format("2006-01-02T15:04:05.000000Z")
	}
	return at.Format("2006-01-02T15:04:05.000000000Z")
}
