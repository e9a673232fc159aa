package parse

import (
	"strings"

	"github.com/scimwright/scimwright/generator/mapping"
	"github.com/scimwright/scimwright/generator/source"
)

// Limits of a signature: it is read by people, and its types are values of JSON.
const (
	maxParameters = 20
	maxTypeDepth  = 8
)

// Types that a signature can name; list and map have parameters of their own.
var scalarTypes = []string{"bool", "int", "double", "string", "dyn"}

// otherNames are what types are called elsewhere.
var otherNames = map[string]string{
	"boolean": "bool", "Boolean": "bool", "integer": "int", "uint": "int", "long": "int", "bigint": "int",
	"number": "double", "Number": "double", "float": "double", "text": "string", "str": "string", "String": "string",
	"any": "dyn", "unknown": "dyn", "object": "map(string, dyn)", "Object": "map(string, dyn)", "Record": "map(string, dyn)",
	"array": "list(dyn)", "Array": "list(dyn)", "list": "list(dyn)", "map": "map(string, dyn)",
}

// signatureFault is what is wrong with a signature, at the bytes [start, end).
type signatureFault struct {
	start, end    int
	summary, help string
}

// readSignature reads `(T, …) -> T`.
func readSignature(text string) (params []mapping.Type, result mapping.Type, wrong *signatureFault) {
	r := signatureReader{text: text}
	r.blanks()
	if !r.take("(") {
		return nil, result, r.fault("a signature begins with `(`, and here is "+r.here(), "write it like (string, string) -> string")
	}
	open := r.pos - 1
	for r.blanks(); !r.take(")"); r.blanks() {
		if r.pos == len(text) {
			return nil, result, &signatureFault{open, open + 1, "the `(` that opens here is not closed",
				"close it behind the last parameter; within braces a signature needs quotes, for its commas"}
		}
		if len(params) > 0 && !r.take(",") {
			return nil, result, r.fault("a parameter is followed by `,` or `)`, and here is "+r.here(), "write the types alone, separated by commas")
		}
		if len(params) == maxParameters {
			return nil, result, r.fault("a function of more than 20 parameters", "pass a map")
		}
		t, wrong := r.readType(1)
		if wrong != nil {
			return nil, result, wrong
		}
		params = append(params, t)
	}
	r.blanks()
	if !r.take("->") {
		return nil, result, r.fault("behind the parameters comes `->`, and here is "+r.here(), "write the type of the result: … -> string")
	}
	if result, wrong = r.readType(1); wrong != nil {
		return nil, result, wrong
	}
	if r.blanks(); r.pos < len(text) {
		return nil, result, r.fault("the signature ends before "+r.here(), "a function has one result: remove the rest")
	}
	return params, result, nil
}

// signatureReader is the state of reading one signature.
type signatureReader struct {
	text string
	pos  int
}

// readType reads a type at a depth of nesting.
func (r *signatureReader) readType(depth int) (mapping.Type, *signatureFault) {
	r.blanks()
	start := r.pos
	for r.pos < len(r.text) && isIdentifierByte(r.text[r.pos]) {
		r.pos++
	}
	name := r.text[start:r.pos]
	wrong := func(summary, help string) (mapping.Type, *signatureFault) {
		return mapping.Type{}, &signatureFault{start, max(r.pos, start), summary, help}
	}
	switch {
	case name == "":
		return mapping.Type{}, r.fault("a type is expected, and here is "+r.here(), "the types are "+typeNames)
	case depth > maxTypeDepth:
		return wrong("types are nested too deeply", "write dyn for what is inside")
	case strings.HasPrefix(r.text[r.pos:], "[]"):
		r.pos += len("[]")
		return wrong("`"+r.text[start:r.pos]+"` is not how a list is written", "write list("+cel(name)+")")
	case strings.HasPrefix(r.text[r.pos:], "<"):
		return wrong("the types of `"+name+"` are written in parentheses", "write list(string) or map(string, dyn)")
	}
	for _, known := range scalarTypes {
		if name == known {
			return mapping.Type{Name: name}, nil
		}
	}
	if blanks := r.pos; name == "list" || name == "map" {
		if r.blanks(); r.take("(") {
			return r.readItems(name, depth)
		}
		r.pos = blanks
		return wrong("`"+name+"` without what is in it", "write "+otherNames[name])
	}
	if right, ok := otherNames[name]; ok {
		return wrong("`"+name+"` is not a type", "write "+right)
	}
	if near, ok := source.Nearest(name, append(scalarTypes[:len(scalarTypes):len(scalarTypes)], "list", "map")); ok {
		return wrong("`"+name+"` is not a type", "did you mean "+near+"?")
	}
	return wrong("`"+name+"` is not a type", "the types are "+typeNames)
}

const typeNames = "bool, int, double, string, dyn, list(T) and map(string, T)"

// cel is how CEL calls a type of another language.
func cel(name string) string {
	if right, ok := otherNames[name]; ok {
		return right
	}
	return name
}

// readItems reads what is in the parentheses of a list or map.
func (r *signatureReader) readItems(name string, depth int) (mapping.Type, *signatureFault) {
	if name == "map" {
		r.blanks()
		start := r.pos
		key, wrong := r.readType(depth + 1)
		if wrong != nil {
			return mapping.Type{}, wrong
		}
		if key.Name != "string" {
			return mapping.Type{}, &signatureFault{start, r.pos, "the keys of a map are strings, as in JSON", "write map(string, …)"}
		}
		if r.blanks(); !r.take(",") {
			return mapping.Type{}, r.fault("the key of a map is followed by `,`, and here is "+r.here(), "write map(string, T), T being the type of its values")
		}
	}
	item, wrong := r.readType(depth + 1)
	if wrong != nil {
		return mapping.Type{}, wrong
	}
	if r.blanks(); !r.take(")") {
		return mapping.Type{}, r.fault("the type ends with `)`, and here is "+r.here(), "close the parenthesis")
	}
	return mapping.Type{Name: name, Item: &item}, nil
}

func (r *signatureReader) blanks() {
	for r.pos < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.pos]) >= 0 {
		r.pos++
	}
}

func (r *signatureReader) take(token string) bool {
	if !strings.HasPrefix(r.text[r.pos:], token) {
		return false
	}
	r.pos += len(token)
	return true
}

// fault is one at the character that the reader has come to.
func (r *signatureReader) fault(summary, help string) *signatureFault {
	return &signatureFault{r.pos, r.pos + len(r.next()), summary, help}
}

// next is the character that the reader has come to; empty at the end.
func (r *signatureReader) next() string {
	for _, c := range r.text[r.pos:] {
		return string(c)
	}
	return ""
}

// here names the character that the reader has come to, for messages.
func (r *signatureReader) here() string {
	if next := r.next(); next != "" {
		return "`" + next + "`"
	}
	return "the end"
}
