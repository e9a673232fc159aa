package pattern

import (
	"cmp"
	"slices"
	"sync"
	"unicode"
)

// known is a class that JavaScript has an escape for.
type known struct {
	escape string
	set    set
}

// perl are the classes that RE2 and JavaScript write alike and mean alike. \s is
// none of them: JavaScript's has all of Unicode's white space.
var perl = []known{
	{`\w`, set{'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}},
	{`\d`, set{'0', '9'}},
}

// classes returns the classes that may shorten a text of a length, those with
// the most characters first.
func classes(length int) []known {
	// Most classes are short, and can do without Unicode's tables.
	if length <= len(`\u0370-\u03ff`) {
		return perl
	}
	return properties()
}

// properties are the general categories and the scripts, and perl's.
var properties = sync.OnceValue(func() []known {
	var result []known
	for name, table := range unicode.Categories {
		result = append(result, known{`\p{` + name + `}`, tableSet(table)})
	}
	for name, table := range unicode.Scripts {
		result = append(result, known{`\p{Script=` + name + `}`, tableSet(table)})
	}
	result = slices.DeleteFunc(result, func(k known) bool { return len(k.set) == 0 }) // Cs
	result = append(result, perl...)
	slices.SortFunc(result, func(a, b known) int {
		return cmp.Or(cmp.Compare(b.set.count(), a.set.count()), cmp.Compare(a.escape, b.escape))
	})
	return result
})

func tableSet(table *unicode.RangeTable) set {
	var s []rune
	add := func(low, high, stride rune) {
		if stride == 1 {
			s = append(s, low, high)
			return
		}
		for c := low; c <= high; c += stride {
			s = append(s, c, c)
		}
	}
	for _, r := range table.R16 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range table.R32 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return sorted(s).wellFormed()
}
