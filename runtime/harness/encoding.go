package harness

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// textFunctions are the conversions between strings and bytes.
func (r *realm) textFunctions() map[string]func(goja.FunctionCall) goja.Value {
	return map[string]func(goja.FunctionCall) goja.Value{
		"encode": func(call goja.FunctionCall) goja.Value {
			return r.vm.ToValue(r.vm.NewArrayBuffer([]byte(call.Argument(0).String())))
		},
		"decode": func(call goja.FunctionCall) goja.Value {
			return r.vm.ToValue(decodeUTF8(bytesOf(call.Argument(0))))
		},
		"parseJSON": func(call goja.FunctionCall) goja.Value {
			v, err := r.parse(goja.Undefined(), call.Argument(0))
			must(err)
			return v
		},
	}
}

// encodingModule gives js/encoding.js and js/buffer.js the conversions between
// strings and bytes.
func (r *realm) encodingModule() *goja.Object {
	all := r.textFunctions()
	all["valid"] = func(call goja.FunctionCall) goja.Value {
		return r.vm.ToValue(utf8.Valid(bytesOf(call.Argument(0))))
	}
	all["bytes"] = func(call goja.FunctionCall) goja.Value {
		return r.vm.ToValue(r.vm.NewArrayBuffer(encodeText(call.Argument(0), call.Argument(1).String())))
	}
	all["text"] = func(call goja.FunctionCall) goja.Value {
		return r.vm.ToValue(decodeText(bytesOf(call.Argument(0)), call.Argument(1).String()))
	}
	return r.functions(all)
}

// encodeText returns the bytes that a string stands for in an encoding of
// Node's Buffer. What cannot be read is passed over, as Node does.
func encodeText(value goja.Value, encoding string) []byte {
	text := value.String()
	switch encoding {
	case "hex":
		end := 0
		for end+1 < len(text) && isHex(text[end]) && isHex(text[end+1]) {
			end += 2
		}
		decoded, _ := hex.DecodeString(text[:end])
		return decoded
	case "base64", "base64url":
		return decodeBase64(text)
	case "latin1", "binary", "ascii":
		return []byte(latin1(text))
	case "utf16le":
		var out []byte
		s := value.(goja.String)
		for i := range s.Length() {
			unit := s.CharAt(i)
			out = append(out, byte(unit), byte(unit>>8))
		}
		return out
	default:
		return []byte(text)
	}
}

// decodeText is the reverse of encodeText.
func decodeText(b []byte, encoding string) string {
	switch encoding {
	case "hex":
		return hex.EncodeToString(b)
	case "base64":
		return base64.StdEncoding.EncodeToString(b)
	case "base64url":
		return base64.RawURLEncoding.EncodeToString(b)
	case "latin1", "binary":
		return fromLatin1(string(b))
	case "ascii":
		for i := range b {
			b[i] &= 0x7f
		}
		return string(b)
	default:
		return decodeUTF8(b)
	}
}

// decodeBase64 reads base64 of either alphabet, with or without padding, up
// to the first character that pads or ends it.
func decodeBase64(text string) []byte {
	text, _, _ = strings.Cut(text, "=")
	var clean strings.Builder
	for i := range len(text) {
		switch c := text[i]; {
		case c == '-':
			clean.WriteByte('+')
		case c == '_':
			clean.WriteByte('/')
		case c == '+' || c == '/' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z':
			clean.WriteByte(c)
		}
	}
	s := clean.String()
	if len(s)%4 == 1 {
		s = s[:len(s)-1]
	}
	decoded, err := base64.RawStdEncoding.DecodeString(s)
	if err != nil {
		panic(fmt.Sprintf("base64 of nothing but its alphabet does not decode: %v", err))
	}
	return decoded
}
