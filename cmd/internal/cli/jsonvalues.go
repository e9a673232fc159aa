package cli

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/scimwright/scimwright/generator/diag"
	"github.com/scimwright/scimwright/generator/source"
)

// Codes of the findings in files that are not mappings. SW0xx and SW1xx are
// those of mappings.
const (
	codeNotJSON      = "SW801"
	codeNoValue      = "SW802"
	codeNotObject    = "SW803"
	codeActionSyntax = "SW811"
)

// jsonValue is a JSON value of a file, as it is written there.
type jsonValue struct {
	raw  json.RawMessage
	span source.Span
}

// jsonValues reads the JSON values of a file: one, or one after the other, as
// in NDJSON. The items of a list count as values. It stops at the first fault.
func jsonValues(f *source.File) ([]jsonValue, *diag.Diagnostic) {
	var values []jsonValue
	for offset := skipBlanks(f.Text, 0); offset < len(f.Text); offset = skipBlanks(f.Text, offset) {
		// A decoder for each value: the offset of its errors is then certain.
		decoder := json.NewDecoder(strings.NewReader(f.Text[offset:]))
		list := f.Text[offset] == '['
		if list {
			_, _ = decoder.Token()
		}
		for !list || decoder.More() {
			var raw json.RawMessage
			if err := decoder.Decode(&raw); err != nil {
				return nil, notJSON(f, offset, decoder, err)
			}
			end := offset + int(decoder.InputOffset())
			values = append(values, jsonValue{raw, source.Span{File: f, Start: end - len(raw), End: end}})
			if !list {
				break
			}
		}
		if list {
			if _, err := decoder.Token(); err != nil {
				return nil, notJSON(f, offset, decoder, err)
			}
		}
		offset += int(decoder.InputOffset())
	}
	return values, nil
}

func skipBlanks(text string, offset int) int {
	return len(text) - len(strings.TrimLeft(text[offset:], " \t\r\n"))
}

// notJSON tells where a text stops being JSON. start is where its decoder began.
func notJSON(f *source.File, start int, decoder *json.Decoder, err error) *diag.Diagnostic {
	d := &diag.Diagnostic{Code: codeNotJSON, Summary: "this is not JSON"}
	at := start + int(decoder.InputOffset())
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		at = len(strings.TrimRight(f.Text, " \t\r\n"))
		d.Summary += ": it ends too early"
		d.Help = "close every bracket and quotation mark that is open"
	case errors.As(err, &syntax):
		at = max(at, faultIn(f.Text[start:])+start)
		d.Summary += ": " + syntax.Error()
		d.Help = jsonHelp(f.Text, at)
	default:
		d.Summary += ": " + err.Error()
	}
	at = min(at, len(f.Text))
	d.Span = source.Span{File: f, Start: at, End: min(at+1, len(f.Text))}
	return d
}

// faultIn is the offset of the first byte of text that cannot be JSON. The
// offsets that a decoder gives count from different places in a list and out
// of one; a scan from the beginning does not.
func faultIn(text string) int {
	var syntax *json.SyntaxError
	if err := json.Unmarshal([]byte(text), new(any)); errors.As(err, &syntax) {
		return max(0, int(syntax.Offset)-1)
	}
	return 0
}

// jsonHelp knows the usual reasons.
func jsonHelp(text string, at int) string {
	if at >= len(text) {
		return ""
	}
	before := strings.TrimRight(text[:at], " \t\r\n")
	switch c := text[at]; {
	case (c == '}' || c == ']') && strings.HasSuffix(before, ","):
		return "drop the comma before it"
	case c == '\'':
		return "put text into double quotes"
	case c == '"' && before != "" && strings.ContainsRune(`"}]0123456789el`, rune(before[len(before)-1])):
		return "put a comma before it"
	case c == '/' || c == '#':
		return "JSON has no comments: drop it"
	case c < 0x20:
		return `write control characters in text as \n, \t or \u00XX`
	}
	return ""
}

// jsonObjects reads a file whose values must be objects; what is their name in
// messages, such as "event".
func jsonObjects(f *source.File, what string) ([]jsonValue, *diag.Diagnostic) {
	values, fault := jsonValues(f)
	if fault != nil {
		return nil, fault
	}
	if len(values) == 0 {
		return nil, &diag.Diagnostic{
			Code: codeNoValue, Span: source.Span{File: f},
			Summary: "there is no " + what + " in this file",
			Help:    "put one in, as a JSON object",
		}
	}
	for _, v := range values {
		if v.raw[0] != '{' {
			return nil, &diag.Diagnostic{
				Code: codeNotObject, Span: v.span,
				Summary: "this is no " + what + ", which is a JSON object",
				Help:    "write {…}",
			}
		}
	}
	return values, nil
}
