package reference

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/scimwright/scimwright/runtime/action"
)

// really makes an exchange on the clock on the wall.
func (d *delivery) really(x *exchange, sent *http.Request) {
	ctx, cancel := context.WithTimeoutCause(d.ctx, x.limit, errLate)
	defer cancel()
	response, err := d.transport.RoundTrip(sent.WithContext(ctx))
	body := ""
	switch {
	case err != nil:
	case bodiless(response.StatusCode):
		_ = response.Body.Close()
	default:
		body, err = readBody(response)
	}
	if err != nil && errors.Is(context.Cause(ctx), errLate) {
		x.late = true
		x.record.Error = timedOut
		return
	}
	x.finish(response, body, err)
}

var errLate = errors.New("the time limit of the request is up")

// networkCode is what a failed connection is called: by the code that Node has for it,
// else by the error's own words.
func networkCode(err error) string {
	var dns *net.DNSError
	var authority x509.UnknownAuthorityError
	switch {
	case errors.As(err, &dns):
		return "ENOTFOUND"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "ECONNREFUSED"
	case errors.Is(err, syscall.ECONNRESET):
		return "ECONNRESET"
	case errors.Is(err, syscall.EPIPE):
		return "EPIPE"
	case errors.Is(err, syscall.ETIMEDOUT):
		return "ETIMEDOUT"
	case errors.As(err, &authority):
		return "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
	case errors.Is(err, action.ErrDropped), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "UND_ERR_SOCKET"
	}
	return err.Error()
}

// decoded is a body as text: UTF-8 without its byte order mark, and U+FFFD for each
// part that is none.
func decoded(body string) string {
	body = strings.TrimPrefix(body, "\ufeff")
	if utf8.ValidString(body) {
		return body
	}
	var out strings.Builder
	for i := 0; i < len(body); {
		r, size := utf8.DecodeRuneInString(body[i:])
		if r == utf8.RuneError && size == 1 {
			size = max(1, truncated(body[i:]))
		}
		out.WriteRune(r)
		i += size
	}
	return out.String()
}

// truncated is how many bytes at the beginning of a text begin a character whose rest
// is missing: they are replaced as one (Unicode, section 3.9).
func truncated(text string) int {
	for n := min(3, len(text)); n > 1; n-- {
		for _, rest := range []string{"\x80", "\xbf", "\x80\x80", "\x80\xbf", "\xbf\xbf"} {
			if r, size := utf8.DecodeRuneInString(text[:n] + rest); size == n+len(rest) && r != utf8.RuneError {
				return n
			}
		}
	}
	return 1
}
