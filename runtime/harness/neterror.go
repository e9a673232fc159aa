package harness

import (
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/url"
	"syscall"

	"github.com/dop251/goja"

	"github.com/scimwright/scimwright/runtime/action"
)

// What undici reports when a server is too slow for its own patience.
var (
	errHeadersTimeout = &nodeError{"HeadersTimeoutError", "UND_ERR_HEADERS_TIMEOUT", "Headers Timeout Error"}
	errBodyTimeout    = &nodeError{"BodyTimeoutError", "UND_ERR_BODY_TIMEOUT", "Body Timeout Error"}
)

// nodeError is an error as Node names it: the cause of a "fetch failed".
type nodeError struct{ name, code, message string }

// Error implements error.
func (e *nodeError) Error() string { return e.message }

// networkError returns the JavaScript error for one of a transport.
func (r *realm) networkError(err error) *goja.Object {
	node := nodeErrorOf(err)
	constructor := r.vm.Get("Error")
	o, newErr := r.vm.New(constructor, r.vm.ToValue(node.message))
	must(newErr)
	if node.name != "" {
		must(o.Set("name", node.name))
	}
	if node.code != "" {
		must(o.Set("code", node.code))
	}
	return o
}

// nodeErrorOf finds the words that Node has for an error of net/http. An error
// without counterpart keeps its own.
func nodeErrorOf(err error) *nodeError {
	var node *nodeError
	var dns *net.DNSError
	var op *net.OpError
	var urlErr *url.Error
	if errors.As(err, &node) {
		return node
	}
	address := ""
	if errors.As(err, &op) && op.Addr != nil {
		address = " " + op.Addr.String()
	}
	switch {
	case errors.As(err, &dns):
		return &nodeError{"", "ENOTFOUND", "getaddrinfo ENOTFOUND " + dns.Name}
	case errors.Is(err, syscall.ECONNREFUSED):
		return &nodeError{"", "ECONNREFUSED", "connect ECONNREFUSED" + address}
	case errors.Is(err, syscall.ECONNRESET):
		return &nodeError{"", "ECONNRESET", "read ECONNRESET"}
	case errors.Is(err, syscall.EPIPE):
		return &nodeError{"", "EPIPE", "write EPIPE"}
	case errors.Is(err, syscall.ETIMEDOUT):
		return &nodeError{"", "ETIMEDOUT", "connect ETIMEDOUT" + address}
	case isUnverified(err):
		return &nodeError{"", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate"}
	case errors.Is(err, action.ErrDropped), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &nodeError{"SocketError", "UND_ERR_SOCKET", "other side closed"}
	case errors.As(err, &urlErr):
		return nodeErrorOf(urlErr.Err)
	default:
		return &nodeError{message: err.Error()}
	}
}

func isUnverified(err error) bool {
	var authority x509.UnknownAuthorityError
	return errors.As(err, &authority)
}
