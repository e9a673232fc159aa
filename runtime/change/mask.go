package change

import (
	"strings"
	"unicode"

	"github.com/scimwright/scimwright/runtime/reference"
)

// Mask hides what a value says and leaves its form: of a text the first letter of each
// word and what stands between words, of a number its digits. True, false and what kind
// of list or object it is are left as they are.
func Mask(value any) any {
	switch v := value.(type) {
	case string:
		return MaskText(v)
	case float64, int64:
		return "#"
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = Mask(v[i])
		}
		return list
	case *reference.Object:
		o := reference.NewObject()
		for _, name := range v.Names() {
			inner, _ := v.Get(name)
			o.Set(name, Mask(inner))
		}
		return o
	}
	return value
}

// MaskText hides what a text says.
func MaskText(text string) string {
	first := true
	return strings.Map(func(r rune) rune {
		word := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		begins := first && word && !unicode.IsDigit(r)
		first = !word
		if !word || begins {
			return r
		}
		return '•'
	}, text)
}
