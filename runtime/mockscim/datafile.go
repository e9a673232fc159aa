package mockscim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/scimwright/scimwright/generator/source"
)

// dataFile reads a JSON file of faults or of a dialect more strictly than
// encoding/json does: a key that is misspelt or there twice is a mistake, not
// nothing, and a problem has its place in the file.
type dataFile struct {
	text    []byte
	decoder *json.Decoder
	places  map[string]int // offsets of values by their paths, such as [0].reply
}

// readData reads a file into what a pointer points to. The error is a [*Problem].
func readData(text []byte, into any) (*dataFile, error) {
	f := &dataFile{text: text, decoder: json.NewDecoder(bytes.NewReader(text)), places: map[string]int{}}
	if err := json.Unmarshal(text, new(any)); err != nil {
		return nil, f.notJSON(err)
	}
	if err := f.value("", reflect.ValueOf(into).Elem()); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *dataFile) notJSON(err error) *Problem {
	p := &Problem{What: "this is not JSON: " + err.Error(), Remedy: "mend it there"}
	var syntax *json.SyntaxError
	switch {
	case len(bytes.TrimSpace(f.text)) == 0:
		p.What, p.Remedy = "the file is empty", "write a JSON value"
	case errors.As(err, &syntax):
		p.Offset = max(0, int(syntax.Offset)-1)
	}
	return p
}

// at is the offset of the next token.
func (f *dataFile) at() int {
	offset := int(f.decoder.InputOffset())
	return offset + len(f.text[offset:]) - len(bytes.TrimLeft(f.text[offset:], " \t\r\n,:"))
}

// value reads the next value, which has that path.
func (f *dataFile) value(path string, v reflect.Value) error {
	at := f.at()
	f.places[path] = at
	if !readsItself(v) {
		switch {
		case v.Kind() == reflect.Struct && f.text[at] == '{':
			return f.object(path, func(name string) (reflect.Value, error) { return fieldNamed(v, name) })
		case v.Kind() == reflect.Map && f.text[at] == '{':
			v.Set(reflect.MakeMap(v.Type()))
			return f.object(path, func(string) (reflect.Value, error) { return reflect.New(v.Type().Elem()).Elem(), nil },
				func(name string, inner reflect.Value) {
					v.SetMapIndex(reflect.ValueOf(name).Convert(v.Type().Key()), inner)
				})
		case v.Kind() == reflect.Slice && f.text[at] == '[':
			return f.list(path, v)
		}
	}
	var raw json.RawMessage
	if err := f.decoder.Decode(&raw); err != nil {
		return &Problem{Where: path, What: err.Error(), Offset: at}
	}
	if string(raw) == "null" && v.Kind() != reflect.Interface {
		return &Problem{Where: path, What: "null is no value here", Remedy: "leave the key out", Offset: at}
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber() // bodies are sent with the digits that they have here
	if err := decoder.Decode(v.Addr().Interface()); err != nil {
		p := f.wrongValue(v, err)
		p.Where, p.Offset = path, at
		return p
	}
	return nil
}

// readsItself tells whether a type has a form in JSON of its own.
func readsItself(v reflect.Value) bool {
	switch v.Addr().Interface().(type) {
	case json.Unmarshaler, interface{ UnmarshalText([]byte) error }:
		return true
	}
	return false
}

// wrongValue says why a value cannot be what it is to be.
func (f *dataFile) wrongValue(v reflect.Value, err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return &Problem{What: p.What, Remedy: p.Remedy}
	}
	needs := "an object"
	switch v.Kind() {
	case reflect.String:
		needs = "text, in double quotes"
	case reflect.Bool:
		needs = "true or false"
	case reflect.Int:
		needs = "a whole number"
	case reflect.Slice:
		needs = "a list"
	}
	if v.Type() == reflect.TypeFor[Duration]() {
		needs = durationForm
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return &Problem{What: "this is of the wrong type: " + wrong.Value, Remedy: "write " + needs}
	}
	return &Problem{What: err.Error(), Remedy: "write " + needs}
}

// object reads the members of an object. find says where a member goes, and
// done, if there is one, is told of each that has been read.
func (f *dataFile) object(path string, find func(string) (reflect.Value, error), done ...func(string, reflect.Value)) error {
	if _, err := f.decoder.Token(); err != nil {
		return &Problem{Where: path, What: err.Error(), Offset: f.at()}
	}
	seen := map[string]bool{}
	for f.decoder.More() {
		at := f.at()
		token, err := f.decoder.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return &Problem{Where: path, What: "this is no key", Offset: at}
		}
		if seen[name] {
			return &Problem{Where: path, What: fmt.Sprintf("the key `%s` is there twice", name), Remedy: "drop one of them", Offset: at}
		}
		seen[name] = true
		v, err := find(name)
		if err != nil {
			var p *Problem
			errors.As(err, &p)
			p.Where, p.Offset = path, at
			return p
		}
		inner := strings.TrimPrefix(path+"."+name, ".")
		if err := f.value(inner, v); err != nil {
			return err
		}
		for _, tell := range done {
			tell(name, v)
		}
	}
	_, err := f.decoder.Token()
	return err
}

func (f *dataFile) list(path string, v reflect.Value) error {
	if _, err := f.decoder.Token(); err != nil {
		return &Problem{Where: path, What: err.Error(), Offset: f.at()}
	}
	for i := 0; f.decoder.More(); i++ {
		item := reflect.New(v.Type().Elem()).Elem()
		if err := f.value(fmt.Sprintf("%s[%d]", path, i), item); err != nil {
			return err
		}
		v.Set(reflect.Append(v, item))
	}
	if _, err := f.decoder.Token(); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// fieldNamed returns the field of a struct that has that key, or a problem.
func fieldNamed(v reflect.Value, name string) (reflect.Value, error) {
	var keys []string
	for i := range v.NumField() {
		key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if key == name {
			return v.Field(i), nil
		}
		keys = append(keys, key)
	}
	slices.Sort(keys)
	remedy := "the keys are " + strings.Join(keys, ", ")
	if near, ok := source.Nearest(name, keys); ok {
		remedy = fmt.Sprintf("did you mean `%s`?", near)
	}
	return reflect.Value{}, &Problem{What: fmt.Sprintf("there is no key `%s` here", name), Remedy: remedy}
}

// place gives a problem its place in the file: that of the value it is about, or
// of what would hold it.
func (f *dataFile) place(p *Problem) *Problem {
	if p == nil {
		return nil
	}
	path := p.Where
	for {
		if at, ok := f.places[path]; ok {
			p.Offset = at
			return p
		}
		i := strings.LastIndexAny(path, ".[")
		if i < 0 {
			p.Offset = f.places[""]
			return p
		}
		path = path[:i]
	}
}
