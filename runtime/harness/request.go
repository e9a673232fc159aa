package harness

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/runtime/action"
)

// newRequest returns the request as net/http sends it. A stray percent sign,
// which URLs may hold and net/url refuses, is escaped.
func newRequest(method, target string, header http.Header, body string) (*http.Request, error) {
	if _, err := url.Parse(target); err != nil {
		target = escapeStrayPercents(target)
	}
	// The strings.Reader makes net/http know the length; a nil body would be
	// sent as one of unknown length.
	request, err := http.NewRequest(method, target, strings.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%s %s cannot be sent: %w", method, target, err)
	}
	request.Header = header // which a RoundTripper does not change
	if host := header.Get("Host"); host != "" {
		request.Host = host
	}
	return request, nil
}

func escapeStrayPercents(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		if s[i] == '%' && !(i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])) {
			b.WriteString("25")
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func withoutFragment(target string) string {
	target, _, _ = strings.Cut(target, "#")
	return target
}

// bodyOf returns a body as it is sent; a nil one is empty.
func bodyOf(v goja.Value) string {
	if v == nil {
		return ""
	}
	if s, ok := v.(goja.String); ok {
		return s.String()
	}
	return string(bytesOf(v))
}

// bytesOf returns the bytes of a body: a string's UTF-8, or a buffer's.
func bytesOf(v goja.Value) []byte {
	if goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	if buffer, ok := v.Export().(goja.ArrayBuffer); ok {
		return append([]byte(nil), buffer.Bytes()...)
	}
	return []byte(v.String())
}

// statusText returns the reason phrase of an answer.
func statusText(response *http.Response) string {
	_, text, _ := strings.Cut(response.Status, " ")
	return text
}

// lateRequest returns request with a meter for its answer's lateness.
func lateRequest(ctx context.Context, request *http.Request) (*http.Request, *action.Lateness) {
	ctx, lateness := action.WithLateness(ctx)
	return request.WithContext(ctx), lateness
}
