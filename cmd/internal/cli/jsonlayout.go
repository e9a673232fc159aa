package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonWidth is the number of columns up to which an object or a list is put on
// one line.
const jsonWidth = 92

// jsonDepth is how deep the layout goes; what lies deeper stays on one line.
// The indentation of all levels would be the square of what they hold.
const jsonDepth = 32

// layoutJSON lays a JSON text out for people, its members in their order: what
// fits a line stays on one. A text that is no JSON is returned as it is, made
// harmless. The lines are without indentation of the whole.
func layoutJSON(text string) []string {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if !json.Valid([]byte(text)) {
		lines := strings.Split(strings.TrimRight(text, "\r\n"), "\n")
		for i := range lines {
			lines[i] = visible(strings.TrimRight(lines[i], "\r"))
		}
		return lines
	}
	l := &jsonLayout{decoder: decoder}
	l.write(l.next(), "", 0)
	return strings.Split(l.out.String(), "\n")
}

// flatJSON lays a valid JSON text out on one line.
func flatJSON(text string) string {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	l := &jsonLayout{decoder: decoder}
	l.flat(l.next())
	return l.out.String()
}

// jsonNode is a value as it is printed. Encoding through a map would lose the
// order of members, which is the sender's.
type jsonNode struct {
	open, close string // of an object or a list; "" of a scalar
	scalar      string
	keys        []string // of an object, quoted
	items       []jsonNode
	width       int // of the node on one line, in code points
}

type jsonLayout struct {
	decoder *json.Decoder
	out     strings.Builder
}

// next reads a value of a text that is known to be valid.
func (l *jsonLayout) next() jsonNode {
	token, err := l.decoder.Token()
	if err != nil {
		return jsonNode{scalar: "null"}
	}
	delim, ok := token.(json.Delim)
	if !ok {
		scalar := scalarJSON(token)
		return jsonNode{scalar: scalar, width: utf8.RuneCountInString(scalar)}
	}
	node := jsonNode{open: delim.String(), close: "]", width: 2}
	if delim == '{' {
		node.close = "}"
	}
	for l.decoder.More() {
		if delim == '{' {
			key, _ := l.decoder.Token()
			node.keys = append(node.keys, scalarJSON(key))
			node.width += utf8.RuneCountInString(node.keys[len(node.keys)-1]) + len(": ")
		}
		if len(node.items) > 0 {
			node.width += len(", ")
		}
		item := l.next()
		node.items = append(node.items, item)
		node.width += item.width
	}
	_, _ = l.decoder.Token() // the closing one
	return node
}

func scalarJSON(v any) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return "null"
	}
	return escapeUnprintable(strings.TrimSuffix(out.String(), "\n"))
}

// escapeUnprintable escapes what a terminal would act upon or not show. Only
// the text of a JSON string can hold such characters.
func escapeUnprintable(s string) string {
	if strings.IndexFunc(s, unprintable) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if !unprintable(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&b, "\\u%04x", unit)
		}
	}
	return b.String()
}

func unprintable(r rune) bool { return !unicode.IsPrint(r) }

// flat prints a node on one line.
func (l *jsonLayout) flat(n jsonNode) {
	l.out.WriteString(n.open + n.scalar)
	for i, item := range n.items {
		if i > 0 {
			l.out.WriteString(", ")
		}
		if n.keys != nil {
			l.out.WriteString(n.keys[i] + ": ")
		}
		l.flat(item)
	}
	l.out.WriteString(n.close)
}

// write prints a node whose line begins at indent and has used so many columns
// by now.
func (l *jsonLayout) write(n jsonNode, indent string, used int) {
	// The document as a whole is spread over lines even where it is short: that
	// is what makes two bodies easy to compare.
	root := indent == "" && used == 0 && n.open == "{"
	fits := !root && used+n.width <= jsonWidth
	if len(n.items) == 0 || fits || len(indent) >= 2*jsonDepth {
		l.flat(n)
		return
	}
	inner := indent + "  "
	l.out.WriteString(n.open + "\n")
	for i, item := range n.items {
		label := inner
		if n.keys != nil {
			label += n.keys[i] + ": "
		}
		l.out.WriteString(label)
		l.write(item, inner, utf8.RuneCountInString(label)+1)
		if i < len(n.items)-1 {
			l.out.WriteByte(',')
		}
		l.out.WriteByte('\n')
	}
	l.out.WriteString(indent + n.close)
}
