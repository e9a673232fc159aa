package resolve

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// kind is a kind of JSON value, as messages name it.
type kind string

const (
	kindObject  kind = "an object"
	kindArray   kind = "a list"
	kindString  kind = "text"
	kindNumber  kind = "a number"
	kindBoolean kind = "true or false"
	kindNull    kind = "null"
)

// node is a JSON value and the bytes [start, end) that it was written with.
type node struct {
	kind       kind
	start, end int
	text       string  // of a string
	members    []field // of an object
	items      []*node // of an array
}

type field struct {
	name  string
	value *node
}

// member returns the value of a member of an object; the last one, as JSON
// readers take it. Schemas are looked through with letter case as it is.
func (n *node) member(name string) *node {
	for i := len(n.members) - 1; i >= 0; i-- {
		if n.members[i].name == name {
			return n.members[i].value
		}
	}
	return nil
}

// parseJSON reads a text. Where it is no JSON, the offset is that of the first
// character that cannot be there.
func parseJSON(text string) (root *node, offset int, problem error) {
	var any json.RawMessage
	if err := json.Unmarshal([]byte(text), &any); err != nil {
		var syntax *json.SyntaxError
		if !errors.As(err, &syntax) {
			return nil, 0, err
		}
		offset = int(syntax.Offset)
		if offset > 0 && offset <= len(text) && !strings.HasPrefix(syntax.Error(), "unexpected end") {
			offset--
			for offset > 0 && !utf8.RuneStart(text[offset]) {
				offset--
			}
		}
		return nil, min(offset, len(text)), err
	}
	p := nodeReader{text: text, decoder: json.NewDecoder(strings.NewReader(text))}
	p.decoder.UseNumber()
	root, err := p.value()
	return root, 0, err
}

// nodeReader builds the nodes of a text that is known to be JSON.
type nodeReader struct {
	text    string
	decoder *json.Decoder
}

// token reads a token and notes where it begins.
func (p *nodeReader) token() (token json.Token, start int, err error) {
	start = int(p.decoder.InputOffset())
	for start < len(p.text) && strings.IndexByte(" \t\r\n,:", p.text[start]) >= 0 {
		start++
	}
	token, err = p.decoder.Token()
	return token, start, err
}

func (p *nodeReader) value() (*node, error) {
	token, start, err := p.token()
	if err != nil {
		return nil, err
	}
	n := &node{start: start}
	switch token := token.(type) {
	case string:
		n.kind, n.text = kindString, token
	case bool:
		n.kind = kindBoolean
	case json.Number:
		n.kind = kindNumber
	case nil:
		n.kind = kindNull
	case json.Delim:
		if err := p.inside(n, token); err != nil {
			return nil, err
		}
	}
	n.end = int(p.decoder.InputOffset())
	return n, nil
}

// inside reads what is in an object or array, its closing bracket included.
func (p *nodeReader) inside(n *node, open json.Delim) error {
	n.kind = kindArray
	if open == '{' {
		n.kind = kindObject
	}
	for p.decoder.More() {
		var name string
		if n.kind == kindObject {
			token, _, err := p.token()
			if err != nil {
				return err
			}
			name, _ = token.(string)
		}
		value, err := p.value()
		if err != nil {
			return err
		}
		if n.kind == kindObject {
			n.members = append(n.members, field{name, value})
		} else {
			n.items = append(n.items, value)
		}
	}
	if _, err := p.decoder.Token(); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}
