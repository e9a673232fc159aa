package harness

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"github.com/dop251/goja/ast"
)

// goja reads \p{L} as the letter p, without a word: expressions that use
// Unicode properties would silently match nothing. Those that are written as
// literals are therefore put in terms of character ranges before they are
// compiled.

// expandProperties rewrites the literals of a program. The error is of the
// first property that is not known; at is where its literal begins.
func expandProperties(tree *ast.Program) (at int, err error) {
	eachRegExp(reflect.ValueOf(tree.Body), map[uintptr]bool{}, func(literal *ast.RegExpLiteral) {
		if err != nil || !strings.ContainsAny(literal.Flags, "uv") || !strings.Contains(strings.ToLower(literal.Pattern), `\p{`) {
			return
		}
		var pattern string
		if pattern, err = expandPattern(literal.Pattern); err != nil {
			at = int(literal.Idx)
			return
		}
		literal.Pattern = pattern
	})
	return at, err
}

var regExpLiteral = reflect.TypeFor[*ast.RegExpLiteral]()

// eachRegExp finds the literals in a tree, which knows no visitor of its own.
func eachRegExp(v reflect.Value, seen map[uintptr]bool, visit func(*ast.RegExpLiteral)) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			eachRegExp(v.Elem(), seen, visit)
		}
	case reflect.Pointer:
		if v.IsNil() || seen[v.Pointer()] {
			return
		}
		seen[v.Pointer()] = true
		if v.Type() == regExpLiteral {
			visit(v.Interface().(*ast.RegExpLiteral))
			return
		}
		eachRegExp(v.Elem(), seen, visit)
	case reflect.Struct:
		if strings.HasSuffix(v.Type().PkgPath(), "goja/file") {
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				eachRegExp(v.Field(i), seen, visit)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachRegExp(v.Index(i), seen, visit)
		}
	}
}

// expandPattern replaces each \p{…} and \P{…} by the ranges it stands for.
func expandPattern(pattern string) (string, error) {
	var b strings.Builder
	inClass := false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		if c != '\\' || i+1 == len(pattern) {
			inClass = c == '[' || inClass && c != ']'
			b.WriteByte(c)
			continue
		}
		next := pattern[i+1]
		name, _, ok := strings.Cut(strings.TrimPrefix(pattern[i+2:], "{"), "}")
		if next != 'p' && next != 'P' || !ok || !strings.HasPrefix(pattern[i+2:], "{") {
			b.WriteString(pattern[i : i+2])
			i++
			continue
		}
		table, ok := propertyTable(name)
		if !ok {
			return "", fmt.Errorf(`the harness does not know the Unicode property \%c{%s}`, next, name)
		}
		if !inClass {
			b.WriteByte('[')
		}
		writeRanges(&b, table, next == 'P')
		if !inClass {
			b.WriteByte(']')
		}
		i += len(`\p{}`) + len(name) - 1
	}
	return b.String(), nil
}

// propertyTable finds the characters that have a property (ECMA-262, section
// 22.2.2.9), as far as Go's tables know it.
func propertyTable(name string) (*unicode.RangeTable, bool) {
	key, value, ok := strings.Cut(name, "=")
	if !ok {
		switch name {
		case "Any":
			return &unicode.RangeTable{R32: []unicode.Range32{{Lo: 0, Hi: unicode.MaxRune, Stride: 1}}}, true
		case "ASCII":
			return &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0, Hi: unicode.MaxASCII, Stride: 1}}}, true
		}
		if table, ok := unicode.Properties[name]; ok {
			return table, true
		}
		key, value = "General_Category", name
	}
	switch key {
	case "General_Category", "gc":
		if short, ok := unicode.CategoryAliases[value]; ok {
			value = short
		}
		table, ok := unicode.Categories[value]
		return table, ok
	case "Script", "sc":
		table, ok := unicode.Scripts[value]
		return table, ok
	}
	return nil, false
}

// writeRanges writes the characters of table, or all others.
func writeRanges(b *strings.Builder, table *unicode.RangeTable, negated bool) {
	write := func(low, high rune) {
		if low <= high {
			fmt.Fprintf(b, `\u{%x}-\u{%x}`, low, high)
		}
	}
	next := rune(0) // the first character that is not yet told of
	add := func(low, high rune) {
		if negated {
			write(next, low-1)
			next = high + 1
		} else {
			write(low, high)
		}
	}
	each := func(low, high, stride rune) {
		if stride == 1 {
			add(low, high)
			return
		}
		for c := low; c <= high; c += stride {
			add(c, c)
		}
	}
	for _, r := range table.R16 {
		each(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range table.R32 {
		each(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	if negated {
		write(next, unicode.MaxRune)
	}
}
