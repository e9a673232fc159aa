package harness

import (
	"strings"

	"github.com/dop251/goja"
)

// parseForm decodes application/x-www-form-urlencoded (URL standard, section
// 5.1) to names and values in turn.
func (r *realm) parseForm(call goja.FunctionCall) goja.Value {
	var list []any
	for part := range strings.SplitSeq(call.Argument(0).String(), "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		list = append(list, formDecode(name), formDecode(value))
	}
	return r.vm.NewArray(list...)
}

func formDecode(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '+':
			out = append(out, ' ')
		case s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		default:
			out = append(out, s[i])
		}
	}
	return decodeUTF8(out)
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return (c | 0x20) - 'a' + 10
}

// serializeForm is the reverse of parseForm.
func (r *realm) serializeForm(call goja.FunctionCall) goja.Value {
	var list []string
	must(r.vm.ExportTo(call.Argument(0), &list))
	var b strings.Builder
	for i, s := range list {
		switch {
		case i%2 == 1:
			b.WriteByte('=')
		case i > 0:
			b.WriteByte('&')
		}
		b.WriteString(strings.ReplaceAll(percentEncode(s, formEncoded), "%20", "+"))
	}
	return r.vm.ToValue(b.String())
}
