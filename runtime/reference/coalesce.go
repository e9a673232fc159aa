package reference

import (
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
)

// coalesce returns the first alternative that is not empty. Empty is what is
// left out of a SCIM document: a missing key or index, null, "", [] and {};
// false and 0 are values. An alternative that fails in another way, and is
// reached, fails the call. When all are empty, the last one is the result, be it
// an empty value or a missing one.
func coalesce(alternatives ...ref.Val) ref.Val {
	last := len(alternatives) - 1
	for _, a := range alternatives[:last] {
		if !isEmpty(a) {
			return a
		}
	}
	return alternatives[last]
}

func isEmpty(value ref.Val) bool {
	switch v := value.(type) {
	case *types.Err:
		return Missing(v)
	case types.Null:
		return true
	case types.String:
		return v == ""
	case traits.Lister:
		return v.Size() == types.IntZero
	case traits.Mapper:
		return v.Size() == types.IntZero
	}
	return false
}
