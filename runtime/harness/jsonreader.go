package harness

import (
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// jsonReader makes JavaScript values of a JSON text. goja's JSON.parse does
// the same by way of encoding/json, at several times the cost, and every
// delivery parses its event and its answers. What the reader does not take,
// be it no JSON or a rarity, is left to goja and its messages.
type jsonReader struct {
	vm    *goja.Runtime
	text  string
	at    int // of the next byte
	depth int
}

// readJSON returns the value of a text as JSON.parse would, and whether it
// could.
func readJSON(vm *goja.Runtime, text string) (goja.Value, bool) {
	if !utf8.ValidString(text) {
		return nil, false
	}
	j := &jsonReader{vm: vm, text: text}
	value, ok := j.value()
	return value, ok && j.next() == 0 && j.at == len(text)
}

// next skips white space and returns the byte after it, which is not taken; 0
// at the end of the text.
func (j *jsonReader) next() byte {
	for ; j.at < len(j.text); j.at++ {
		switch c := j.text[j.at]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// take takes the next byte if it is c.
func (j *jsonReader) take(c byte) bool {
	if j.next() != c {
		return false
	}
	j.at++
	return true
}

func (j *jsonReader) value() (goja.Value, bool) {
	switch j.next() {
	case '{':
		return j.object()
	case '[':
		return j.array()
	case '"':
		return j.stringValue()
	case 't':
		return j.vm.ToValue(true), j.word("true")
	case 'f':
		return j.vm.ToValue(false), j.word("false")
	case 'n':
		return goja.Null(), j.word("null")
	default:
		return j.number()
	}
}

func (j *jsonReader) word(word string) bool {
	if !strings.HasPrefix(j.text[j.at:], word) {
		return false
	}
	j.at += len(word)
	return true
}

func (j *jsonReader) object() (goja.Value, bool) {
	object := j.vm.NewObject()
	ok := j.items('}', func() bool {
		if j.next() != '"' {
			return false
		}
		name, ok := j.string()
		if !ok || !j.take(':') {
			return false
		}
		value, ok := j.value()
		if !ok {
			return false
		}
		// Defined, not set: "__proto__" is a name like any other in JSON, and
		// what an Action did to Object.prototype has no say.
		err := object.DefineDataProperty(name, value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
		return err == nil
	})
	return object, ok
}

func (j *jsonReader) array() (goja.Value, bool) {
	var values []any
	ok := j.items(']', func() bool {
		value, ok := j.value()
		values = append(values, value)
		return ok
	})
	if !ok {
		return nil, false
	}
	return j.vm.NewArray(values...), true
}

// items reads what stands between two brackets, the first of which is next.
func (j *jsonReader) items(closing byte, item func() bool) bool {
	if j.depth++; j.depth > maxNesting {
		return false
	}
	defer func() { j.depth-- }()
	j.at++
	if j.take(closing) {
		return true
	}
	for item() {
		if !j.take(',') {
			return j.take(closing)
		}
	}
	return false
}
